// What: best-first search: first the state that the model takes to be nearest to a broken law.
// Source: pure heuristic search (Edelkamp, Lluch Lafuente, Leue, "Directed Explicit-State Model
// Checking in the Validation of Communication Protocols", STTT 2004); exact, so exhaustive where it
// ends.
// Leaves out: the length of the way: counterexamples need not be shortest. Next: stepwise.h.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "explorer/check.h"
#include "explorer/goal.h"
#include "explorer/memory_budget.h"
#include "explorer/model_concept.h"
#include "explorer/options.h"
#include "explorer/records.h"
#include "explorer/stats.h"
#include "explorer/stepwise.h"
#include "explorer/telling.h"
#include "explorer/visited.h"

namespace vmwire::explorer {

/// distance: smaller is nearer; sees states in normal form, and must not see names.
template <class M>
concept GuidedModel = Model<M> && requires(const M& model, const typename M::State& state) {
  { model.distance(state) } -> std::convertible_to<std::uint32_t>;
};

/// Numbers, the smallest first: a binary heap in records.
class Heap {
 public:
  explicit Heap(MemoryBudget& budget) : at_(sizeof(std::uint64_t), budget) {}

  bool empty() const { return at_.empty(); }
  std::uint64_t size() const { return at_.size(); }

  /// False: no memory.
  bool push(std::uint64_t value) {
    if (!at_.push(value)) return false;
    std::uint64_t i = at_.size() - 1;
    for (; i > 0 && at((i - 1) / 2) > value; i = (i - 1) / 2) at(i) = at((i - 1) / 2);
    at(i) = value;
    return true;
  }
  std::uint64_t pop() {
    const std::uint64_t first = at(0), last = at(at_.size() - 1);
    at_.pop();
    const std::uint64_t size = at_.size();
    for (std::uint64_t i = 0, child = 1; size != 0; child = 2 * i + 1) {
      if (child + 1 < size && at(child + 1) < at(child)) ++child;
      const bool here = child >= size || at(child) >= last;
      at(i) = here ? last : at(child);
      if (here) break;
      i = child;
    }
    return first;
  }

 private:
  std::uint64_t& at(std::uint64_t i) const { return at_.as<std::uint64_t>(i); }

  Records at_;
};

template <GuidedModel M>
class Guided {
 public:
  Guided(M& model, const Options& options, Goal<M> goal)
      : model_(model),
        depth_max_(options.limits.depth),
        step_(model, options, std::move(goal)),
        queue_(step_.search.budget),
        origins_(sizeof(Origin), step_.search.budget) {}

  Result<M> run() {
    Origin origin{kNoState, 0};
    // Indices are in the order of discovery, so the oldest of equally near states comes first.
    const auto push = [&](StateIndex index, const std::byte*, const auto& state) {
      EXPLORER_CHECK(index == origins_.size(), "states are not handed on in order");
      depth_ = std::max(depth_, origin.depth);
      const std::uint64_t distance = static_cast<std::uint32_t>(model_.distance(state));
      return origins_.push(origin) && queue_.push(distance << 32 | index);
    };
    step_.start(push);
    while (!step_.halted() && !queue_.empty() && step_.search.watch.poll()) {
      const auto index = static_cast<StateIndex>(queue_.pop());
      origin = {index, origins_.as<Origin>(index).depth + 1};
      if (depth_max_ != 0 && origin.depth > depth_max_) {
        cut_off_ = true;
        continue;
      }
      step_.expand(reinterpret_cast<const std::byte*>(&index), push, Way{*this, index});
      step_.report(origin.depth, queue_.size());
    }
    const bool ended = !step_.halted();
    if (ended && cut_off_) step_.search.watch.hit(Limit::depth);
    return step_.result(ended && !cut_off_, depth_);
  }

 private:
  struct Origin {
    StateIndex parent;
    std::uint32_t depth;
  };
  struct Way {
    Guided& guided;
    StateIndex index;
    std::vector<std::byte> parent() const {
      const StateIndex parent = guided.origins_.template as<Origin>(index).parent;
      return parent == kNoState ? std::vector<std::byte>{} : guided.step_.search.packed(parent);
    }
    Chain chain() const {
      Chain chain;
      for (StateIndex i = index; i != kNoState; i = guided.origins_.template as<Origin>(i).parent) {
        chain.push_back(guided.step_.search.packed(i));
      }
      std::reverse(chain.begin(), chain.end());
      return chain;
    }
  };

  M& model_;
  const std::uint32_t depth_max_;
  Stepwise<M, ExactVisited> step_;
  Heap queue_;       ///< distance, then index
  Records origins_;  ///< by index
  std::uint32_t depth_ = 0;
  bool cut_off_ = false;
};

/// => the same states, transitions, verdict as breadth-first, where it ends; see depth_first()
template <GuidedModel M>
Result<M> guided(M& model, const Options& options, Goal<std::type_identity_t<M>> goal = {}) {
  return Guided<M>(model, options, std::move(goal)).run();
}

}  // namespace vmwire::explorer
