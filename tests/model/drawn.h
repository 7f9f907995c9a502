// What: sizes, personalities and runs drawn by RapidCheck, for the tests of the model as a whole.
// Worlds come from random walks, so that every one of them can be reached.
// Leaves out: worlds that no run reaches; tests/traces draws those for the codec.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck/Gen.h>

#include "model/netbsd/model.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

using family::kAllOps;
using family::only;
using family::OpSet;
using family::Selection;
using family::without;

/// The version's under the selection. Throws where that has no meaning.
Personality personality_of(const std::string& version, const Selection& selection);

std::string options_of(const Size& size);

/// A walk of at most `steps` steps.
struct Drawn {
  Config config;
  std::uint64_t seed = 0;
  unsigned steps = 0;
  std::string rules;
};
std::ostream& operator<<(std::ostream& out, const Drawn& run);

/// Any size that has no complaint, up to the largest that fits into the world.
rc::Gen<Size> any_size();
/// A version as it was, all fixed, or as proposed; perhaps with one rule more.
rc::Gen<std::pair<std::string, Selection>> any_rules();
rc::Gen<Drawn> any_drawn();

/// The worlds of the run's walk, raw, in order.
std::vector<World> worlds_of(Model& model, const Drawn& run);

/// What differs, by name: for a failing test's message. Empty when the worlds are equal.
std::string differences(const Size& size, const World& a, const World& b);

}  // namespace vmwire::netbsd
