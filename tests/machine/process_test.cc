// What: the process's lifecycle against a truth table, for every phase and event.
// Source: netbsd.md sections 2.13 and 2.14; written by hand, apart from process.cc.
#include "model/netbsd/machine/process.h"

#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

constexpr int N = 0, E = 1, A = 2, D = 3;

const std::vector<std::string> kEvents = {"conceive", "birth", "abort", "exit", "reap"};

// Columns: conceive, birth, abort, exit, reap.
constexpr int kTruth[kProcessPhases][kProcessEvents] = {
    /* NONE   */ {E, x, x, x, x},
    /* EMBRYO */ {x, A, N, x, x},
    /* ALIVE  */ {x, x, x, D, x},
    /* DYING  */ {x, x, x, x, N},
};

Process process_with(int phase) {
  Process process = all_ones<Process>();
  process.phase_bits = static_cast<unsigned>(phase) & 3u;
  return process;
}

TEST(ProcessMachine, IsItsTruthTable) {
  TruthCheck<Process, ProcessEvent> check(process_table(), kEvents,
      ask_process_machine, try_process_event, process_event);
  for (unsigned phase = 0; phase < kProcessPhases; ++phase) {
    for (unsigned event = 0; event < kProcessEvents; ++event) {
      const int to = kTruth[phase][event];
      check.expect(process_with(static_cast<int>(phase)), phase, event, to,
                   process_with(to == x ? 0 : to), no_guard);
    }
  }
  check.expect_every_row_used();
}

}  // namespace
}  // namespace vmwire::netbsd
