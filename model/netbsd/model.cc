// What: initial worlds, and the successors of a world in a fixed order.
// Source: netbsd.md section 2; who may begin what: docs/internals/atomicity.md.
// Read next: op/offer.h, op/steps.h; canonicalize.cc; pack.h; words.cc.
#include "model/netbsd/model.h"

#include <algorithm>

#include "model/core/machine/process.h"
#include "model/core/machine/thread.h"
#include "model/netbsd/op/offer.h"
#include "model/netbsd/op/steps.h"

namespace vmwire::netbsd {
namespace {

bool enabled(const Config& c, OpId op) { return (c.ops >> static_cast<unsigned>(op)) & 1u; }

void run_thread_step(Step& s, OpId op) {
  switch (op) {
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

/// The guards of op/offer.h. Who has none there looks at its argument or needs a lock, and says so
/// in its first step.
bool offered(OpId op, const Offer& o) {
  switch (op) {
    case OpId::mmap: return mmap_offered(o);
    case OpId::munmap: return munmap_offered(o);
    case OpId::fork: return fork_offered(o);
    case OpId::exit: return exit_offered(o);
    case OpId::truncate: return truncate_offered(o);
    case OpId::extend: return extend_offered(o);
    case OpId::deactivate: return deactivate_offered(o);
    case OpId::reactivate: return reactivate_offered(o);
    case OpId::scan_inactive: return scan_inactive_offered(o);
    case OpId::pageout_done: return pageout_done_offered(o);
    case OpId::swap_shortage: return swap_shortage_offered(o);
    case OpId::forget: return forget_offered(o);
    default: return true;
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

/// The world as a step finds it: an event belongs to the step that caused it.
World without_event(const World& w) {
  World before = w;
  before.event = Event{};
  return before;
}

/// Puts the acting thread at the beginning of the operation, or where it was.
void prepare(Step& s, const World& w, const Shape& shape, const Action& a) {
  s.restart(w);
  if (a.actor >= kThreadsMax) {
    s.self = kPagedaemon;
    return;
  }
  s.thread = a.actor;
  s.process = shape.process_of[a.actor];
  s.self = actor_of(s.tid());
  if (!a.begins) return;
  // Made by itself and stored as a whole: a processor that reads a word soon after parts of it were
  // written waits for them.
  Thread t = w.thread[a.actor];
  thread_event(t, ThreadEvent::begin);
  t.op = static_cast<std::uint64_t>(a.op) & 15u;
  t.start = a.start & 3u;
  t.end = a.end & 3u;
  t.arg = a.arg & 7u;
  s.t() = t;
}

void execute(Step& s, const Action& a) {
  if (a.actor >= kThreadsMax) return run_kernel_step(s, a);
  if (a.begins || !still_asleep(s)) run_thread_step(s, a.op);
}

unsigned operations_in_flight(const Shape& shape, const World& w) {
  unsigned n = 0;
  for (unsigned k = 0; k < shape.threads; ++k) n += w.thread[k].phase != ThreadPhase::idle;
  return n;
}

bool could_begin(const Shape& shape, const World& w, unsigned thread) {
  return w.thread[thread].phase == ThreadPhase::idle &&
         w.process[shape.process_of[thread]].phase() == ProcessPhase::alive;
}

/// Somebody idle could still free memory or a lock, but for the size's cap on operations.
bool cap_withholds(const Config& c, const Shape& shape, const World& w) {
  if (operations_in_flight(shape, w) < c.size.in_flight) return false;
  for (unsigned k = 0; k < shape.threads; ++k) {
    if (could_begin(shape, w, k)) return true;
  }
  return false;
}

}  // namespace

Model::Model(const Config& config)
    : config_(config), shape_(config.size), packing_(config.size) {
  list_beginnings();
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

void Model::list_beginnings() {
  const Size& size = config_.size;
  for (unsigned o = 1; o < kThreadOps; ++o) {
    const OpId op = static_cast<OpId>(o);
    if (!enabled(config_, op)) continue;
    const OpInfo& info = op_info(op);
    const bool one_page = op == OpId::read || op == OpId::write;
    const bool sized = op == OpId::truncate || op == OpId::extend;
    const unsigned args = std::max<unsigned>(1u, static_cast<unsigned>(info.arguments.size()));
    const unsigned starts = info.range ? size.va_pages : sized ? size.file_pages + 1u : 1u;
    for (unsigned start = 0; start < starts; ++start) {
      const unsigned last = !info.range ? start : one_page ? start + 1u : size.va_pages;
      for (unsigned end = info.range ? start + 1u : start; end <= last; ++end) {
        beginnings_.push_back({op, static_cast<std::uint8_t>(start),
                               static_cast<std::uint8_t>(info.range ? end : 0u),
                               static_cast<std::uint8_t>(args)});
      }
    }
  }
}

/// Calls visit(action) for everything that could begin or go on here, in a fixed order. There is
/// one Action all along: visit may count up its choice.
template <class Visit>
void Model::each_action(const World& w, Visit&& visit) const {
  Offer offer{w, config_.personality, config_.size};
  Action a;
  const auto at = [&](unsigned start, unsigned end) {
    offer.start = start;
    offer.end = end;
    a.start = static_cast<std::uint8_t>(start);
    a.end = static_cast<std::uint8_t>(end);
  };
  const bool full = operations_in_flight(shape_, w) >= config_.size.in_flight;
  for (unsigned k = 0; k < shape_.threads; ++k) {
    a.actor = static_cast<std::uint8_t>(k);
    if (w.thread[k].phase != ThreadPhase::idle) {
      a.op = static_cast<OpId>(w.thread[k].op);
      a.begins = 0;
      at(0, 0);
      visit(a);
      continue;
    }
    if (full || !could_begin(shape_, w, k)) continue;
    offer.thread = k;
    offer.process = shape_.process_of[k];
    a.begins = 1;
    for (const Beginning& b : beginnings_) {
      a.op = b.op;
      at(b.start, b.end);
      if (!offered(b.op, offer)) continue;
      for (a.arg = 0; a.arg < b.args; ++a.arg) visit(a);
      a.arg = 0;
    }
  }
  a.begins = 0;
  const auto of_kernel = [&](unsigned start, unsigned end) {
    at(start, end);
    if (offered(a.op, offer)) visit(a);
  };
  for (const OpId op : {OpId::deactivate, OpId::reactivate, OpId::scan_inactive,
                        OpId::pageout_done, OpId::swap_shortage}) {
    if (!enabled(config_, op)) continue;
    a.op = op;
    a.actor = static_cast<std::uint8_t>(op == OpId::pageout_done ? Actor::disk
                                                                 : Actor::pagedaemon);
    for (unsigned i = 0; i < shape_.pages; ++i) of_kernel(i, 0);
  }
  if (!enabled(config_, OpId::forget)) return;
  a.op = OpId::forget;
  a.actor = static_cast<std::uint8_t>(Actor::pmap);
  for (unsigned i = 0; i < shape_.processes; ++i) {
    for (unsigned va = 0; va < shape_.va_pages; ++va) of_kernel(i, va);
  }
}

bool Model::on_offer(const World& w, const Action& a) const {
  if (!enabled(config_, a.op)) return false;
  if (a.actor < kThreadsMax) {
    if (a.begins == 0) return w.thread[a.actor].phase != ThreadPhase::idle;
    const bool full = operations_in_flight(shape_, w) >= config_.size.in_flight;
    if (full || !could_begin(shape_, w, a.actor)) return false;
  }
  Offer offer{w, config_.personality, config_.size};
  offer.thread = a.actor;
  if (a.actor < kThreadsMax) offer.process = shape_.process_of[a.actor];
  offer.start = a.start;
  offer.end = a.end;
  return offered(a.op, offer);
}

void Model::report_cap(const World& w, SuccessorSink& sink) const {
  if (cap_withholds(config_, shape_, w)) sink.withheld();
}

void Model::run(Step& s, const World& w, const Action& a) {
  prepare(s, w, shape_, a);
  execute(s, a);
  if (s.blocked()) return;
  for (unsigned i = 0; i < s.mark_count(); ++i) {
    reached_[static_cast<unsigned>(s.mark_at(i))] = true;
  }
}

void Model::list_actions(const World& w, std::vector<Action>& actions) const {
  actions.clear();
  each_action(w, [&](const Action& a) { actions.push_back(a); });
}

void Model::generate(const World& w, SuccessorSink& sink) {
  if (terminal(w)) return;
  report_cap(w, sink);
  Choices choices;
  Step s(config_.personality, config_.size, choices);
  const World before = without_event(w);
  each_action(before, [&](Action& a) {
    choices.first();
    a.choice = 0;
    do {
      run(s, before, a);
      if (!s.blocked()) {
        sink.transition(a, s.w);
      } else if (s.wait() != WaitFor::not_offered && a.actor < kThreadsMax && !a.begins) {
        sink.blocked(a.actor, s.holders());
      }
      ++a.choice;
    } while (choices.next());
  });
}

bool Model::take(const World& before, const Action& action, World& after, Taken& taken) {
  if (terminal(before)) return false;
  bool found = false;
  each_action(before, [&](Action& a) {
    a.choice = action.choice;
    if (found || !(a == action)) return;
    Choices choices;
    choices.first();
    for (unsigned i = 0;; ++i) {
      Step s(config_.personality, config_.size, choices);
      prepare(s, without_event(before), shape_, a);
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
    prepare(s, without_event(w), shape_, a);
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

Marks Model::coverage() const {
  Marks marks;
  for (unsigned i = 0; i < kMarksMax; ++i) marks[i] = reached_[i];
  return marks;
}

void Model::merge(const Model& copy) {
  for (unsigned i = 0; i < kMarksMax; ++i) reached_[i] |= copy.reached_[i];
}

std::uint32_t Model::site(const World& before, const Action& a) const {
  std::uint32_t step = 0;
  if (a.actor < kThreadsMax && !a.begins) {
    const Thread& t = before.thread[a.actor];
    step = static_cast<std::uint32_t>(t.step) << 4 | static_cast<std::uint32_t>(t.fault);
  }
  return static_cast<std::uint32_t>(a.op) << 8 | step;
}

}  // namespace vmwire::netbsd
