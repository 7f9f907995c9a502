// What: how a search ended, and what it counted: the part of its answer that no model is in.
// Next: verdict.h for the words, stats.h for what was found.
#pragma once

#include <cstdint>

#include "explorer/verdict.h"

namespace vmwire::explorer {

struct Figures {
  Verdict verdict = Verdict::inconclusive;
  Limit limit = Limit::none;      ///< what cut the search short, also when it is violated
  bool exhaustive = false;        ///< every reachable state was expanded
  bool stuck_checked = false;     ///< every state was judged for stuck actors
  std::uint64_t states = 0;       ///< distinct
  std::uint64_t expanded = 0;     ///< states whose successors are all known
  std::uint64_t transitions = 0;  ///< generated, those to known states too
  std::uint32_t depth = 0;        ///< of the last level found; not breadth-first: the longest way
  double seconds = 0;
  /// Keep::compact and bitstate: an estimate of the share of states that were missed, 0..1.
  double omitted = 0;
  std::uint64_t store_bytes = 0;     ///< our own tables, at their largest
  std::uint64_t peak_rss_bytes = 0;  ///< of the whole process
};

}  // namespace vmwire::explorer
