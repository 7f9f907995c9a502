// What: the exact set of states found so far: packed bytes -> index.
// Source: derived: open addressing, linear probing (Knuth, TAOCP 3, 6.4), slots in hash order.
// Leaves out: hash compaction: every hit is confirmed byte by byte. docs/internals/explorer.md.
#pragma once

#include <cstring>
#include <functional>

#include "explorer/hash.h"
#include "explorer/state_store.h"

namespace vmwire::explorer {

class VisitedSet {
 public:
  VisitedSet(StateStore& store, MemoryBudget& budget) : store_(store), budget_(budget) {}
  ~VisitedSet();
  VisitedSet(const VisitedSet&) = delete;
  VisitedSet& operator=(const VisitedSet&) = delete;

  /// Where a packed state stands, or would stand.
  struct Spot {
    std::uint32_t tag;
    std::uint64_t slot;
    StateIndex index;  ///< kNoState: it is not in the set
  };

  /// Room for one more state; to be true before insert. `go_on` is asked now and then while the
  /// table grows, since a big one takes longer than a stop may take; false abandons the growth.
  template <class GoOn>
  bool reserve(GoOn&& go_on) {
    return store_.size() < room_ || grow(go_on);
  }

  static std::uint32_t tag_of(const std::byte* packed, std::size_t size) {
    return static_cast<std::uint32_t>(hash_bytes(packed, size) >> 32);
  }

  // Hints only: the slot where the search for a tag begins, the state where it is likely to end.
  void prefetch_slot(std::uint32_t tag) const {
    if (slots_size_ != 0) __builtin_prefetch(slots_ + home(tag, slots_size_));
  }
  void prefetch_state(std::uint32_t tag) const {
    if (slots_size_ == 0) return;
    std::uint64_t at = home(tag, slots_size_);
    for (; slots_[at] != 0; at = at + 1 == slots_size_ ? 0 : at + 1) {
      if (slots_[at] >> 32 != tag) continue;
      const std::byte* const state = store_.at(static_cast<StateIndex>(slots_[at]) - 1);
      __builtin_prefetch(state);
      __builtin_prefetch(state + store_.stride() - 1);
      return;
    }
  }

  Spot find(const std::byte* packed) const { return find(packed, tag_of(packed, store_.stride())); }

  Spot find(const std::byte* packed, std::uint32_t tag) const {
    std::uint64_t at = home(tag, slots_size_);
    while (slots_[at] != 0) {
      const auto index = static_cast<StateIndex>(slots_[at]) - 1;
      if (slots_[at] >> 32 == tag &&
          std::memcmp(store_.at(index), packed, store_.stride()) == 0)
        return {tag, at, index};
      if (++at == slots_size_) at = 0;
    }
    return {tag, at, kNoState};
  }

  /// Keeps the state packed at the store's tail. Needs: `spot` is what find() just said of it.
  StateIndex insert(const Spot& spot, StateIndex parent) {
    const StateIndex index = store_.keep(parent);
    slots_[spot.slot] = std::uint64_t{spot.tag} << 32 | (std::uint64_t{index} + 1);
    return index;
  }

 private:
  /// Slots keep the order of the tags, whatever their number: so the table grows by any factor,
  /// in one sequential pass, and without a look at the states.
  static std::uint64_t home(std::uint32_t tag, std::uint64_t slots) {
    return (std::uint64_t{tag} * slots) >> 32;
  }
  bool grow(const std::function<bool()>& go_on);

  StateStore& store_;
  MemoryBudget& budget_;
  std::uint64_t* slots_ = nullptr;  ///< 32 bits of hash, then index + 1; 0 is free
  std::uint64_t slots_size_ = 0;
  std::uint64_t room_ = 0;          ///< states that fit before the table must grow
};

}  // namespace vmwire::explorer
