// What: a thread's lifecycle inside an operation as a Boost.MSM table.
// Source: netbsd.md section 2 (SLEEP), 2.9, 2.15 (uvm_wait).
// Leaves out: what it sleeps on, which stands in Thread::page. Read next: process.cc.
#include "model/core/machine/thread.h"

#include "model/core/machine/msm.h"

namespace vmwire {
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
static_assert(ids_are_phases<ThreadLife, Idle, Running, SleepBusy, SleepMemory, SleepIo>());

constexpr const char* event_name(ThreadEvent event) {
  switch (event) {
    case begin: return "begin";
    case sleep_busy: return "sleep_busy";
    case sleep_memory: return "sleep_memory";
    case sleep_io: return "sleep_io";
    case wake: return "wake";
    case finish: return "finish";
  }
  return "?";
}

}  // namespace

bool ask_thread_machine(Thread& thread, ThreadEvent event) {
  switch (event) {
    case begin: return step<ThreadLife, begin>(thread);
    case sleep_busy: return step<ThreadLife, sleep_busy>(thread);
    case sleep_memory: return step<ThreadLife, sleep_memory>(thread);
    case sleep_io: return step<ThreadLife, sleep_io>(thread);
    case wake: return step<ThreadLife, wake>(thread);
    case finish: return step<ThreadLife, finish>(thread);
  }
  return false;
}

MachineTable thread_table() {
  MachineTable table{"thread", "A thread in an operation: running, or asleep for one reason.",
                     "netbsd.md 2, 2.9, 2.15", phase_names<ThreadPhase>(kThreadPhases), {}};
  append_rows<ThreadLife>(table, event_name);
  return table;
}

}  // namespace vmwire
