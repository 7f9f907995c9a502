// What: SIGINT as a flag that a search looks at; a second one kills.
#pragma once

#include <atomic>

namespace vmwire::cli {

/// From now on the first SIGINT or SIGTERM sets the flag, and the next one ends the program.
const std::atomic<bool>& stop_on_interrupt();

/// A closed pipe becomes an error of write(2), see output.h.
void ignore_broken_pipes();

}  // namespace vmwire::cli
