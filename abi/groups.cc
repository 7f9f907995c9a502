// What: see groups.h.
// Source: derived: steps are those of docs/internals/atomicity.md.
#include "abi/groups.h"

#include <algorithm>
#include <initializer_list>

#include "model/core/check.h"

namespace vmwire::abi {
namespace {

using netbsd::Action;
using netbsd::Actor;
using netbsd::OpId;
using netbsd::Size;

/// Where an operation can stand between two of its steps.
struct Position {
  OpId op;
  std::uint8_t step;
  bool in_fault;  ///< in a page fault, anywhere; else never
};

// An operation of a single step is not here. Groups::of aborts at a position that is missing.
constexpr Position kPositions[] = {
    {OpId::munmap, 1, false},                                       // detach
    {OpId::mlock, 0, false},                                        // pass 1, after a sleep
    {OpId::mlock, 1, true},                                         // pass 2
    {OpId::mlock, 2, false},  {OpId::mlock, 3, false},              // undo, failed
    {OpId::physio, 0, true},                                        // vslock
    {OpId::physio, 1, false}, {OpId::physio, 2, false}, {OpId::physio, 3, false},
    {OpId::read, 1, true},    {OpId::write, 1, true},
    {OpId::fork, 0, false},   {OpId::fork, 1, false},   {OpId::fork, 2, false},
    {OpId::exit, 1, false},
    {OpId::truncate, 1, false},
};

constexpr FaultStep kFaultSteps[] = {FaultStep::lookup, FaultStep::copy, FaultStep::read_anon,
                                     FaultStep::read_object};

/// How many outcomes one step can have, at most: the product of what it passes to Step::choose.
///
/// * A fault takes one free page at most; PTEs that outlived their pages can make each free page
///   a choice of its own. Where there was a choice one is left, so the PTE can be entered; else
///   that may fail. A read that ends may fail instead.
/// * fork chooses a child, and then a page for each that it copies.
/// * A pageout ends well, or fails for now, or for good.
unsigned outcomes_max(const Size& size, const Action& a, FaultStep fault) {
  switch (a.op) {
    case OpId::physio: if (a.begins) return std::max(2u, size.pages); break;
    case OpId::fork: {
      unsigned n = std::max(1u, size.processes - 1u);
      for (unsigned i = 0; i < std::min(size.va_pages, size.pages); ++i) n *= size.pages - i;
      return n;
    }
    case OpId::pageout_done: return 3;
    default: break;
  }
  return fault == FaultStep::none ? 1u : std::max(2u, size.pages) + 1u;
}

// --- keys of the three tables: small numbers in mixed radix ---------------------------------

constexpr std::size_t kBegins = netbsd::kThreadsMax * netbsd::kThreadOps * 4 * 4 * 8;
constexpr std::size_t kGoesOn = netbsd::kThreadsMax * netbsd::kThreadOps * 8 * 8;
constexpr std::size_t kKernel = netbsd::kOps * 8 * 4;

std::size_t begin_key(const Action& a) {
  const std::size_t who = a.actor * netbsd::kThreadOps + static_cast<std::size_t>(a.op);
  return ((who * 4 + a.start) * 4 + a.end) * 8 + a.arg;
}

std::size_t goes_on_key(const Action& a, std::size_t step, FaultStep fault) {
  const std::size_t who = a.actor * netbsd::kThreadOps + static_cast<std::size_t>(a.op);
  return (who * 8 + step) * 8 + static_cast<std::size_t>(fault);
}

std::size_t kernel_key(const Action& a) {
  return (static_cast<std::size_t>(a.op) * 8 + a.start) * 4 + a.end;
}

std::string name_of(const netbsd::Model& model, const Group& group) {
  const std::string actor = model.actor_name(group.action.actor);
  if (!group.goes_on()) {
    static const netbsd::World nothing{};  // only what goes on is named after a world
    return actor + " " + model.action_text(nothing, group.action);
  }
  std::string name = actor + " " + netbsd::op_info(group.action.op).name;
  name += " goes on, step " + std::to_string(group.step);
  if (group.fault != FaultStep::none) name += std::string(", fault ") + vmwire::name(group.fault);
  return name;
}

/// Calls visit(action) for all that a thread can begin in any state.
template <class Visit>
void each_begin(const netbsd::Config& config, Visit&& visit) {
  const Size& size = config.size;
  for (unsigned thread = 0; thread < size.thread_count(); ++thread) {
    for (unsigned o = 1; o < netbsd::kThreadOps; ++o) {
      if ((config.ops >> o & 1u) == 0) continue;
      const netbsd::OpInfo& info = netbsd::op_info(static_cast<OpId>(o));
      const bool one_page = info.id == OpId::read || info.id == OpId::write;
      const bool sized = info.id == OpId::truncate || info.id == OpId::extend;
      const unsigned starts = info.range ? size.va_pages : sized ? size.file_pages + 1u : 1u;
      const unsigned args = std::max(1u, static_cast<unsigned>(info.arguments.size()));
      for (unsigned start = 0; start < starts; ++start) {
        const unsigned first = info.range ? start + 1u : 0u;
        const unsigned last = !info.range ? 0u : one_page ? start + 1u : size.va_pages;
        for (unsigned end = first; end <= last; ++end) {
          for (unsigned arg = 0; arg < args; ++arg) {
            Action a;
            a.actor = static_cast<std::uint8_t>(thread);
            a.op = info.id;
            a.start = static_cast<std::uint8_t>(start);
            a.end = static_cast<std::uint8_t>(end);
            a.arg = static_cast<std::uint8_t>(arg);
            a.begins = 1;
            visit(a);
          }
        }
      }
    }
  }
}

/// Calls visit(action) for all that the kernel's own actors can do in any state.
template <class Visit>
void each_kernel_action(const netbsd::Config& config, Visit&& visit) {
  const Size& size = config.size;
  const auto enabled = [&config](OpId op) {
    return (config.ops >> static_cast<unsigned>(op) & 1u) != 0;
  };
  Action a;
  for (const OpId op : {OpId::deactivate, OpId::reactivate, OpId::scan_inactive,
                        OpId::pageout_done, OpId::swap_shortage}) {
    if (!enabled(op)) continue;
    a.op = op;
    a.actor = static_cast<std::uint8_t>(op == OpId::pageout_done ? Actor::disk
                                                                 : Actor::pagedaemon);
    for (unsigned page = 0; page < size.pages; ++page) {
      a.start = static_cast<std::uint8_t>(page);
      visit(a);
    }
  }
  if (!enabled(OpId::forget)) return;
  a.op = OpId::forget;
  a.actor = static_cast<std::uint8_t>(Actor::pmap);
  for (unsigned process = 0; process < size.processes; ++process) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      a.start = static_cast<std::uint8_t>(process);
      a.end = static_cast<std::uint8_t>(va);
      visit(a);
    }
  }
}

}  // namespace

Groups::Groups(const netbsd::Model& model)
    : begins_(kBegins), goes_on_(kGoesOn), kernel_(kKernel) {
  const netbsd::Config& config = model.config();
  const auto add_one = [&](const Action& a, std::uint8_t step, FaultStep fault) {
    add(model, {a, step, fault, {}}, outcomes_max(config.size, a, fault));
  };
  each_begin(config, [&](const Action& a) { add_one(a, 0, FaultStep::none); });
  for (unsigned thread = 0; thread < config.size.thread_count(); ++thread) {
    for (const Position& position : kPositions) {
      if ((config.ops >> static_cast<unsigned>(position.op) & 1u) == 0) continue;
      Action a;
      a.actor = static_cast<std::uint8_t>(thread);
      a.op = position.op;
      if (!position.in_fault) {
        add_one(a, position.step, FaultStep::none);
        continue;
      }
      for (const FaultStep fault : kFaultSteps) add_one(a, position.step, fault);
    }
  }
  each_kernel_action(config, [&](const Action& a) { add_one(a, 0, FaultStep::none); });
}

void Groups::add(const netbsd::Model& model, Group group, unsigned outcomes) {
  const Run run{static_cast<std::uint32_t>(groups_.size()), outcomes};
  const Action& a = group.action;
  if (!group.of_thread()) {
    kernel_[kernel_key(a)] = run;
  } else if (a.begins) {
    begins_[begin_key(a)] = run;
  } else {
    goes_on_[goes_on_key(a, group.step, group.fault)] = run;
  }
  const std::string name = name_of(model, group);
  for (unsigned outcome = 0; outcome < outcomes; ++outcome) {
    group.action.choice = static_cast<std::uint16_t>(outcome);
    group.name = name;
    if (outcomes > 1) group.name += ", outcome " + std::to_string(outcome);
    groups_.push_back(group);
  }
}

int Groups::of(const netbsd::World& before, const Action& a) const {
  const Run* run;
  if (a.actor >= netbsd::kThreadsMax) {
    run = &kernel_[kernel_key(a)];
  } else if (a.begins) {
    run = &begins_[begin_key(a)];
  } else {
    const Thread& t = before.thread[a.actor];
    run = &goes_on_[goes_on_key(a, t.step, t.fault)];
  }
  VMWIRE_CHECK(a.choice < run->outcomes);
  return static_cast<int>(run->first + a.choice);
}

}  // namespace vmwire::abi
