// What: signals: those that ask for an end as a flag that a search looks at; a second one kills.
#pragma once

#include <atomic>

namespace vmwire::cli {

/// From now on the first SIGINT, SIGTERM or SIGHUP sets the flag, and the next one ends the
/// program. Who starts the program with SIGHUP ignored (nohup) has it ignored.
const std::atomic<bool>& stop_on_interrupt();

/// A closed pipe, or a file that may not grow, becomes an error of write(2), see output.h.
void ignore_failed_writes();

}  // namespace vmwire::cli
