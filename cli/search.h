// What: the explorer run on NetBSD's model with a setup; the one place where they meet.
// Source: derived: the templates take long to compile, so this is a file of its own.
#pragma once

#include <atomic>
#include <string>

#include "cli/setup.h"
#include "explorer/options.h"
#include "explorer/stats.h"
#include "model/netbsd/model.h"

namespace vmwire::cli {

using Result = explorer::Result<netbsd::Model>;
using Violation = explorer::Violation<netbsd::Model>;
using Path = explorer::Path<netbsd::Model>;

/// Why the explorer cannot search this model in the way that the setup asks for; or "".
std::string search_complaint(const netbsd::Model& model, const Setup& setup);

/// Looks for the setup's goal, or for its laws, deadlocks and stuck threads. Needs: no complaint.
Result run_search(netbsd::Model& model, const Setup& setup, explorer::Observer* observer,
                  const std::atomic<bool>* stop);

/// The threads that in no continuation of this world ever move again, as a mask. Explores all
/// that can follow; nothing within the limits is an empty mask.
std::uint32_t stuck_from(netbsd::Model& model, const netbsd::World& world,
                         const explorer::Limits& limits);

/// A cycle of threads, each waiting for the next; empty when there is none in this world.
std::vector<explorer::Wait> deadlock_in(netbsd::Model& model, const netbsd::World& world);

}  // namespace vmwire::cli
