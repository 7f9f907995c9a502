// What: what a search answers: verdict, counts, violations.
// Next: figures.h for the counts, path.h for a counterexample.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explorer/figures.h"
#include "explorer/path.h"
#include "explorer/verdict.h"
#include "explorer/waits_for.h"

namespace vmwire::explorer {

/// The site of a violation in an initial state: no step led there.
inline constexpr std::uint32_t kNoSite = 0xffffffff;

template <Model M>
struct Violation {
  ViolationKind kind = ViolationKind::law;
  unsigned law = 0;         ///< kind law: its bit
  std::uint32_t depth = 0;  ///< steps of the path
  std::uint32_t site = kNoSite;  ///< of its last step
  Path<M> path;
  /// By the names of the path's last state. Deadlock: the cycle in order, each waiting for the
  /// next, the last for the first. Stuck: the actors that never move again, by number.
  std::vector<Wait> cycle;
};

template <Model M>
struct Result : Figures {
  std::vector<Violation<M>> violations;  ///< in order of discovery
  std::optional<Path<M>> witness;        ///< of a goal that was reached
};

}  // namespace vmwire::explorer
