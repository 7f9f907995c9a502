// What: the one assertion of the code base; it stays on in optimized builds.
// Source: derived: a broken assumption of ours must never turn into a verdict.
// Leaves out: violated laws (those are data, see invariants/) and bad input (see cli/).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace vmwire {

/// Prints the broken assumption and aborts. Exit code 70 is set by the caller of the process.
[[noreturn]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "vmwire: internal error: %s does not hold (%s:%d)\n", condition, file, line);
  std::_Exit(70);
}

}  // namespace vmwire

#define VMWIRE_CHECK(condition)                                              \
  (static_cast<bool>(condition) ? static_cast<void>(0)                       \
                                : ::vmwire::check_failed(#condition, __FILE__, __LINE__))
