// What: how NetBSD's things are told where a trace is explained.
// Leaves out: the layout (traces/explain.h). Next: phrasing.cc.
#pragma once

#include <string>
#include <vector>

#include "traces/phrases.h"

namespace vmwire::families {

const traces::Phrasing& netbsd_phrasing();

/// A row of it: what changed in the map of a process.
std::vector<std::string> netbsd_entry_phrases(const traces::Told& before,
                                              const traces::Told& after, unsigned process);

}  // namespace vmwire::families
