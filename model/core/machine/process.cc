// What: a process's lifecycle, from fork to exit, as a Boost.MSM table.
// Source: netbsd.md sections 2.13 and 2.14.
// Leaves out: the locks of its map, which the operations take and drop. Read next: dot.h.
#include "model/core/machine/process.h"

#include "model/core/machine/msm.h"

namespace vmwire {
namespace {

using namespace machine;
using enum ProcessEvent;

using None = In<ProcessPhase::none>;
using Embryo = In<ProcessPhase::embryo>;
using Alive = In<ProcessPhase::alive>;
using Dying = In<ProcessPhase::dying>;

/// An embryo's map exists before the child can run: fork may sleep while it fills it.
struct ProcessLife : Lifecycle<ProcessLife, Process> {
  using initial_state = None;
  static constexpr ProcessPhase first = ProcessPhase::none;
  struct transition_table : boost::mpl::vector<
      //  from    event     to
      Row<None,   conceive, Embryo>,
      Row<Embryo, birth,    Alive >,
      Row<Embryo, abort,    None  >,
      Row<Alive,  exit,     Dying >,
      Row<Dying,  reap,     None  >> {};
};
static_assert(ids_are_phases<ProcessLife, None, Embryo, Alive, Dying>());

constexpr const char* event_name(ProcessEvent event) {
  switch (event) {
    case conceive: return "conceive";
    case birth: return "birth";
    case abort: return "abort";
    case exit: return "exit";
    case reap: return "reap";
  }
  return "?";
}

}  // namespace

bool ask_process_machine(Process& process, ProcessEvent event) {
  switch (event) {
    case conceive: return step<ProcessLife, conceive>(process);
    case birth: return step<ProcessLife, birth>(process);
    case abort: return step<ProcessLife, abort>(process);
    case exit: return step<ProcessLife, exit>(process);
    case reap: return step<ProcessLife, reap>(process);
  }
  return false;
}

MachineTable process_table() {
  MachineTable table{"process", "A process, from fork to the last reference to its map.",
                     "netbsd.md 2.13, 2.14", phase_names<ProcessPhase>(kProcessPhases), {}};
  append_rows<ProcessLife>(table, event_name);
  return table;
}

}  // namespace vmwire
