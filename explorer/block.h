// What: a few states being expanded together, by one worker, and what came of it.
// Source: looking up many states at once lets the waits for memory overlap: Chen, Ailamaki,
// Gibbons, Mowry, "Improving Hash Join Performance" (ICDE 2004).
// Next: round.h, which looks the successors of many blocks up.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/goal.h"
#include "explorer/late.h"
#include "explorer/search.h"

namespace vmwire::explorer {

/// Consecutive states, their successors in order, and who is blocked in them. Aligned, as what two
/// workers write to at the same time must not share a cache line.
template <Model M>
struct alignas(128) Block {
  /// What an expansion said about one state.
  struct Report {
    std::uint32_t end;      ///< its successors end before this offset
    bool withheld;          ///< a bound of the model keeps somebody from moving
    WaitsFor waits;
  };

  StateIndex begin = 0, end = 0;           ///< the states
  std::vector<Report> reports;             ///< one for each
  std::vector<StateKey> keys;              ///< their successors, and so below
  std::vector<std::uint64_t> hashes;
  std::vector<typename M::Action> actions;
  std::vector<StateIndex> found;           ///< index in the store
  std::vector<std::uint32_t> fresh;        ///< offsets of the new ones, in order
  std::vector<std::uint64_t> laws;         ///< what is broken in each new one; a goal is bit 0
  StateIndex first_fresh = 0;              ///< index of the first new one
  bool out_of_memory = false;
  bool eventful = false;                   ///< a new state breaks a law, or is the goal

  void clear(StateIndex first, StateIndex last) {
    begin = first;
    end = last;
    reports.clear();
    keys.clear();
    hashes.clear();
    actions.clear();
    fresh.clear();
    laws.clear();
    out_of_memory = eventful = false;
  }
};

/// What one worker needs: a model of its own, since a model need not bear two users at once, and
/// buffers.
template <Model M>
class alignas(128) Expander {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  Expander(Search<M>& search, M& model)
      : search_(search),
        model_(model),
        before_(search.store.stride()),
        packed_(search.store.stride()) {}

  /// Fills in the members of the block from `reports` to `actions`.
  void expand(Block<M>& block) {
    block_ = &block;
    for (StateIndex i = block.begin; i < block.end && !block.out_of_memory; ++i) {
      key_ = search_.store.key(i);
      search_.store.copy(key_, before_.data());
      model_.unpack(before_.data(), state_);
      report_ = {0, false, {}};
      if (!model_.terminal(state_) && !search_.is_leaf(i, state_)) {
        successors(model_, search_.options.reduce, state_, *this);
      }
      report_.end = static_cast<std::uint32_t>(block.keys.size());
      block.reports.push_back(report_);
    }
  }

  /// The laws broken in a new state; or, for a goal, whether it is reached.
  std::uint64_t judge(const StateKey& key, const Goal<M>& goal) {
    search_.store.copy(key, packed_.data());
    model_.unpack(packed_.data(), next_);
    if (goal) return goal(next_) ? 1 : 0;
    return broken_now_or_late(model_, search_.options.reduce, next_) & search_.options.laws;
  }

  // --- the sink of the model's successors -----------------------------------------------------

  void transition(const Action& action, const State& next) {
    if (by_symmetry(search_.options.reduce)) {
      next_ = next;
      normalize(model_, search_.options.reduce, next_);
      model_.pack(next_, packed_.data());
    } else {
      model_.pack(next, packed_.data());
    }
    StateKey key;
    if (!search_.store.intern(packed_.data(), before_.data(), key_, key)) {
      block_->out_of_memory = true;
      return;
    }
    block_->keys.push_back(key);
    block_->hashes.push_back(StateStore::hash(key));
    block_->actions.push_back(action);
  }
  void late(std::span<const Action>, const Action& action, const State& next,
            std::span<const Action>) {
    transition(action, next);
  }
  void blocked(unsigned actor, std::uint32_t waits_on) { report_.waits.add(actor, waits_on); }
  void withheld() { report_.withheld = true; }
  /// Where a deadlock is only silent steps away, it is told as one.
  template <class Waits>
  void late_waits(std::span<const Action>, const Waits& waits) {
    if (report_.waits.doomed() != 0) return;
    WaitsFor later;
    for (const auto& wait : waits) later.add(wait.actor, wait.waits_on);
    if (later.doomed() != 0) report_.waits = later;
  }

 private:
  Search<M>& search_;
  M& model_;
  Block<M>* block_ = nullptr;
  State state_{}, next_{};
  StateKey key_;                     ///< of state_
  std::vector<std::byte> before_;    ///< state_, packed
  std::vector<std::byte> packed_;    ///< next_, packed
  typename Block<M>::Report report_{};
};

}  // namespace vmwire::explorer
