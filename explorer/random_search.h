// What: random walks one after the other until something is found: for models far too large to be
// searched. Nothing is stored but the walk.
// Source: West, "Protocol Validation by Random State Exploration" (PSTV 1986).
// Leaves out: any claim about what was not met. Next: random_walk.h, one such walk for tests.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <random>
#include <type_traits>
#include <utility>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/goal.h"
#include "explorer/options.h"
#include "explorer/search.h"
#include "explorer/stats.h"
#include "explorer/telling.h"

namespace vmwire::explorer {

/// The n-th walk is that of seed + n, by itself: so it can be walked again without the others.
template <Model M>
class RandomSearch {
 public:
  using State = typename M::State;

  RandomSearch(M& model, const Options& options, Goal<M> goal)
      : options_(single_steps(options)),
        model_(model),
        search_(model, options_),
        telling_(search_, std::move(goal)) {}

  Result<M> run() {
    model_.initial_states([&](const State& state) { initial_.push_back(state); });
    for (std::uint64_t n = 0; !initial_.empty() && !halted(); ++n) walk(options_.seed + n);
    Result<M> result = telling_.result(initial_.empty(), false, depth_);
    result.states = states_;
    result.expanded = expanded_;
    // More time or more steps would have been no proof either.
    const bool ran_out = result.limit == Limit::states || result.limit == Limit::time;
    if (ran_out && result.violations.empty()) result.limit = Limit::probabilistic;
    return result;
  }

 private:
  /// A walk takes silent steps like any other, and needs no reduction of order.
  static Options single_steps(Options options) {
    options.reduce = by_symmetry(options.reduce) ? Reduce::symmetry : Reduce::none;
    return options;
  }

  bool halted() const { return telling_.found() || search_.watch.limit() != Limit::none; }

  void walk(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    way_.assign(1, initial_[random() % initial_.size()]);
    std::uint64_t broken_before = 0;
    std::uint8_t doomed_before = 0;
    std::uint32_t site = kNoSite;
    while (arrive(site, broken_before)) {
      if (way_.size() > options_.walk_steps || !search_.watch.poll()) return;
      // Not read off the way itself: it grows.
      const State state = way_.back();
      const Expansion<M> expansion = explorer::expand(model_, state);
      ++expanded_;
      search_.transitions += expansion.steps.size();
      const std::uint8_t doomed = expansion.waits.doomed();
      if (std::popcount(doomed) > std::popcount(doomed_before)) tell_deadlock(doomed);
      doomed_before = doomed;
      report();
      if (halted() || expansion.steps.empty()) return;
      const Transition<M>& step = expansion.steps[random() % expansion.steps.size()];
      site = model_.site(state, step.action);
      way_.push_back(step.state);
    }
  }

  /// Counts and judges the state at the end of the way. False: the walk ends here.
  bool arrive(std::uint32_t site, std::uint64_t& broken_before) {
    if (options_.limits.states != 0 && states_ >= options_.limits.states) {
      return search_.watch.hit(Limit::states);
    }
    ++states_;
    const auto length = static_cast<std::uint32_t>(way_.size() - 1);
    depth_ = std::max(depth_, length);
    const std::uint64_t laws = judge(way_.back());
    telling_.tell(laws & ~broken_before, site, [&] { return without_loops(); });
    broken_before = laws;
    const bool leaf = laws != 0 && options_.all_violations && !options_.expand_violating;
    if (halted() || leaf) return false;
    return options_.limits.depth == 0 || length < options_.limits.depth;
  }

  std::uint64_t judge(State state) {
    normalize(model_, options_.reduce, state);
    return telling_.judge(state);
  }

  void tell_deadlock(std::uint8_t doomed) {
    if (!options_.check_deadlock || telling_.seeks()) return;
    const auto here = normal(way_.back());
    const auto parent = way_.size() < 2 ? std::vector<std::byte>{} : normal(way_[way_.size() - 2]);
    telling_.tell_deadlock(doomed, here.data(), parent, [&] { return without_loops(); });
  }

  std::vector<std::byte> normal(State state) const {
    normalize(model_, options_.reduce, state);
    return packed(model_, state);
  }

  /// The way, but what lies between two visits of one state, or of two that differ by names only.
  /// The last step stays: what is told of it depends on where it came from.
  Chain without_loops() const {
    Chain chain;
    for (const State& state : way_) chain.push_back(normal(state));
    const std::size_t last = chain.size() - 1;
    std::map<std::vector<std::byte>, std::size_t> last_visit;
    for (std::size_t i = 0; i < last; ++i) last_visit[chain[i]] = i;
    Chain cut;
    for (std::size_t i = 0; i < last; ++i) {
      i = last_visit[chain[i]];
      cut.push_back(chain[i]);
    }
    cut.push_back(chain[last]);
    return cut;
  }

  void report() {
    if (options_.observer == nullptr || !search_.watch.report_due()) return;
    options_.observer->progress({Stage::exploring, states_, search_.transitions, depth_, 0,
                                 search_.watch.seconds(), search_.budget.used()});
  }

  const Options options_;
  M& model_;
  Search<M> search_;
  Telling<M> telling_;
  std::vector<State> initial_;
  std::vector<State> way_;  ///< raw: of the walk, so far
  std::uint64_t states_ = 0, expanded_ = 0;
  std::uint32_t depth_ = 0;
};

/// => never exhaustive. Ends at the first violation, or with all_violations at a limit only
/// => Result::states: states met, each as often as it was; Limits::states bounds them; depth: the
///    longest walk. Limit::probabilistic when the states or the time are used up
/// => a walk ends after walk_steps steps, at Limits::depth, and where no step is on offer
template <Model M>
Result<M> random_search(M& model, const Options& options, Goal<std::type_identity_t<M>> goal = {}) {
  return RandomSearch<M>(model, options, std::move(goal)).run();
}

}  // namespace vmwire::explorer
