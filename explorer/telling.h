// What: judging states one at a time, and making a violation of what is found, with its path.
// Judges as bfs.h does, but asks the search for the way to a state at once: later it may be gone.
// Next: stepwise.h and random_search.h, which ask it.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "explorer/check.h"
#include "explorer/counterexample.h"
#include "explorer/expansion.h"
#include "explorer/goal.h"
#include "explorer/late.h"
#include "explorer/path.h"
#include "explorer/search.h"
#include "explorer/stats.h"

namespace vmwire::explorer {

/// Packed states in normal form, one step apart, the first initial.
using Chain = std::vector<std::vector<std::byte>>;

template <Model M>
class Telling {
 public:
  using State = typename M::State;

  Telling(Search<M>& search, Goal<M> goal) : search_(search), goal_(std::move(goal)) {}

  bool found() const { return found_; }  ///< enough for the search to end
  bool seeks() const { return static_cast<bool>(goal_); }

  /// The laws broken in a state; or, for a goal, whether it is reached.
  std::uint64_t judge(const State& state) {
    if (goal_) return goal_(state) ? 1 : 0;
    return broken_now_or_late(search_.model, search_.options.reduce, state) & search_.options.laws;
  }

  /// What judge() said of a state, and not of the one before. `chain` gives the way to it.
  template <class ToState>
  void tell(std::uint64_t laws, std::uint32_t site, ToState&& chain) {
    if (laws == 0) return;
    if (goal_) {
      result_.witness = rebuilt(chain(), std::nullopt);
      found_ = true;
      return;
    }
    std::optional<Chain> way;  // long, perhaps: not made for what has been told before
    for (unsigned law = 0; law < 64; ++law) {
      if ((laws >> law & 1) == 0) continue;
      if (!search_.keys.emplace(ViolationKind::law, law, site).second) continue;
      if (!way) way = chain();
      add({ViolationKind::law, law, kNoState, kNoState, site}, *way);
    }
    found_ = !search_.options.all_violations;
  }

  /// The actors that wait for each other in a state. A deadlock counts where it begins: where more
  /// actors are doomed than one step before. `parent`: packed; empty for an initial state.
  template <class ToState>
  void tell_deadlock(std::uint8_t doomed, const std::byte* state,
                     const std::vector<std::byte>& parent, ToState&& chain) {
    std::uint32_t site = kNoSite;
    if (!parent.empty()) {
      State before;
      search_.model.unpack(parent.data(), before);
      const auto doomed_before = expand(search_.model, before).waits.doomed();
      if (std::popcount(doomed_before) >= std::popcount(doomed)) return;
      Follow<M> follow(search_.model, search_.options.reduce);
      const auto step = follow.step(before, state, std::nullopt);
      EXPLORER_CHECK(step, "successors answers differently when asked again");
      site = search_.model.site(before, step->action);
    }
    found_ = !search_.options.all_violations;
    if (!search_.keys.emplace(ViolationKind::deadlock, 0u, site).second) return;
    add({ViolationKind::deadlock, 0, kNoState, kNoState, site}, chain());
  }

  /// `exhausted`: no state is left to look at. `exact`: so none can have been missed.
  Result<M> result(bool exhausted, bool exact, std::uint32_t depth) {
    if (exhausted && !exact) search_.watch.hit(Limit::probabilistic);
    Result<M> result = std::move(result_);
    result.exhaustive = exhausted && exact;
    search_.conclude(result, depth, seeks());
    return result;
  }

 private:
  std::optional<Path<M>> rebuilt(const Chain& chain, std::optional<std::uint32_t> site) {
    return concretize(search_.model, search_.options.reduce, chain, site,
                      [&] { return search_.watch.finish(); });
  }

  /// Whatever the visited set has forgotten or mistaken: this is a run of the model, and what it
  /// shows is looked at again.
  void add(const Finding& finding, const Chain& chain) {
    const bool initial = finding.site == kNoSite;
    auto path = rebuilt(chain, initial ? std::nullopt : std::optional(finding.site));
    if (!path) return;
    if (finding.kind == ViolationKind::law) {
      append_late(search_, finding.law, *path);
      EXPLORER_CHECK((search_.model.broken(path->last()) >> finding.law & 1) != 0,
                     "broken depends on names");
    } else if (by_order(search_.options.reduce)) {
      append_late_deadlock(search_, *path);
    }
    Violation<M> violation{finding.kind, finding.law, static_cast<std::uint32_t>(path->length()),
                           finding.site, std::move(*path), {}};
    if (finding.kind != ViolationKind::law) {
      violation.cycle = waits_at_the_end(search_, finding, violation.path);
    }
    result_.violations.push_back(std::move(violation));
  }

  Search<M>& search_;
  Goal<M> goal_;
  Result<M> result_;
  bool found_ = false;
};

}  // namespace vmwire::explorer
