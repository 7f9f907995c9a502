// What: from a path of the explorer to a trace: the steps are taken again, one by one.
// Source: derived. traces/ knows no model, so this stands here.
#pragma once

#include <string>
#include <vector>

#include "cli/search.h"
#include "cli/setup.h"
#include "traces/trace.h"
#include "traces/world_text.h"

namespace vmwire::cli {

traces::Trace trace_of(const Setup& setup, netbsd::Model& model, const Violation& violation);
traces::Trace trace_of_goal(const Setup& setup, netbsd::Model& model, const Path& witness);

/// One step in words. `after` must be what taking it gave.
traces::Step step_of(const netbsd::Model& model, const traces::Fields& fields,
                     const netbsd::World& before, const netbsd::Taken& taken,
                     const netbsd::World& after);

/// What a trace says of an action, and back; the complaint names what is unknown.
traces::Arguments arguments_of(const netbsd::Action& action);
std::string action_of(const traces::Step& step, const netbsd::Model& model,
                      netbsd::Action& action);

/// "P0.t0 waits for the map write lock of P0", for each of these threads.
std::vector<traces::Wait> waits_of(netbsd::Model& model, const netbsd::World& world,
                                   const std::vector<explorer::Wait>& waits);

}  // namespace vmwire::cli
