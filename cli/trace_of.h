// What: from what a search found to a trace: the steps are taken again, one by one.
// traces/ knows no model, so this stands here.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"
#include "explorer/waits_for.h"
#include "families/any_model.h"
#include "traces/trace.h"

namespace vmwire::cli {

/// Which rules were asked for, as a trace says it.
traces::Selection selection_of(const Setup& setup);

/// What is wrong in the last world of the finding's run.
traces::Violation violation_of(const families::Family& family, families::AnyModel& model,
                               const families::Finding& finding);

traces::Trace trace_of(const Setup& setup, families::AnyModel& model,
                       const families::Finding& finding);
traces::Trace trace_of_goal(const Setup& setup, families::AnyModel& model,
                            const families::Run& witness);

/// One step in words. `after` must be what taking it gave.
traces::TraceStep step_of(const families::AnyModel& model, family::WorldView before,
                          const family::Taken& taken, family::WorldView after);

/// What a trace says of an action, and back; the complaint names what is unknown.
traces::Arguments arguments_of(const families::Family& family, const family::Action& action);
std::string action_of(const traces::TraceStep& step, const families::AnyModel& model,
                      family::Action& action);

/// A deadlock of this world, in order; empty: there is none.
std::vector<explorer::Wait> circle_of(families::AnyModel& model, family::WorldView world);

/// "P0.t0 waits for the map write lock of P0", for each of these threads.
std::vector<traces::TraceWait> waits_of(families::AnyModel& model, family::WorldView world,
                                        const std::vector<explorer::Wait>& waits);

}  // namespace vmwire::cli
