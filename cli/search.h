// What: a setup as questions to the explorer, and its run on a model.
#pragma once

#include <atomic>
#include <string>

#include "cli/setup.h"
#include "explorer/progress.h"
#include "families/any_model.h"

namespace vmwire::cli {

/// Why the explorer cannot search this model in the way that the setup asks for; or "".
std::string search_complaint(const families::AnyModel& model, const Setup& setup);

/// Looks for the setup's goal, or for its laws, deadlocks and stuck threads. Needs: no complaint.
families::Answer run_search(families::AnyModel& model, const Setup& setup,
                            explorer::Observer* observer, const std::atomic<bool>* stop);

}  // namespace vmwire::cli
