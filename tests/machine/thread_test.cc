// What: the thread's lifecycle against a truth table, for every phase and event.
// Source: netbsd.md section 2 (SLEEP), 2.9, 2.15; written by hand, apart from thread.cc.
#include "model/netbsd/machine/thread.h"

#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

constexpr int I = 0, R = 1, B = 2, M = 3, O = 4;

const std::vector<std::string> kEvents = {"begin",    "sleep_busy", "sleep_memory",
                                          "sleep_io", "wake",       "finish"};

// Columns: begin, sleep_busy, sleep_memory, sleep_io, wake, finish.
constexpr int kTruth[kThreadPhases][kThreadEvents] = {
    /* IDLE         */ {R, x, x, x, x, x},
    /* RUNNING      */ {x, B, M, O, x, I},
    /* SLEEP_BUSY   */ {x, x, x, x, R, x},
    /* SLEEP_MEMORY */ {x, x, x, x, R, x},
    /* SLEEP_IO     */ {x, x, x, x, R, x},
};

Thread thread_with(int phase) {
  Thread thread = all_ones<Thread>();
  thread.phase = static_cast<ThreadPhase>(phase);
  return thread;
}

TEST(ThreadMachine, IsItsTruthTable) {
  TruthCheck<Thread, ThreadEvent> check(thread_table(), kEvents,
      ask_thread_machine, try_thread_event, thread_event);
  for (unsigned phase = 0; phase < kThreadPhases; ++phase) {
    for (unsigned event = 0; event < kThreadEvents; ++event) {
      const int to = kTruth[phase][event];
      check.expect(thread_with(static_cast<int>(phase)), phase, event, to,
                   thread_with(to == x ? 0 : to), no_guard);
    }
  }
  check.expect_every_row_used();
}

}  // namespace
}  // namespace vmwire::netbsd
