// What: what a search may be asked to reach.
// Next: engine.h, which takes one.
#pragma once

#include <functional>

#include "explorer/model_concept.h"

namespace vmwire::explorer {

/// Is this state one that is looked for? It sees states in normal form, so it must not see names.
/// Empty: nothing is looked for, and laws, deadlocks and stuck actors are judged instead.
template <Model M>
using Goal = std::function<bool(const typename M::State&)>;

}  // namespace vmwire::explorer
