// What: judging states one at a time, and making a violation of what is found, with its path.
// Source: derived. As bfs.h judges, but the way to a state is asked of the search at once: it may
// be gone later.
// Next: stepwise.h and random_search.h, which ask it.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "explorer/check.h"
#include "explorer/counterexample.h"
#include "explorer/expansion.h"
#include "explorer/late.h"
#include "explorer/memory_budget.h"
#include "explorer/path.h"
#include "explorer/search.h"
#include "explorer/stats.h"

namespace vmwire::explorer {

/// What is looked for instead of broken laws, if anything.
template <Model M>
using Wanted = std::function<bool(const typename M::State&)>;

/// Packed states in normal form, one step apart, the first initial.
using Chain = std::vector<std::vector<std::byte>>;

template <Model M>
class Telling {
 public:
  using State = typename M::State;

  Telling(Search<M>& search, Wanted<M> wanted) : search_(search), wanted_(std::move(wanted)) {}

  bool found() const { return found_; }  ///< enough for the search to end
  bool seeks() const { return static_cast<bool>(wanted_); }

  /// The laws broken in a state; or, when something is wanted, whether this is it.
  std::uint64_t judge(const State& state) {
    if (wanted_) return wanted_(state) ? 1 : 0;
    return broken_now_or_late(search_.model, search_.options.reduce, state) & search_.options.laws;
  }

  /// What judge() said of a state, and not of the one before. `chain` gives the way to it.
  template <class ToState>
  void tell(std::uint64_t laws, std::uint32_t site, ToState&& chain) {
    if (laws == 0) return;
    if (wanted_) {
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
    result.limit = search_.watch.limit();
    result.exhaustive = exhausted && exact;
    result.states = search_.states;
    result.expanded = search_.expanded;
    result.transitions = search_.transitions;
    result.depth = depth;
    result.seconds = search_.watch.seconds();
    result.store_bytes = search_.budget.used_max();
    result.peak_rss_bytes = resident_bytes_max();
    if (!result.violations.empty()) {
      result.verdict = Verdict::violated;
    } else if (result.witness) {
      result.verdict = Verdict::goal_reached;
    } else if (result.exhaustive && result.limit == Limit::none) {
      result.verdict = wanted_ ? Verdict::unreachable : Verdict::holds;
    }
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
  Wanted<M> wanted_;
  Result<M> result_;
  bool found_ = false;
};

}  // namespace vmwire::explorer
