// What: the table of laws: pure predicates over a world that name the culprit.
// Source: netbsd.md section 4, and four promises a user would state.
// One law a file; add a law: one file here and one row in invariants.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::invariants {

/// What breaks a law: one sentence that names the page, entry, PTE or thread and both numbers.
struct Culprit {
  std::string text;  ///< "page 0: wire_count 1, wiring claims 0"
};

struct Law {
  const char* id;        ///< "netbsd.I1", "mlock-promise"
  const char* alias;     ///< a sentence: "wire_count equals the wiring claims"
  const char* citation;  ///< ids of model/SOURCES.md
  const char* exception; ///< its legitimate exceptions in words; "never"
  /// True when the law holds in this world. When it does not and `culprit` is not null, the
  /// culprit is described there. Pure; must be fast when it holds (called for every new state).
  bool (*holds)(const netbsd::World& w, const netbsd::Size& size, Culprit* culprit);
};

/// Every law, in a fixed order; at most 64. Bit i of a mask is laws()[i].
const std::vector<Law>& laws();
/// Finds a law by id or alias; null when there is none.
const Law* find_law(const std::string& name);
std::uint64_t broken_laws(const netbsd::World& w, const netbsd::Size& size, std::uint64_t enabled);

}  // namespace vmwire::invariants
