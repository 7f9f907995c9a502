// What: a process's lifecycle, from fork to exit.
// Source: netbsd.md sections 2.13 and 2.14.
// The machine itself is in process.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/map.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(ProcessEvent, unsigned,
  conceive,  ///< fork makes the child's map
  birth,     ///< fork returns: the child can run
  abort,     ///< fork fails: the child's map is taken down again
  exit,      ///< exit begins (DYING)
  reap       ///< the last reference to the address space is gone
)
inline constexpr unsigned kProcessEvents = kEnumerators<ProcessEvent>;

/// The machine, asked directly. It fills the table of outcomes, and is its referee in the tests.
bool ask_process_machine(Process& process, ProcessEvent event);

/// Processes one event. False where the phase does not allow it. Changes the phase only.
inline bool try_process_event(Process& process, ProcessEvent event) {
  using Table = machine::Outcomes<Process, ProcessEvent, kProcessPhases, 1, kProcessEvents>;
  static const Table outcomes(ask_process_machine);
  return outcomes.apply(process, event);
}
/// The same, but aborts where the phase does not allow the event.
inline void process_event(Process& process, ProcessEvent event) {
  VMWIRE_CHECK(try_process_event(process, event));
}
MachineTable process_table();

}  // namespace vmwire::netbsd
