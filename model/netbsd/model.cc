// What: initial worlds, and the successors of a world in a fixed order.
// Source: netbsd.md section 2; who may begin what: docs/internals/atomicity.md.
// Read next: op/steps.h; canonicalize.cc; pack.cc.
#include "model/netbsd/model.h"

#include "model/core/machine/process.h"
#include "model/core/machine/thread.h"
#include "model/netbsd/op/steps.h"

namespace vmwire::netbsd {
namespace {

bool enabled(const Config& c, OpId op) { return (c.ops >> static_cast<unsigned>(op)) & 1u; }

void run_thread_step(Step& s) {
  switch (static_cast<OpId>(s.t().op)) {
    case OpId::mmap: return mmap_step(s);
    case OpId::munmap: return munmap_step(s);
    case OpId::mprotect: return mprotect_step(s);
    case OpId::mlock: return mlock_step(s);
    case OpId::munlock: return munlock_step(s);
    case OpId::physio: return physio_step(s);
    case OpId::read:
    case OpId::write: return access_step(s);
    case OpId::fork: return fork_step(s);
    case OpId::exit: return exit_step(s);
    case OpId::truncate: return truncate_step(s);
    case OpId::extend: return extend_step(s);
    default: VMWIRE_CHECK(!"a thread in no operation");
  }
}

void run_kernel_step(Step& s, const Action& a) {
  switch (a.op) {
    case OpId::deactivate: return deactivate_step(s, a.start);
    case OpId::reactivate: return reactivate_step(s, a.start);
    case OpId::scan_inactive: return scan_inactive_step(s, a.start);
    case OpId::pageout_done: return pageout_done_step(s, a.start);
    case OpId::swap_shortage: return swap_shortage_step(s, a.start);
    case OpId::forget: return forget_step(s, a.start, a.end);
    default: VMWIRE_CHECK(!"not an operation of the kernel's own");
  }
}

/// A sleeper that its wake-up has not reached yet cannot take a step.
bool still_asleep(Step& s) {
  const Thread& t = s.t();
  if (t.phase == ThreadPhase::sleep_busy) {
    const Page& page = s.w.page[t.page - 1u];
    const auto by = static_cast<unsigned>(page.busy_by);
    s.block(WaitFor::busy_page, by >= 1 && by <= kThreadsMax ? 1u << (by - 1u) : 0u,
            static_cast<unsigned>(t.page) - 1u);
    return true;
  }
  if (t.phase == ThreadPhase::sleep_memory) {
    s.block(WaitFor::memory, 0);
    return true;
  }
  return false;
}

void prepare(Step& s, const World& w, const Action& a) {
  s.w = w;
  s.w.event = Event{};
  if (a.actor >= kThreadsMax) {
    s.self = kPagedaemon;
    return;
  }
  s.thread = a.actor;
  s.process = s.size.process_of(a.actor);
  s.self = actor_of(s.tid());
  if (!a.begins) return;
  Thread& t = s.t();
  thread_event(t, ThreadEvent::begin);
  t.op = static_cast<std::uint64_t>(a.op) & 15u;
  t.start = a.start & 3u;
  t.end = a.end & 3u;
  t.arg = a.arg & 7u;
}

void execute(Step& s, const Action& a) {
  if (a.actor >= kThreadsMax) return run_kernel_step(s, a);
  if (!still_asleep(s)) run_thread_step(s);
}

unsigned operations_in_flight(const Size& size, const World& w) {
  unsigned n = 0;
  for (unsigned k = 0; k < size.thread_count(); ++k) n += w.thread[k].phase != ThreadPhase::idle;
  return n;
}

/// Calls visit(action) for everything that could begin or go on here, in a fixed order.
template <class Visit>
void each_action(const Config& c, const World& w, Visit&& visit) {
  const Size& size = c.size;
  const bool full = operations_in_flight(size, w) >= size.in_flight;
  for (unsigned k = 0; k < size.thread_count(); ++k) {
    const Thread& t = w.thread[k];
    Action a;
    a.actor = static_cast<std::uint8_t>(k);
    if (t.phase != ThreadPhase::idle) {
      a.op = static_cast<OpId>(t.op);
      visit(a);
      continue;
    }
    const Process& process = w.process[size.process_of(k)];
    if (process.phase() != ProcessPhase::alive || full) continue;
    a.begins = 1;
    for (unsigned o = 1; o < kThreadOps; ++o) {
      a.op = static_cast<OpId>(o);
      if (!enabled(c, a.op)) continue;
      const OpInfo& info = op_info(a.op);
      const bool one_page = a.op == OpId::read || a.op == OpId::write;
      const bool sized = a.op == OpId::truncate || a.op == OpId::extend;
      const unsigned args =
          info.arguments.empty() ? 1u : static_cast<unsigned>(info.arguments.size());
      const unsigned starts = info.range ? size.va_pages : sized ? size.file_pages + 1u : 1u;
      for (unsigned start = 0; start < starts; ++start) {
        const unsigned last = !info.range ? start : one_page ? start + 1u : size.va_pages;
        for (unsigned end = info.range ? start + 1u : start; end <= last; ++end) {
          for (unsigned arg = 0; arg < args; ++arg) {
            a.start = static_cast<std::uint8_t>(start);
            a.end = static_cast<std::uint8_t>(info.range ? end : 0u);
            a.arg = static_cast<std::uint8_t>(arg);
            visit(a);
          }
        }
      }
    }
  }
  Action a;
  for (const OpId op : {OpId::deactivate, OpId::reactivate, OpId::scan_inactive,
                        OpId::pageout_done, OpId::swap_shortage}) {
    if (!enabled(c, op)) continue;
    a.op = op;
    a.actor = static_cast<std::uint8_t>(op == OpId::pageout_done ? Actor::disk
                                                                 : Actor::pagedaemon);
    for (unsigned i = 0; i < size.pages; ++i) {
      if (w.page[i].phase == PagePhase::free) continue;
      a.start = static_cast<std::uint8_t>(i);
      visit(a);
    }
  }
  if (!enabled(c, OpId::forget)) return;
  a.op = OpId::forget;
  a.actor = static_cast<std::uint8_t>(Actor::pmap);
  for (unsigned i = 0; i < size.processes; ++i) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      if (w.pte[i][va].phase() != PtePhase::present) continue;
      a.start = static_cast<std::uint8_t>(i);
      a.end = static_cast<std::uint8_t>(va);
      visit(a);
    }
  }
}

/// Somebody idle could still free memory or a lock, but for the size's cap on operations.
bool cap_withholds(const Config& c, const World& w) {
  if (operations_in_flight(c.size, w) < c.size.in_flight) return false;
  for (unsigned k = 0; k < c.size.thread_count(); ++k) {
    const bool alive = w.process[c.size.process_of(k)].phase() == ProcessPhase::alive;
    if (alive && w.thread[k].phase == ThreadPhase::idle) return true;
  }
  return false;
}

}  // namespace

Model::Model(const Config& config) : config_(config), shape_(config.size), packing_(config.size) {
  World w{};
  w.file.size = config_.size.file_pages & 3u;
  for (unsigned i = 0; i < config_.size.file_pages; ++i) w.file.set_data(i, Data::fresh);
  for (unsigned i = 0; i < config_.size.processes; ++i) {
    process_event(w.process[i], ProcessEvent::conceive);
    process_event(w.process[i], ProcessEvent::birth);
    if (i == 0 || i + 1u == config_.size.processes) initial_.push_back(w);
  }
  if (config_.size.processes == 1) initial_.resize(1);
}

void Model::generate(const World& w, SuccessorSink& sink) {
  if (terminal(w)) return;
  if (cap_withholds(config_, w)) sink.withheld();
  Choices choices;
  each_action(config_, w, [&](Action a) {
    choices.first();
    a.choice = 0;
    do {
      Step s(config_.personality, config_.size, choices);
      prepare(s, w, a);
      execute(s, a);
      if (s.blocked()) {
        if (s.wait() != WaitFor::not_offered && a.actor < kThreadsMax && !a.begins) {
          sink.blocked(a.actor, s.holders());
        }
      } else {
        for (unsigned i = 0; i < s.mark_count(); ++i) {
          coverage_.set(static_cast<unsigned>(s.mark_at(i)));
        }
        sink.transition(a, s.w);
      }
      ++a.choice;
    } while (choices.next());
  });
}

bool Model::take(const World& before, const Action& action, World& after, Taken& taken) {
  if (terminal(before)) return false;
  bool found = false;
  each_action(config_, before, [&](Action a) {
    a.choice = action.choice;
    if (found || !(a == action)) return;
    Choices choices;
    choices.first();
    for (unsigned i = 0;; ++i) {
      Step s(config_.personality, config_.size, choices);
      prepare(s, before, a);
      execute(s, a);
      if (i == action.choice) {
        if (s.blocked()) return;
        found = true;
        after = s.w;
        taken.action = action;
        taken.marks.clear();
        for (unsigned k = 0; k < s.mark_count(); ++k) {
          taken.marks.push_back(static_cast<unsigned>(s.mark_at(k)));
        }
        return;
      }
      if (!choices.next()) return;
    }
  });
  return found;
}

std::vector<Wait> Model::waits(const World& w) {
  std::vector<Wait> waits;
  if (terminal(w)) return waits;
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) {
    if (w.thread[k].phase == ThreadPhase::idle) continue;
    Action a;
    a.actor = static_cast<std::uint8_t>(k);
    a.op = static_cast<OpId>(w.thread[k].op);
    Choices choices;
    choices.first();
    Step s(config_.personality, config_.size, choices);
    prepare(s, w, a);
    execute(s, a);
    if (!s.blocked()) continue;
    const std::string on = std::to_string(s.wait_on());
    std::string what;
    switch (s.wait()) {
      case WaitFor::map_read: what = "the map read lock of P" + on; break;
      case WaitFor::map_write: what = "the map write lock of P" + on; break;
      case WaitFor::busy_page: what = "BUSY page " + on; break;
      case WaitFor::memory: what = "a free page"; break;
      case WaitFor::vslock: what = "a vslock in progress"; break;
      default: continue;
    }
    waits.push_back({k, what, s.holders()});
  }
  return waits;
}

std::uint32_t Model::site(const World& before, const Action& a) const {
  std::uint32_t step = 0;
  if (a.actor < kThreadsMax && !a.begins) {
    const Thread& t = before.thread[a.actor];
    step = static_cast<std::uint32_t>(t.step) << 4 | static_cast<std::uint32_t>(t.fault);
  }
  return static_cast<std::uint32_t>(a.op) << 8 | step;
}

const std::vector<Mark>& marks() {
  static const std::vector<Mark> table = {
#define VMWIRE_MARK_ROW(id, op, function, text, citation) {#id, function, text, citation, op},
      VMWIRE_NETBSD_MARKS(VMWIRE_MARK_ROW)
#undef VMWIRE_MARK_ROW
  };
  return table;
}

std::string Model::actor_name(unsigned actor) const {
  if (actor < kThreadsMax) return config_.size.thread_name(actor);
  switch (static_cast<Actor>(actor)) {
    case Actor::pagedaemon: return "pagedaemon";
    case Actor::disk: return "disk";
    case Actor::pmap: return "pmap";
  }
  return "?";
}

std::string Model::action_text(const World& before, const Action& a) const {
  const auto number = [](unsigned n) { return std::to_string(n); };
  Action shown = a;
  if (a.actor < kThreadsMax && !a.begins) {
    const Thread& t = before.thread[a.actor];
    shown.start = static_cast<std::uint8_t>(t.start);
    shown.end = static_cast<std::uint8_t>(t.end);
    shown.arg = static_cast<std::uint8_t>(t.arg);
    const bool unlocking = a.op == OpId::physio && t.step == 3;  // arg is gone by then
    if (unlocking) shown.arg = 0xff;
  }
  const OpInfo& info = op_info(a.op);
  std::string text = info.name;
  if (shown.arg < info.arguments.size()) text += std::string(" ") + info.arguments[shown.arg];
  if (a.op == OpId::read || a.op == OpId::write) return text + " " + number(shown.start);
  if (info.range) return text + " [" + number(shown.start) + "," + number(shown.end) + ")";
  switch (a.op) {
    case OpId::truncate:
    case OpId::extend: return text + " to " + number(shown.start);
    case OpId::fork:
    case OpId::exit: return text;
    case OpId::forget: return text + " P" + number(a.start) + ":" + number(a.end);
    default: return text + " page " + number(a.start);
  }
}

}  // namespace vmwire::netbsd
