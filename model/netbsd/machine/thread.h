// What: a thread's lifecycle inside an operation: running, asleep on a BUSY page, memory or I/O.
// Source: netbsd.md section 2 (SLEEP), 2.9, 2.15 (uvm_wait).
// The machine itself is in thread.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/thread.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(ThreadEvent, unsigned,
  begin,         ///< enters the kernel with an operation
  sleep_busy,    ///< marks a page WANTED and sleeps
  sleep_memory,  ///< uvm_wait
  sleep_io,      ///< starts I/O into a page it made BUSY
  wake,          ///< unbusied page, free page, or I/O done
  finish         ///< returns to user space
)
inline constexpr unsigned kThreadEvents = kEnumerators<ThreadEvent>;

/// The machine, asked directly. It fills the table of outcomes, and is its referee in the tests.
bool ask_thread_machine(Thread& thread, ThreadEvent event);

/// Processes one event. False where the phase does not allow it. Changes the phase only.
inline bool try_thread_event(Thread& thread, ThreadEvent event) {
  using Table = machine::Outcomes<Thread, ThreadEvent, kThreadPhases, 1, kThreadEvents>;
  static const Table outcomes(ask_thread_machine);
  return outcomes.apply(thread, event);
}
/// The same, but aborts where the phase does not allow the event.
inline void thread_event(Thread& thread, ThreadEvent event) {
  VMWIRE_CHECK(try_thread_event(thread, event));
}
MachineTable thread_table();

}  // namespace vmwire::netbsd
