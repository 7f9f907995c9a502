// What: depth-first search, with any visited set: needs little memory beside that set, and comes
// far from the start early; counterexamples are long.
// Source: Holzmann, "The Model Checker SPIN" (IEEE TSE 1997), but that the successors of a state
// are all entered when it is expanded.
// Leaves out: stuck actors (stuck.h needs all of every state); order by finishing time, which only
// a search for cycles would need. Next: stepwise.h, visited.h; docs/internals/searches.md.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "explorer/goal.h"
#include "explorer/options.h"
#include "explorer/records.h"
#include "explorer/stats.h"
#include "explorer/stepwise.h"
#include "explorer/telling.h"
#include "explorer/visited.h"

namespace vmwire::explorer {

/// The stack has what is still to be expanded, and below each such state the states on its way. A
/// state's new successors are kept, not generated again when the search comes back: that would
/// double the work, and since they are entered at once, each state is on the stack only once. What
/// is kept is an index where the visited set has the state, else the packed state.
template <Model M, class Visited>
class Dfs {
 public:
  Dfs(M& model, const Options& options, Goal<M> goal)
      : depth_max_(options.limits.depth),
        step_(model, options, std::move(goal)),
        stack_(step_.visited.kept_bytes(), step_.search.budget),
        way_(sizeof(std::uint64_t), step_.search.budget) {}

  Result<M> run() {
    const auto push = [this](StateIndex index, const std::byte* packed, const auto&) {
      std::byte* const to = stack_.grow();
      if (to != nullptr) step_.visited.keep(index, packed, to);
      depth_ = std::max(depth_, depth());
      return to != nullptr;
    };
    step_.start(push);
    while (!step_.halted() && !stack_.empty()) {
      const std::uint64_t top = stack_.size() - 1;
      if (!way_.empty() && way_.as<std::uint64_t>(way_.size() - 1) == top) {
        way_.pop();  // all behind it has been expanded
        stack_.pop();
      } else if (depth_max_ != 0 && depth() == depth_max_) {
        cut_off_ = true;
        stack_.pop();
      } else if (step_.search.watch.poll()) {
        if (!way_.push(top)) step_.search.watch.hit(Limit::memory);
        if (!step_.halted()) step_.expand(stack_[top], push, Way{*this});
        step_.report(depth(), stack_.size() - way_.size());
      }
    }
    const bool ended = !step_.halted();
    if (ended && cut_off_) step_.search.watch.hit(Limit::depth);
    return step_.result(ended && !cut_off_, depth_);
  }

 private:
  struct Way {
    const Dfs& dfs;
    std::vector<std::byte> at(std::uint64_t depth) const {
      std::vector<std::byte> packed(dfs.step_.search.store.stride());
      dfs.step_.visited.copy(dfs.stack_[dfs.way_.template as<std::uint64_t>(depth)], packed.data());
      return packed;
    }
    std::vector<std::byte> parent() const {
      return dfs.way_.size() < 2 ? std::vector<std::byte>{} : at(dfs.way_.size() - 2);
    }
    Chain chain() const {
      Chain chain;
      for (std::uint64_t depth = 0; depth < dfs.way_.size(); ++depth) chain.push_back(at(depth));
      return chain;
    }
  };

  /// Of a state on top of the stack that is not expanded yet.
  std::uint32_t depth() const { return static_cast<std::uint32_t>(way_.size()); }

  const std::uint32_t depth_max_;
  Stepwise<M, Visited> step_;
  Records stack_;
  Records way_;  ///< where on the stack the states are that are expanded, from the first
  std::uint32_t depth_ = 0;
  bool cut_off_ = false;
};

/// => Keep::exact: the same states, transitions, verdict as breadth-first; with all_violations the
///    same laws at the same sites, and deadlocks if there are any, maybe at other sites
/// => else never "holds" or "unreachable": Limit::probabilistic, with Result::omitted
/// => a limit on depth bounds the way to a state that was found, not the shortest: more is cut off
///    than breadth-first
template <Model M>
Result<M> depth_first(M& model, const Options& options, Goal<std::type_identity_t<M>> goal = {}) {
  switch (options.keep) {
    case Keep::compact:
      return Dfs<M, CompactVisited>(model, options, std::move(goal)).run();
    case Keep::bitstate:
      return Dfs<M, BitstateVisited>(model, options, std::move(goal)).run();
    case Keep::exact: break;
  }
  return Dfs<M, ExactVisited>(model, options, std::move(goal)).run();
}

}  // namespace vmwire::explorer
