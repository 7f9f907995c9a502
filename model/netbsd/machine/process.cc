// What: a process's lifecycle, from fork to exit, as a Boost.MSM table.
// Source: netbsd.md sections 2.13 and 2.14.
// Leaves out: the locks of its map, which the operations take and drop. Read next: dot.h.
#include "model/netbsd/machine/process.h"

#include "model/core/machine/msm.h"

namespace vmwire::netbsd {
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

}  // namespace

bool ask_process_machine(Process& process, ProcessEvent event) {
  return ask<ProcessLife>(process, event);
}

MachineTable process_table() {
  return table_of<ProcessLife>("process", "A process, from fork to the last reference to its map.",
                               "netbsd.md 2.13, 2.14");
}

}  // namespace vmwire::netbsd
