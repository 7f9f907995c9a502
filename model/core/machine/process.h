// What: a process's lifecycle, from fork to exit.
// Source: netbsd.md sections 2.13 and 2.14.
// The machine itself is in process.cc; this header is plain C++.
#pragma once

#include "model/core/machine/table.h"
#include "model/core/map.h"

namespace vmwire {

enum class ProcessEvent : unsigned {
  conceive,  ///< fork makes the child's map
  birth,     ///< fork returns: the child can run
  abort,     ///< fork fails: the child's map is taken down again
  exit,      ///< exit begins (DYING)
  reap,      ///< the last reference to the address space is gone
};
inline constexpr unsigned kProcessEvents = 5;
inline constexpr unsigned kProcessPhases = 4;

/// Processes one event. Aborts when the phase does not allow it. Changes the phase only.
void process_event(Process& process, ProcessEvent event);
bool try_process_event(Process& process, ProcessEvent event);
MachineTable process_table();

}  // namespace vmwire
