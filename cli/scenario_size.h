// What: the smallest size that has the threads, pages and files that a scenario names.
#pragma once

#include <set>
#include <string>

#include "cli/scenario.h"
#include "families/family.h"

namespace vmwire::cli {

/// Raises numbers of config.size, but none of the `given` knobs, until the scenario fits; then all
/// of its threads may be in an operation at once, if the size allows it.
ScenarioMistake fit_scenario(const std::string& text, const families::Family& family,
                             const std::set<std::string>& given, families::AnyConfig& config,
                             Scenario& to);
/// The same, beginning with one thread for each process, where no number of threads is given.
ScenarioMistake smallest_fit(const std::string& text, const families::Family& family,
                             const std::set<std::string>& given, families::AnyConfig& config,
                             Scenario& to);

}  // namespace vmwire::cli
