// What: exhaustive breadth-first search, level by level; counterexamples are shortest.
// Source: derived: explicit-state search as in Murphi and SPIN, with an exact visited set.
// Leaves out: partial order reduction, parallel search. Why and how: docs/internals/explorer.md.
// Next: search.h (its data), stuck.h, counterexample.h.
#pragma once

#include <cstring>
#include <functional>
#include <type_traits>
#include <utility>

#include "explorer/batch.h"
#include "explorer/counterexample.h"
#include "explorer/options.h"
#include "explorer/search.h"
#include "explorer/stats.h"
#include "explorer/stuck.h"

namespace vmwire::explorer {

template <Model M>
using Goal = std::function<bool(const typename M::State&)>;

/// One run; use explore() or reach() below.
///
/// The order is that of discovery throughout: states are expanded by index, and indices follow the
/// model's own order of initial states and successors. So a run is a function of model and options.
template <Model M>
class Bfs {
  using State = typename M::State;
  using Action = typename M::Action;

 public:
  Bfs(M& model, const Options& options, Goal<M> goal = nullptr)
      : model_(model),
        options_(options),
        goal_(std::move(goal)),
        search_(model, options),
        batch_(search_.store.stride()) {}

  Result<M> run() {
    start();
    explore_levels();
    Result<M> result;
    result.exhaustive = exhausted_;
    // Only then: an actor is stuck because of all that can follow, not of what was seen so far.
    const bool settling = exhausted_ && options_.check_stuck && !goal_ &&
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
      result.witness = path_to(search_, search_.store.parent(goal_state_), goal_state_, {});
    }
    fill(result);
    return result;
  }

  // --- the sink of the model's successors ---------------------------------------------------

  void transition(Action action, const State& next) {
    child_ = next;
    normalize(model_, options_.reduce, child_);
    model_.pack(child_, batch_.tail());
    batch_.add(action, search_.visited);
    if (batch_.full()) look_up_batch();
  }

  void blocked(unsigned actor, std::uint32_t waits_on) { waits_.add(actor, waits_on); }
  /// A bound of the model keeps an actor from moving here that could go on: nobody is stuck.
  void withheld() { withheld_ = true; }

 private:
  bool halted() const { return found_ || search_.watch.limit() != Limit::none; }

  void start() {
    search_.levels.push_back(0);
    model_.initial_states([this](const State& initial) {
      if (halted()) return;
      child_ = initial;
      normalize(model_, options_.reduce, child_);
      const auto bytes = packed(model_, child_);
      look_up(bytes.data(), VisitedSet::tag_of(bytes.data(), bytes.size()), nullptr);
    });
  }

  void look_up_batch() {
    batch_.prefetch_states(search_.visited);
    for (unsigned i = 0; i < batch_.size() && !halted(); ++i) {
      ++search_.transitions;
      const Action action = batch_.with(i);
      look_up(batch_.packed(i), batch_.tag(i), &action);
    }
    batch_.clear();
  }

  /// `action` led there from state_; null: it is initial.
  void look_up(const std::byte* state, std::uint32_t tag, const Action* action) {
    const StateIndex known = search_.store.size();
    const StateIndex child = place(state, tag);
    if (child == kNoState) return;
    if (child == known) {
      model_.unpack(state, child_);
      judge_new(child, action);
    } else if (options_.all_violations && search_.store.note(child).broken) {
      // The law may have broken here for the first time on another way, through another site.
      model_.unpack(state, child_);
      record_laws(broken(child_), child, action);
    }
  }

  void explore_levels() {
    StateIndex level_end = search_.store.size();
    while (!halted() && search_.watch.poll()) {
      if (search_.expanded == level_end) {
        level_end = search_.store.size();
        exhausted_ = search_.expanded == level_end;  // and no level follows
        if (exhausted_) return;
        ++depth_;
      }
      if (options_.limits.depth != 0 && depth_ == options_.limits.depth) {
        search_.watch.hit(Limit::depth);
        return;
      }
      expand_next();
      search_.report(Stage::exploring, search_.store.size() - search_.expanded);
    }
  }

  /// Looks the state up, and keeps it if it is new: then its index is the old size of the store.
  /// kNoState: a limit was reached.
  StateIndex place(const std::byte* state, std::uint32_t tag) {
    std::byte* const tail = search_.store.tail();
    if (tail == nullptr || !search_.visited.reserve([this] { return search_.watch.poll(); })) {
      search_.watch.hit(Limit::memory);
      return kNoState;
    }
    const auto spot = search_.visited.find(state, tag);
    if (spot.index != kNoState) return spot.index;
    if (search_.store.full()) search_.watch.hit(Limit::index_space);
    if (options_.limits.states != 0 && search_.store.size() >= options_.limits.states) {
      search_.watch.hit(Limit::states);
    }
    if (halted()) return kNoState;
    std::memcpy(tail, state, search_.store.stride());
    return search_.visited.insert(spot, parent_);
  }

  std::uint64_t broken(const State& state) const { return model_.broken(state) & options_.laws; }

  void judge_new(StateIndex child, const Action* action) {
    // The first state beyond the level being expanded opens the next one.
    if (parent_ != kNoState && search_.levels.size() == depth_ + 1) search_.levels.push_back(child);
    if (goal_) {
      if (!goal_(child_)) return;
      goal_state_ = child;
      found_ = true;
      return;
    }
    const std::uint64_t laws = broken(child_);
    if (laws == 0) return;
    search_.store.note(child).broken = true;
    record_laws(laws, child, action);
  }

  void record_laws(std::uint64_t laws, StateIndex child, const Action* action) {
    laws &= ~broken_before_;
    if (laws == 0) return;
    const std::uint32_t site = action == nullptr ? kNoSite : model_.site(state_, *action);
    for (unsigned law = 0; law < 64; ++law) {
      if ((laws >> law & 1) == 0) continue;
      search_.record({ViolationKind::law, law, parent_, child, site});
    }
    found_ = !options_.all_violations;
  }

  void expand_next() {
    const StateIndex i = search_.expanded;
    parent_ = i;
    model_.unpack(search_.store.at(i), state_);
    waits_.clear();
    withheld_ = false;
    const bool leaf = search_.store.note(i).broken && !options_.expand_violating;
    if (!model_.terminal(state_) && !leaf) {
      broken_before_ = search_.store.note(i).broken ? broken(state_) : 0;
      model_.successors(state_, *this);
      look_up_batch();
      // Cut short by a limit: not expanded, and nothing may be concluded from who is blocked.
      if (search_.watch.limit() != Limit::none) return;
      if (!goal_) judge_blocked(i);
    }
    if (!found_) ++search_.expanded;
  }

  void judge_blocked(StateIndex i) {
    if (waits_.blocked() == 0) return;
    const std::uint8_t doomed = options_.check_deadlock ? waits_.doomed() : 0;
    if (doomed != 0) record_deadlock(i, doomed);
    // The doomed are reported as such; as stuck they would be reported twice.
    const auto awake =
        withheld_ ? std::uint8_t{0xff} : static_cast<std::uint8_t>(~waits_.blocked() | doomed);
    search_.store.note(i).awake = awake;
    if (awake != 0xff) ++unsettled_;
  }

  /// A deadlock stays for ever, so it counts where it begins: where more actors are doomed than
  /// one step before. It lies one step before any law that this very expansion found broken.
  void record_deadlock(StateIndex i, std::uint8_t doomed) {
    const auto arrival = search_.arrival(i);
    if (__builtin_popcount(arrival.doomed_before) >= __builtin_popcount(doomed)) return;
    if (!options_.all_violations) search_.findings.clear();
    search_.record({ViolationKind::deadlock, 0, search_.store.parent(i), i, arrival.site});
    found_ = !options_.all_violations;
  }

  void fill(Result<M>& result) {
    result.limit = search_.watch.limit();
    result.states = search_.store.size();
    result.expanded = search_.expanded;
    result.transitions = search_.transitions;
    result.depth = static_cast<std::uint32_t>(search_.levels.size()) - 1;
    result.seconds = search_.watch.seconds();
    result.store_bytes = search_.budget.used_max();
    result.peak_rss_bytes = resident_bytes_max();
    if (!result.violations.empty()) {
      result.verdict = Verdict::violated;
    } else if (result.witness) {
      result.verdict = Verdict::goal_reached;
    } else if (exhausted_ && result.limit == Limit::none) {
      result.verdict = goal_ ? Verdict::unreachable : Verdict::holds;
    }
  }

  M& model_;
  const Options& options_;
  Goal<M> goal_;
  Search<M> search_;

  State state_{};                  ///< being expanded
  State child_{};                  ///< its successor at hand, in normal form
  Batch<Action> batch_;            ///< its successors on their way into the visited set
  WaitsFor waits_;                 ///< blocked() reports of state_
  StateIndex parent_ = kNoState;   ///< index of state_
  std::uint64_t broken_before_ = 0;  ///< laws broken in state_
  std::uint32_t depth_ = 0;        ///< of state_
  std::uint64_t unsettled_ = 0;    ///< states with a blocked actor
  StateIndex goal_state_ = kNoState;
  bool withheld_ = false;
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

/// Can a state with the goal be reached? The goal sees states in normal form, so it must not see
/// names. Laws, deadlocks and stuck actors are not looked at.
template <Model M>
Result<M> reach(M& model, Goal<std::type_identity_t<M>> goal, const Options& options) {
  return Bfs<M>(model, options, std::move(goal)).run();
}

}  // namespace vmwire::explorer
