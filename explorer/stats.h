// What: what a search answers: verdict, counts, violations.
// Source: derived. Next: verdict.h for the words, path.h for a counterexample.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

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
struct Result {
  Verdict verdict = Verdict::inconclusive;
  Limit limit = Limit::none;    ///< what cut the search short, also when it is violated
  bool exhaustive = false;      ///< every reachable state was expanded
  bool stuck_checked = false;   ///< every state was judged for stuck actors
  std::uint64_t states = 0;       ///< distinct
  std::uint64_t expanded = 0;     ///< states whose successors are all known
  std::uint64_t transitions = 0;  ///< generated, those to known states too
  std::uint32_t depth = 0;        ///< of the last level found; not breadth-first: the longest way
  double seconds = 0;
  /// Keep::compact and bitstate: an estimate of the share of states that were missed, 0..1.
  double omitted = 0;
  std::uint64_t store_bytes = 0;     ///< our own tables, at their largest
  std::uint64_t peak_rss_bytes = 0;  ///< of the whole process
  std::vector<Violation<M>> violations;  ///< in order of discovery
  std::optional<Path<M>> witness;        ///< of a goal that was reached
};

}  // namespace vmwire::explorer
