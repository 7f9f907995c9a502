// What: the golden traces, compiled into the program: the ladder climbs those that have a rung.
#pragma once

#include <span>
#include <utility>

namespace vmwire::cli {

/// The file's name, and its JSON text.
using GoldenTrace = std::pair<const char*, const char*>;

/// In the order of their names.
std::span<const GoldenTrace> golden_traces();

}  // namespace vmwire::cli
