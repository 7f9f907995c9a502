// What: the explorer's assertion; it stays on in optimized builds.
// Source: a broken assumption of ours, or of a model, must never turn into a verdict.
// Leaves out: violated laws (data: stats.h) and limits (data: verdict.h).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace vmwire::explorer {

/// Says what was assumed and ends the process with 70 (an internal error, see sysexits).
[[noreturn]] inline void check_failed(const char* assumption, const char* file, int line) {
  std::fprintf(stderr, "explorer: internal error: %s (%s:%d)\n", assumption, file, line);
  std::_Exit(70);
}

}  // namespace vmwire::explorer

#define EXPLORER_CHECK(condition, assumption)     \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::vmwire::explorer::check_failed(assumption, __FILE__, __LINE__))
