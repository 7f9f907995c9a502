// What: all that one search knows, shared by its parts: expansion, settling, counterexamples.
// Next: bfs.h.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "explorer/ancestry.h"
#include "explorer/check.h"
#include "explorer/memory_budget.h"
#include "explorer/options.h"
#include "explorer/path.h"
#include "explorer/state_store.h"
#include "explorer/stats.h"
#include "explorer/verdict.h"
#include "explorer/watch.h"
#include "explorer/workers.h"

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
std::vector<std::size_t> parts_of(const M& model) {
  if constexpr (requires { model.parts(); }) {
    return model.parts();
  } else {
    return {};
  }
}

template <Model M>
struct Search {
  Search(M& m, const Options& o)
      : model(m),
        options(o),
        budget(o.limits.memory),
        store(m.pack_size(), parts_of(m), budget),
        workers(std::copy_constructible<M> ? std::clamp(o.workers, 1u, kWorkersMax) : 1u),
        watch(o) {}

  M& model;
  const Options& options;
  MemoryBudget budget;
  StateStore store;
  Workers workers;
  Watch watch;
  Ancestry ancestry;
  std::vector<StateIndex> levels;  ///< levels[d]: first state at depth d
  std::vector<bool> broken;        ///< states with a broken law; kept with all_violations only
  std::uint64_t transitions = 0;
  StateIndex states = 0;           ///< found; the store may hold more, of a round that was cut off
  StateIndex expanded = 0;         ///< states below this index are expanded
  std::vector<Finding> findings;
  std::set<std::tuple<ViolationKind, unsigned, std::uint32_t>> keys;

  std::uint32_t depth_of(StateIndex i) const {
    const auto after = std::upper_bound(levels.begin(), levels.end(), i);
    return static_cast<std::uint32_t>(after - levels.begin()) - 1;
  }
  bool is_broken(StateIndex i) const { return i < broken.size() && broken[i]; }
  void set_broken(StateIndex i) {
    if (broken.size() <= i) broken.resize(i + 1);
    broken[i] = true;
  }

  /// Whether a state is not to be expanded since a law is broken there. One that only a silent step
  /// would break is expanded: other runs go on from it.
  bool is_leaf(StateIndex i, const typename M::State& state) const {
    return !options.expand_violating && is_broken(i) &&
           (model.broken(state) & options.laws) != 0;
  }

  typename M::State state(StateIndex i) const {
    std::vector<std::byte> bytes = packed(i);
    typename M::State state;
    model.unpack(bytes.data(), state);
    return state;
  }
  std::vector<std::byte> packed(StateIndex i) const {
    std::vector<std::byte> bytes(store.stride());
    store.copy(i, bytes.data());
    return bytes;
  }

  /// A finding counts once for each law and site, its first time: that path is a shortest.
  void record(const Finding& finding) {
    if (keys.emplace(finding.kind, finding.law, finding.site).second) findings.push_back(finding);
  }

  /// How a state was first reached: from which state, by which step.
  struct Arrival {
    StateIndex parent = kNoState;
    std::uint32_t site = kNoSite;
    std::uint8_t doomed_before = 0;
  };
  /// Costs a few expansions: parents are found again, not kept (ancestry.h).
  Arrival arrival(StateIndex child) {
    if (ancestry.is_root(child)) return Arrival{};
    const std::vector<std::byte> wanted = packed(child);
    Follow<M> follow(model, options.reduce);
    const Ancestry::Range range = ancestry.parents(child, std::min(expanded + 1, child));
    for (StateIndex parent = range.begin; parent < range.end; ++parent) {
      const auto before = state(parent);
      if (model.terminal(before) || is_leaf(parent, before)) continue;
      const auto step = follow.step(before, wanted.data(), std::nullopt);
      if (!step) continue;
      return Arrival{parent, model.site(before, step->action),
                     expand(model, before).waits.doomed()};
    }
    EXPLORER_CHECK(false, "successors answers differently when asked again");
    return Arrival{};
  }

  /// Fills in the figures and the verdict of a result that has what was found, and knows whether
  /// that is all. `seeks`: it is the answer to a goal.
  void conclude(Result<M>& result, std::uint32_t depth, bool seeks) const {
    result.limit = watch.limit();
    result.states = states;
    result.expanded = expanded;
    result.transitions = transitions;
    result.depth = depth;
    result.seconds = watch.seconds();
    result.store_bytes = budget.used_max() + ancestry.bytes();
    result.peak_rss_bytes = resident_bytes_max();
    if (!result.violations.empty()) {
      result.verdict = Verdict::violated;
    } else if (result.witness) {
      result.verdict = Verdict::goal_reached;
    } else if (result.exhaustive && result.limit == Limit::none) {
      result.verdict = seeks ? Verdict::unreachable : Verdict::holds;
    }
  }

  void report(Stage stage, std::uint64_t queue) {
    if (options.observer == nullptr || !watch.report_due()) return;
    options.observer->progress({stage, states, transitions, depth_of(states - 1), queue,
                                watch.seconds(), budget.used() + ancestry.bytes()});
  }
};

}  // namespace vmwire::explorer
