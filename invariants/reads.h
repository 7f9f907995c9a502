// What: which areas of the world each law looks at.
// Source: derived from the predicates; a test poisons everything else.
// Who needs it: who wants to know if a step that writes some areas can change a verdict at all.
#pragma once

#include <cstdint>
#include <vector>

#include "model/netbsd/area.h"

namespace vmwire::invariants {

/// What a law reads. Sound, perhaps too large: a world that differs from another in no area of
/// `verdict` has the same verdict, and the same culprit if it differs in none of `culprit` either.
struct LawReads {
  const char* id;             ///< the law's
  netbsd::AreaSet verdict;    ///< whether it holds
  netbsd::AreaSet culprit;    ///< besides, what the culprit is called when it does not
};

/// One for each law, in the order of laws().
const std::vector<LawReads>& law_reads();
/// The laws whose verdict can change when one of these areas does, as a mask of laws().
std::uint64_t laws_reading(netbsd::AreaSet areas);

}  // namespace vmwire::invariants
