// What: one state expanded at a time: its successors looked up, the new ones judged and handed on.
// Unlike breadth-first rounds (round.h) it works with any visited set, and leaves it to others
// which state is looked at next.
// Next: dfs.h and guided.h, which differ in that only.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/goal.h"
#include "explorer/late.h"
#include "explorer/search.h"
#include "explorer/telling.h"
#include "explorer/visited.h"

namespace vmwire::explorer {

/// A state is entered into the visited set, and judged, when it is found as a successor, not when
/// it is expanded. So each state is expanded once, and waits in one place only.
template <Model M, class Visited>
class Stepwise {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  Stepwise(M& model, const Options& options, Goal<M> goal)
      : search(model, options),
        telling(search, std::move(goal)),
        visited(search.store, options, search.budget),
        options_(options) {}

  Search<M> search;
  Telling<M> telling;
  Visited visited;

  bool halted() const { return telling.found() || search.watch.limit() != Limit::none; }

  /// Hands on each initial state: fresh(index, packed, state) -> bool, false: no memory.
  template <class Fresh>
  void start(Fresh&& fresh) {
    search.model.initial_states([&](const State& initial) {
      if (halted()) return;
      State state = initial;
      normalize(search.model, options_.reduce, state);
      const auto bytes = packed(search.model, state);
      typename Visited::Look look;
      if (!visited.look_initial(bytes.data(), look)) return (void)search.watch.hit(Limit::memory);
      if (!visited.fit()) return (void)search.watch.hit(Limit::index_space);
      StateIndex index;
      if (!enter(look, index)) return;
      const std::uint64_t laws = telling.judge(state);
      if (laws != 0) found_broken(index);
      telling.tell(laws, kNoSite, [&] { return Chain{bytes}; });
      if (!fresh(index, bytes.data(), state)) search.watch.hit(Limit::memory);
    });
  }

  /// Expands the state that was kept, and hands on its new successors. `way` knows how the search
  /// came here: parent(), packed, empty for an initial state; chain(), which ends with this state.
  template <class Fresh, class Way>
  void expand(const std::byte* kept, Fresh&& fresh, const Way& way) {
    const std::byte* const before = visited.read(kept);
    search.model.unpack(before, state_);
    const StateIndex index = visited.index(kept);
    const std::uint64_t broken_before = may_be_broken(index) ? telling.judge(state_) : 0;
    // Broken here, not only after a silent step that other runs do not take.
    const bool leaf = broken_before != 0 && !options_.expand_violating &&
                      (search.model.broken(state_) & options_.laws) != 0;
    if (!successors_of(leaf)) return;
    if (const auto doomed = waits_.doomed(); doomed != 0 && judges_deadlocks()) {
      telling.tell_deadlock(doomed, before, way.parent(), [&] { return way.chain(); });
    }
    for (const auto& look : looks_) visited.hint(look);
    for (std::size_t n = 0; n < looks_.size() && !halted(); ++n) {
      ++search.transitions;
      StateIndex child;
      const bool is_new = enter(looks_[n], child);
      if (!is_new && (halted() || !may_be_broken(child))) continue;
      const std::byte* const next = packed_.data() + n * search.store.stride();
      search.model.unpack(next, next_);
      const std::uint64_t laws = telling.judge(next_);
      if (is_new && laws != 0) found_broken(child);
      tell(laws & ~broken_before, n, way);
      if (is_new && !fresh(child, next, next_)) search.watch.hit(Limit::memory);
    }
    if (!halted()) ++search.expanded;
  }

  void report(std::uint32_t depth, std::uint64_t queue) {
    if (options_.observer == nullptr || !search.watch.report_due()) return;
    options_.observer->progress({Stage::exploring, search.states, search.transitions, depth, queue,
                                 search.watch.seconds(), search.budget.used()});
  }

  Result<M> result(bool exhausted, std::uint32_t depth) {
    Result<M> result = telling.result(exhausted, Visited::kExact, depth);
    result.omitted = visited.omitted();
    return result;
  }

  // --- the sink of the model's successors -----------------------------------------------------

  void transition(const Action& action, const State& next) {
    next_ = next;
    normalize(search.model, options_.reduce, next_);
    const std::size_t at = packed_.size();
    packed_.resize(at + search.store.stride());
    search.model.pack(next_, packed_.data() + at);
    actions_.push_back(action);
    looks_.emplace_back();
    memory_ = memory_ && visited.look(packed_.data() + at, looks_.back());
  }
  void late(std::span<const Action>, const Action& action, const State& next,
            std::span<const Action>) {
    transition(action, next);
  }
  void blocked(unsigned actor, std::uint32_t waits_on) { waits_.add(actor, waits_on); }
  /// Where a deadlock is only silent steps away, it is told as one.
  template <class Waits>
  void late_waits(std::span<const Action>, const Waits& waits) {
    if (waits_.doomed() != 0) return;
    WaitsFor later;
    for (const auto& wait : waits) later.add(wait.actor, wait.waits_on);
    if (later.doomed() != 0) waits_ = later;
  }

 private:
  bool judges_deadlocks() const { return options_.check_deadlock && !telling.seeks(); }

  /// Only with all violations are states expanded, or come to again, in which a law is broken.
  bool may_be_broken(StateIndex index) const {
    if (!options_.all_violations || telling.seeks()) return false;
    return index == kNoState || search.is_broken(index);
  }
  void found_broken(StateIndex index) {
    if (options_.all_violations && index != kNoState) search.set_broken(index);
  }

  /// False: a limit was reached.
  bool successors_of(bool leaf) {
    packed_.clear();
    looks_.clear();
    actions_.clear();
    waits_.clear();
    memory_ = true;
    if (!leaf && !search.model.terminal(state_)) {
      successors(search.model, options_.reduce, state_, *this);
    }
    if (!memory_) return search.watch.hit(Limit::memory);
    return visited.fit() || search.watch.hit(Limit::index_space);
  }

  /// True: the state is new, and counted.
  bool enter(const typename Visited::Look& look, StateIndex& index) {
    switch (visited.enter(look, index)) {
      case Entered::known: return false;
      case Entered::no_memory: return search.watch.hit(Limit::memory);
      case Entered::no_index: return search.watch.hit(Limit::index_space);
      case Entered::fresh: break;
    }
    if (search.states == kStatesMax) return search.watch.hit(Limit::index_space);
    const std::uint64_t limit = options_.limits.states;
    if (limit != 0 && search.states >= limit) return search.watch.hit(Limit::states);
    ++search.states;
    return true;
  }

  template <class Way>
  void tell(std::uint64_t laws, std::size_t n, const Way& way) {
    if (laws == 0) return;
    telling.tell(laws, search.model.site(state_, actions_[n]), [&] {
      const std::byte* const next = packed_.data() + n * search.store.stride();
      Chain chain = way.chain();
      chain.emplace_back(next, next + search.store.stride());
      return chain;
    });
  }

  const Options& options_;
  State state_{}, next_{};
  // The successors of state_:
  std::vector<std::byte> packed_;
  std::vector<typename Visited::Look> looks_;
  std::vector<Action> actions_;
  WaitsFor waits_;
  bool memory_ = true;
};

}  // namespace vmwire::explorer
