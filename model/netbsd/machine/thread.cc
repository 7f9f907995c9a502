// What: a thread's lifecycle inside an operation as a Boost.MSM table.
// Source: netbsd.md section 2 (SLEEP), 2.9, 2.15 (uvm_wait).
// Leaves out: what it sleeps on, which stands in Thread::page. Read next: process.cc.
#include "model/netbsd/machine/thread.h"

#include "model/core/machine/msm.h"

namespace vmwire::netbsd {
namespace {

using namespace machine;
using enum ThreadEvent;

using Idle = In<ThreadPhase::idle>;
using Running = In<ThreadPhase::running>;
using SleepBusy = In<ThreadPhase::sleep_busy>;
using SleepMemory = In<ThreadPhase::sleep_memory>;
using SleepIo = In<ThreadPhase::sleep_io>;

/// The sleeps differ in what ends them, not in what may follow: a sleeper wakes, and only then
/// looks at the world again.
struct ThreadLife : Lifecycle<ThreadLife, Thread> {
  using initial_state = Idle;
  static constexpr ThreadPhase first = ThreadPhase::idle;
  struct transition_table : boost::mpl::vector<
      //  from         event         to
      Row<Idle,        begin,        Running    >,
      Row<Running,     sleep_busy,   SleepBusy  >,
      Row<Running,     sleep_memory, SleepMemory>,
      Row<Running,     sleep_io,     SleepIo    >,
      Row<Running,     finish,       Idle       >,
      Row<SleepBusy,   wake,         Running    >,
      Row<SleepMemory, wake,         Running    >,
      Row<SleepIo,     wake,         Running    >> {};
};

}  // namespace

bool ask_thread_machine(Thread& thread, ThreadEvent event) {
  return ask<ThreadLife>(thread, event);
}

MachineTable thread_table() {
  return table_of<ThreadLife>("thread",
                              "A thread in an operation: running, or asleep for one reason.",
                              "netbsd.md 2, 2.9, 2.15");
}

}  // namespace vmwire::netbsd
