// What: exhaustive breadth-first search, level by level; counterexamples are shortest.
// Source: explicit-state search as in Murphi and SPIN, with an exact visited set.
// Why and how: docs/internals/explorer.md and engine.md.
// Next: round.h (how many states are expanded at once), search.h, stuck.h, counterexample.h.
#pragma once

#include <algorithm>
#include <type_traits>
#include <utility>

#include "explorer/counterexample.h"
#include "explorer/goal.h"
#include "explorer/late.h"
#include "explorer/options.h"
#include "explorer/round.h"
#include "explorer/search.h"
#include "explorer/stats.h"
#include "explorer/stuck.h"

namespace vmwire::explorer {

/// One run; use explore() or reach() below.
///
/// The order is that of discovery throughout: states are expanded by index, and indices follow the
/// model's own order of initial states and successors. So a run is a function of model and options,
/// but for the number of workers, which changes nothing but the memory that it takes.
template <Model M>
class Bfs {
  using State = typename M::State;
  using Action = typename M::Action;

 public:
  Bfs(M& model, const Options& options, Goal<M> goal = nullptr)
      : options_(options), goal_(std::move(goal)), search_(model, options), round_(search_) {
    EXPLORER_CHECK(!goal_ || !by_order(options.reduce), "a goal may lie among postponed steps");
    if constexpr (!LateModel<M>) {
      EXPLORER_CHECK(!by_order(options.reduce), "the model has no silent steps to postpone");
    }
  }

  Result<M> run() {
    start();
    explore_levels();
    Result<M> result;
    result.exhaustive = exhausted_;
    // Only then: an actor is stuck because of all that can follow, not of what was seen so far.
    // What silent steps lead to is not stored, so nothing is known of who is stuck there.
    const bool settling = exhausted_ && options_.check_stuck && !goal_ &&
                          !by_order(options_.reduce) &&
                          (search_.findings.empty() || options_.all_violations);
    if (settling) {
      result.stuck_checked = unsettled_ == 0 || (settle(search_) && record_stuck(search_));
    }
    for (const Finding& finding : search_.findings) {
      auto violation = violation_of(search_, finding);
      if (!violation) break;
      result.violations.push_back(std::move(*violation));
    }
    if (goal_state_ != kNoState) {
      const StateIndex parent = search_.arrival(goal_state_).parent;
      result.witness = path_to(search_, parent, goal_state_, {});
    }
    const auto depth = static_cast<std::uint32_t>(search_.levels.size()) - 1;
    search_.conclude(result, depth, goal_ != nullptr);
    return result;
  }

 private:
  bool halted() const { return found_ || search_.watch.limit() != Limit::none; }

  /// Initial states are few: they are entered one by one.
  void start() {
    search_.levels.push_back(0);
    search_.model.initial_states([this](const State& initial) {
      if (halted()) return;
      State state = initial;
      normalize(search_.model, options_.reduce, state);
      const auto bytes = packed(search_.model, state);
      StateKey key;
      StateStore& store = search_.store;
      const auto no_hash = [](StateIndex) { return std::uint64_t{0}; };
      const auto memory = [&] { search_.watch.hit(Limit::memory); };
      if (!store.intern(bytes.data(), key)) return memory();
      if (!store.fit()) return (void)search_.watch.hit(Limit::index_space);
      if (store.find(key, StateStore::hash(key)) != kNoState) return;
      if (!within_limits()) return;
      if (!store.make_room(1)) return memory();
      if (!store.insert(StateStore::hash(key), search_.states, no_hash)) return memory();
      store.write(search_.states, key);
      store.commit(search_.states + 1);
      judge_new(search_.states++, round_.expert().judge(key, goal_), kNoState, nullptr);
    });
    search_.ancestry.roots(search_.states);
  }

  /// Whether one more state may be counted.
  bool within_limits() {
    if (search_.states == search_.store.states_max()) search_.watch.hit(Limit::index_space);
    if (options_.limits.states != 0 && search_.states >= options_.limits.states) {
      search_.watch.hit(Limit::states);
    }
    return !halted();
  }

  void explore_levels() {
    StateIndex level_end = search_.states;
    while (!halted() && search_.watch.look_around()) {
      if (search_.expanded == level_end) {
        level_end = search_.states;
        exhausted_ = search_.expanded == level_end;  // and no level follows
        if (exhausted_) return;
        ++depth_;
      }
      if (options_.limits.depth != 0 && depth_ == options_.limits.depth) {
        search_.watch.hit(Limit::depth);
        return;
      }
      const StateIndex left = level_end - search_.expanded;
      const StateIndex end = search_.expanded + std::min(left, Round<M>::kStatesMax);
      if (!round_.run(search_.expanded, end, goal_)) return;
      for (Block<M>& block : round_.blocks()) {
        if (halted()) break;
        read(block);
      }
      search_.store.commit(search_.store.size() + round_.fresh());
      search_.report(Stage::exploring, search_.states - search_.expanded);
    }
  }

  /// What a block found, in order, as if its states had been expanded one by one.
  void read(Block<M>& block) {
    search_.ancestry.mark(block.begin, search_.states);
    const auto room = search_.store.states_max() - search_.states;
    const auto& limit = options_.limits.states;
    const bool fits = block.fresh.size() <= room &&
                      (limit == 0 || search_.states + block.fresh.size() <= limit);
    const bool eventful = block.eventful || options_.all_violations || !fits;
    std::uint32_t n = 0;
    auto fresh = block.fresh.begin();
    for (StateIndex i = block.begin; i < block.end && !halted(); ++i) {
      const auto& report = block.reports[i - block.begin];
      if (eventful) {
        broken_before_ = kUnknown;
        for (; n < report.end && !halted(); ++n) {
          ++search_.transitions;
          const bool is_new = fresh != block.fresh.end() && *fresh == n;
          const auto at = static_cast<std::size_t>(fresh - block.fresh.begin());
          if (is_new) ++fresh;
          read_transition(block, i, n, is_new ? &block.laws[at] : nullptr);
        }
        // Cut short by a limit: not expanded, and nothing may be concluded from who is blocked.
        if (search_.watch.limit() != Limit::none) return;
      } else {
        search_.transitions += report.end - n;
        const StateIndex before = search_.states;
        for (; fresh != block.fresh.end() && *fresh < report.end; ++fresh) ++search_.states;
        open_level(before);
        n = report.end;
      }
      if (!goal_) judge_blocked(i, report);
      if (!found_) ++search_.expanded;
    }
  }

  /// `laws`: null for a state that was known.
  void read_transition(const Block<M>& block, StateIndex parent, std::uint32_t n,
                       const std::uint64_t* laws) {
    if (laws != nullptr) {
      if (!within_limits()) return;
      const StateIndex child = search_.states++;
      open_level(child);
      judge_new(child, *laws, parent, &block.actions[n]);
    } else if (options_.all_violations && search_.is_broken(round_.index(block, n))) {
      // The law may have broken here for the first time on another way, through another site.
      const std::uint64_t broken = round_.expert().judge(block.keys[n], goal_);
      record_laws(broken, round_.index(block, n), parent, &block.actions[n]);
    }
  }

  /// The first state beyond the level being expanded opens the next one.
  void open_level(StateIndex child) {
    if (search_.states > child && search_.levels.size() == depth_ + 1) {
      search_.levels.push_back(child);
    }
  }

  /// `action` led there from `parent`; null: it is initial.
  void judge_new(StateIndex child, std::uint64_t laws, StateIndex parent, const Action* action) {
    if (laws == 0) return;
    if (goal_) {
      goal_state_ = child;
      found_ = true;
      return;
    }
    if (options_.all_violations) search_.set_broken(child);
    record_laws(laws, child, parent, action);
  }

  void record_laws(std::uint64_t laws, StateIndex child, StateIndex parent, const Action* action) {
    std::uint32_t site = kNoSite;
    if (action != nullptr) {
      const State before = search_.state(parent);
      if (broken_before_ == kUnknown) {
        broken_before_ = search_.is_broken(parent) ? round_.expert().judge(
            search_.store.key(parent), goal_) : 0;
      }
      laws &= ~broken_before_;
      site = search_.model.site(before, *action);
    }
    if (laws == 0) return;
    for (unsigned law = 0; law < 64; ++law) {
      if ((laws >> law & 1) == 0) continue;
      search_.record({ViolationKind::law, law, parent, child, site});
    }
    found_ = !options_.all_violations;
  }

  void judge_blocked(StateIndex i, const typename Block<M>::Report& report) {
    const WaitsFor& waits = report.waits;
    if (waits.blocked() == 0) return;
    const std::uint8_t doomed = options_.check_deadlock ? waits.doomed() : 0;
    if (doomed != 0) record_deadlock(i, doomed);
    // The doomed are reported as such; as stuck they would be reported twice.
    const auto awake = report.withheld
                           ? std::uint8_t{0xff}
                           : static_cast<std::uint8_t>(~waits.blocked() | doomed);
    search_.store.awake(i) = awake;
    if (awake != 0xff) ++unsettled_;
  }

  /// A deadlock stays for ever, so it counts where it begins: where more actors are doomed than
  /// one step before. It lies one step before any law that this very expansion found broken.
  void record_deadlock(StateIndex i, std::uint8_t doomed) {
    const auto arrival = search_.arrival(i);
    if (__builtin_popcount(arrival.doomed_before) >= __builtin_popcount(doomed)) return;
    if (!options_.all_violations) search_.findings.clear();
    search_.record({ViolationKind::deadlock, 0, arrival.parent, i, arrival.site});
    found_ = !options_.all_violations;
  }

  static constexpr std::uint64_t kUnknown = ~std::uint64_t{0};

  const Options& options_;
  Goal<M> goal_;
  Search<M> search_;
  Round<M> round_;

  std::uint64_t broken_before_ = 0;  ///< laws broken in the state being read
  std::uint32_t depth_ = 0;        ///< of the states being expanded
  std::uint64_t unsettled_ = 0;    ///< states with a blocked actor
  StateIndex goal_state_ = kNoState;
  bool found_ = false;
  bool exhausted_ = false;
};

/// Are all laws kept in all reachable states, is there no deadlock, and nobody stuck?
///
/// => stops at the first violation in order of discovery (all laws that its step broke count as
///    one); with all_violations goes on, and returns one for each kind, law and site
/// => a law's counterexample is a shortest for any law, a deadlock's for any deadlock; across the
///    two, a deadlock one step shorter may lie in the rest of the level
/// => "stuck" is judged when everything was expanded, and in default mode only if nothing is wrong
template <Model M>
Result<M> explore(M& model, const Options& options) {
  return Bfs<M>(model, options).run();
}

/// Can a state with the goal be reached? Laws, deadlocks and stuck actors are not looked at.
template <Model M>
Result<M> reach(M& model, Goal<std::type_identity_t<M>> goal, const Options& options) {
  return Bfs<M>(model, options, std::move(goal)).run();
}

}  // namespace vmwire::explorer
