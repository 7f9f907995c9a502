// What: a trace taken at its word: the run that it describes and the worlds that it passes.
// Source: derived. Everything that a file can have wrong is found here, before a step is taken.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"
#include "model/netbsd/model.h"
#include "traces/trace.h"
#include "traces/world_text.h"

namespace vmwire::cli {

struct Recorded {
  Setup setup;
  traces::Fields fields;
  std::vector<netbsd::World> worlds;     ///< the initial one, and one after each step
  std::vector<netbsd::Action> actions;
};

/// Empty, or one line of complaint with the place: unknown names, changes that do not add up,
/// hashes that do not fit.
std::string read_record(const traces::Trace& trace, Recorded& recorded);

}  // namespace vmwire::cli
