// What: after an exhaustive search: who is blocked and in no continuation ever moves again.
// Source: derived: EF "not blocked" for each actor (Clarke, Emerson, Sistla, TOPLAS 1986), as a
// backwards fixpoint; edges are generated again instead of stored. docs/internals/explorer.md.
// Leaves out: fairness. An actor that could move, but is overtaken for ever, is not stuck.
#pragma once

#include "explorer/batch.h"
#include "explorer/check.h"
#include "explorer/search.h"

namespace vmwire::explorer {

/// Adds to `awake` of one state what its successors allow.
template <Model M>
class Settle {
 public:
  explicit Settle(Search<M>& search) : search_(search), batch_(search.store.stride()) {}

  /// True when the state's note changed.
  bool state(StateIndex i) {
    const std::uint8_t before = search_.store.note(i).awake;
    awake_ = before;
    search_.model.unpack(search_.store.at(i), state_);
    search_.model.successors(state_, *this);
    carry_back();
    search_.store.note(i).awake = awake_;
    return awake_ != before;
  }

  void transition(typename M::Action, const typename M::State& next) {
    if (awake_ == 0xff) return;
    next_ = next;
    const ActorMap renamed = normalize(search_.model, search_.options.reduce, next_);
    search_.model.pack(next_, batch_.tail());
    batch_.add(renamed, search_.visited);
    if (batch_.full()) carry_back();
  }
  void blocked(unsigned, std::uint32_t) {}

 private:
  void carry_back() {
    batch_.prefetch_states(search_.visited);
    for (unsigned i = 0; i < batch_.size(); ++i) {
      const StateIndex successor = search_.visited.find(batch_.packed(i), batch_.tag(i)).index;
      EXPLORER_CHECK(successor != kNoState, "successors answers differently when asked again");
      const std::uint8_t then = search_.store.note(successor).awake;
      const ActorMap renamed = batch_.with(i);
      for (unsigned a = 0; a < kActorsMax; ++a) {
        awake_ |= static_cast<std::uint8_t>((then >> renamed[a] & 1) << a);
      }
    }
    batch_.clear();
  }

  Search<M>& search_;
  typename M::State state_{};
  typename M::State next_{};
  Batch<ActorMap> batch_;  ///< its successors, each with how its actors were renamed
  std::uint8_t awake_ = 0;
};

/// Sweeps over the states that are not settled until nothing changes. Most successors have higher
/// indices, so the first sweep, from the last state down, carries nearly everything. Then the
/// direction alternates: a long way out through lower indices would else need a sweep a step.
/// Needs: every state expanded, with `awake` = not blocked, terminal or doomed.
/// False: stopped on the way.
template <Model M>
bool settle(Search<M>& search) {
  Settle<M> settle(search);
  const StateIndex size = search.store.size();
  bool changed = true;
  for (bool down = true; changed; down = !down) {
    changed = false;
    for (StateIndex n = 0; n < size; ++n) {
      const StateIndex i = down ? size - 1 - n : n;
      const bool settled = search.store.note(i).awake == 0xff;
      if (settled && (n & 0xfff) != 0) continue;
      if (!search.watch.poll()) return false;
      search.report(Stage::settling, size - n);
      if (!settled) changed |= settle.state(i);
    }
  }
  return true;
}

/// Records each state in which more actors are stuck than one step before; in default mode the
/// first alone. False: stopped on the way.
template <Model M>
bool record_stuck(Search<M>& search) {
  for (StateIndex i = 0; i < search.store.size(); ++i) {
    if ((i & 0xfff) == 0 && !search.watch.poll()) return false;
    const auto asleep = [&](StateIndex s) {
      return 8 - __builtin_popcount(search.store.note(s).awake);
    };
    if (asleep(i) == 0) continue;
    if (!search.watch.poll()) return false;
    const StateIndex parent = search.store.parent(i);
    if (parent != kNoState && asleep(parent) >= asleep(i)) continue;
    search.record({ViolationKind::stuck, 0, parent, i, search.arrival(i).site});
    if (!search.options.all_violations) return true;
  }
  return true;
}

}  // namespace vmwire::explorer
