// What: all that one search knows, shared by its parts: expansion, settling, counterexamples.
// Source: derived. Next: bfs.h.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "explorer/check.h"
#include "explorer/memory_budget.h"
#include "explorer/options.h"
#include "explorer/path.h"
#include "explorer/state_store.h"
#include "explorer/stats.h"
#include "explorer/verdict.h"
#include "explorer/visited_set.h"
#include "explorer/watch.h"

namespace vmwire::explorer {

/// A violation by indices; counterexample.h makes a path of it.
struct Finding {
  ViolationKind kind;
  unsigned law;
  StateIndex parent;  ///< kNoState: the child is initial
  StateIndex child;
  std::uint32_t site;
};

template <Model M>
struct Search {
  Search(M& m, const Options& o)
      : model(m),
        options(o),
        budget(o.limits.memory),
        store(m.pack_size(), budget),
        visited(store, budget),
        watch(o) {}

  M& model;
  const Options& options;
  MemoryBudget budget;
  StateStore store;
  VisitedSet visited;
  Watch watch;
  std::vector<StateIndex> levels;  ///< levels[d]: first state at depth d
  std::uint64_t transitions = 0;
  StateIndex expanded = 0;         ///< states below this index are expanded
  std::vector<Finding> findings;
  std::set<std::tuple<ViolationKind, unsigned, std::uint32_t>> keys;

  std::uint32_t depth_of(StateIndex i) const {
    const auto after = std::upper_bound(levels.begin(), levels.end(), i);
    return static_cast<std::uint32_t>(after - levels.begin()) - 1;
  }

  /// A finding counts once for each law and site, its first time: that path is a shortest.
  void record(const Finding& finding) {
    if (keys.emplace(finding.kind, finding.law, finding.site).second) findings.push_back(finding);
  }

  /// How the tree reached a state: the site of that step, and who was doomed just before it.
  struct Arrival {
    std::uint32_t site = kNoSite;
    std::uint8_t doomed_before = 0;
  };
  Arrival arrival(StateIndex child) {
    const StateIndex parent = store.parent(child);
    if (parent == kNoState) return Arrival{};
    typename M::State before;
    model.unpack(store.at(parent), before);
    Follow<M> follow(model, options.reduce);
    const auto step = follow.step(before, store.at(child), std::nullopt);
    EXPLORER_CHECK(step, "successors answers differently when asked again");
    return Arrival{model.site(before, step->action), expand(model, before).waits.doomed()};
  }

  void report(Stage stage, std::uint64_t queue) {
    if (options.observer == nullptr || !watch.report_due()) return;
    options.observer->progress({stage, store.size(), transitions, depth_of(store.size() - 1),
                                queue, watch.seconds(), budget.used()});
  }
};

}  // namespace vmwire::explorer
