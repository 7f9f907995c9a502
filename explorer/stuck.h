// What: after an exhaustive search: who is blocked and in no continuation ever moves again.
// Source: EF "not blocked" for each actor (Clarke, Emerson, Sistla, TOPLAS 1986), as a backwards
// fixpoint; edges are generated again instead of stored: docs/internals/explorer.md.
// Leaves out: fairness. An actor that could move, but is overtaken for ever, is not stuck.
#pragma once

#include <algorithm>
#include <atomic>
#include <list>
#include <vector>

#include "explorer/check.h"
#include "explorer/late.h"
#include "explorer/search.h"

namespace vmwire::explorer {

/// Adds to `awake` of states what their successors allow. One for each worker.
template <Model M>
class Settle {
 public:
  Settle(Search<M>& search, M& model)
      : search_(search), model_(model), packed_(search.store.stride()) {}

  /// True when what is known of the state changed.
  bool state(StateIndex i) {
    const std::uint8_t before = awake_of(i).load(std::memory_order_relaxed);
    awake_ = before;
    search_.store.copy(i, packed_.data());
    model_.unpack(packed_.data(), state_);
    successors_.clear();
    model_.successors(state_, *this);
    carry_back();
    if (awake_ == before) return false;
    awake_of(i).fetch_or(awake_, std::memory_order_relaxed);
    return true;
  }

  void transition(typename M::Action, const typename M::State& next) {
    next_ = next;
    const ActorMap renamed = normalize(model_, search_.options.reduce, next_);
    model_.pack(next_, packed_.data());
    StateKey key;
    const bool known = search_.store.find_key(packed_.data(), key);
    EXPLORER_CHECK(known, "successors answers differently when asked again");
    successors_.push_back({key, StateStore::hash(key), renamed});
    search_.store.prefetch(successors_.back().hash);
  }
  void blocked(unsigned, std::uint32_t) {}

 private:
  struct Successor {
    StateKey key;
    std::uint64_t hash;
    ActorMap renamed;
  };

  std::atomic_ref<std::uint8_t> awake_of(StateIndex i) {
    return std::atomic_ref<std::uint8_t>(search_.store.awake(i));
  }

  void carry_back() {
    for (const Successor& s : successors_) search_.store.prefetch_state(s.hash);
    for (const Successor& s : successors_) {
      const StateIndex successor = search_.store.find(s.key, s.hash);
      EXPLORER_CHECK(successor != kNoState, "successors answers differently when asked again");
      const std::uint8_t then = awake_of(successor).load(std::memory_order_relaxed);
      for (unsigned a = 0; a < kActorsMax; ++a) {
        awake_ |= static_cast<std::uint8_t>((then >> s.renamed[a] & 1) << a);
      }
      if (awake_ == 0xff) return;
    }
  }

  Search<M>& search_;
  M& model_;
  typename M::State state_{};
  typename M::State next_{};
  std::vector<std::byte> packed_;
  std::vector<Successor> successors_;
  std::uint8_t awake_ = 0;
};

/// Sweeps over the states that are not settled until nothing changes. Most successors have higher
/// indices, so the first sweep, from the last state down, carries nearly everything. Then the
/// direction alternates: otherwise a long way out through lower indices would need one sweep for
/// each of its steps.
/// What it ends with is the least fixpoint, in whatever order the workers come to the states.
/// Needs: every state expanded, with `awake` = not blocked, terminal or doomed.
/// False: stopped on the way.
template <Model M>
bool settle(Search<M>& search) {
  constexpr StateIndex kTask = 4096;
  Workers& workers = search.workers;
  std::list<M> copies;
  std::vector<Settle<M>> settlers;
  settlers.reserve(workers.count());
  settlers.emplace_back(search, search.model);
  if constexpr (std::copy_constructible<M>) {
    for (unsigned w = 1; w < workers.count(); ++w) {
      settlers.emplace_back(search, copies.emplace_back(search.model));
    }
  }
  const StateIndex size = search.states;
  const std::size_t tasks = (size + kTask - 1) / kTask;
  std::atomic<bool> changed = true, stopped = false;
  for (bool down = true; changed && !stopped; down = !down) {
    changed = false;
    workers.share(tasks, [&](unsigned w, std::size_t task) {
      const auto begin = static_cast<StateIndex>(task * kTask);
      const StateIndex end = std::min<StateIndex>(size, begin + kTask);
      for (StateIndex n = begin; n < end && !stopped; ++n) {
        const StateIndex i = down ? size - 1 - n : n;
        const std::atomic_ref<std::uint8_t> awake(search.store.awake(i));
        const bool settled = awake.load(std::memory_order_relaxed) == 0xff;
        // The first worker watches for all.
        if (w == 0 && (!settled || (n & 0xfff) == 0)) {
          if (!search.watch.poll()) stopped = true;
          search.report(Stage::settling, size - n);
        }
        if (!settled && settlers[w].state(i)) changed = true;
      }
    });
  }
  return !stopped;
}

/// Records each state in which more actors are stuck than one step before; in default mode the
/// first alone, and no earlier state has any. False: stopped on the way.
template <Model M>
bool record_stuck(Search<M>& search) {
  const auto asleep = [&](StateIndex s) {
    return s == kNoState ? 0 : 8 - __builtin_popcount(search.store.awake(s));
  };
  for (StateIndex i = 0; i < search.states; ++i) {
    if ((i & 0xfff) == 0 && !search.watch.poll()) return false;
    if (asleep(i) == 0) continue;
    if (!search.watch.poll()) return false;
    const auto arrival = search.arrival(i);
    if (asleep(arrival.parent) >= asleep(i)) continue;
    search.record({ViolationKind::stuck, 0, arrival.parent, i, arrival.site});
    if (!search.options.all_violations) return true;
  }
  return true;
}

}  // namespace vmwire::explorer
