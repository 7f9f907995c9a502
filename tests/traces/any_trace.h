// What: random traces that are well-typed, and one that is small, for the tests of this folder.
// They mean nothing to a model; codecs and schemas do not care.
#pragma once

#include "traces/trace.h"

namespace vmwire::traces {

/// Draws; within a property only.
Trace any_trace();

/// Two steps of a plausible story.
Trace small_trace();

}  // namespace vmwire::traces
