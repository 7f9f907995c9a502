// What: a trace as a person reads it: a table of steps, each with what it changed, and the culprit.
// Next: phrases.h, which says what changed.
#pragma once

#include <cstddef>
#include <string>

#include "traces/phrases.h"
#include "traces/trace.h"

namespace vmwire::traces {

/// `figures` are added to the first line: "1234 states, 0.5 s". Lines have at most `width`
/// columns (40 at least); only the last lines, which are for copying, are not wrapped. `repeat` is
/// how the trace's command is called here; "": as it stands in the trace.
std::string explain(const Trace& trace, const Phrasing& phrasing,
                    const std::string& figures = "", std::size_t width = 118,
                    const std::string& repeat = "");

/// The first line alone: the law that breaks, and what it says.
std::string headline(const Trace& trace);

}  // namespace vmwire::traces
