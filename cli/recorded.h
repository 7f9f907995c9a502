// What: a trace taken at its word: the run that it describes and the worlds that it passes.
// Everything that a file can have wrong is found here, before a step is taken.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"
#include "families/any_model.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct Recorded {
  Setup setup;
  std::vector<family::AnyWorld> worlds;  ///< the initial one, and one after each step
  std::vector<family::Action> actions;
};

/// Empty, or one line of complaint with the place: unknown names, changes that do not add up,
/// hashes that do not fit. What the trace lacks of the personality and the size has its default:
/// it was written before there was another choice.
std::string read_record(const traces::Trace& trace, Recorded& recorded);

/// The run alone, without its worlds.
std::string read_setup(const traces::Trace& trace, Setup& setup);

}  // namespace vmwire::cli
