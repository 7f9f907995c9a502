// What: the three ways to remember which states were seen, behind one interface, for searches that
// look at one state at a time; and what a search keeps of a state that it will come back to.
// Next: stepwise.h, which asks them.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "explorer/fingerprints.h"
#include "explorer/hash.h"
#include "explorer/memory_budget.h"
#include "explorer/options.h"
#include "explorer/state_store.h"

namespace vmwire::explorer {

/// All of every state. A search keeps its index.
class ExactVisited {
 public:
  static constexpr bool kExact = true;
  struct Look {
    StateKey key;
    std::uint64_t hash = 0;
  };

  ExactVisited(StateStore& store, const Options&, MemoryBudget&)
      : store_(store), before_(store.stride()) {}

  /// The state that is looked at now, until the next call.
  const std::byte* read(const std::byte* kept) {
    key_ = store_.key(index(kept));
    store_.copy(key_, before_.data());
    return before_.data();
  }
  /// First for all successors of that state, so that the waits for memory overlap. False: there is
  /// no memory.
  bool look(const std::byte* packed, Look& look) {
    if (!store_.intern(packed, before_.data(), key_, look.key)) return false;
    look.hash = StateStore::hash(look.key);
    store_.prefetch(look.hash);
    return true;
  }
  bool look_initial(const std::byte* packed, Look& look) {
    if (!store_.intern(packed, look.key)) return false;
    look.hash = StateStore::hash(look.key);
    return true;
  }
  /// Then once. False: there are more different parts than a tuple can name.
  bool fit() { return store_.fit(); }
  /// Then for each.
  void hint(const Look& look) const { store_.prefetch_state(look.hash); }
  Entered enter(const Look& look, StateIndex& index) {
    index = store_.find(look.key, look.hash);
    if (index != kNoState) return Entered::known;
    index = store_.size();
    if (index == store_.states_max()) return Entered::no_index;
    if (!store_.make_room(1)) return Entered::no_memory;
    const auto none = [](StateIndex) { return std::uint64_t{0}; };
    if (!store_.insert(look.hash, index, none)) return Entered::no_memory;
    store_.write(index, look.key);
    store_.commit(index + 1);
    return Entered::fresh;
  }

  std::size_t kept_bytes() const { return sizeof(StateIndex); }
  void keep(StateIndex index, const std::byte*, std::byte* to) const {
    std::memcpy(to, &index, sizeof index);
  }
  void copy(const std::byte* kept, std::byte* packed) const { store_.copy(index(kept), packed); }
  StateIndex index(const std::byte* kept) const {
    StateIndex index;
    std::memcpy(&index, kept, sizeof index);
    return index;
  }
  double omitted() const { return 0; }

 private:
  StateStore& store_;
  StateKey key_;
  std::vector<std::byte> before_;
};

/// A fingerprint of every state. A search keeps the state itself: there is no other place for it.
template <class Table>
class HashedVisited {
 public:
  static constexpr bool kExact = false;
  using Look = std::uint64_t;

  HashedVisited(StateStore& store, const Options& options, MemoryBudget& budget)
      : stride_(store.stride()), table_(make(options, budget)) {}

  const std::byte* read(const std::byte* kept) { return kept; }
  bool look(const std::byte* packed, Look& look) {
    look = hash_bytes(packed, stride_);
    table_.prefetch(look);
    return true;
  }
  bool look_initial(const std::byte* packed, Look& look) { return this->look(packed, look); }
  bool fit() { return true; }
  void hint(const Look&) const {}
  Entered enter(const Look& look, StateIndex& index) {
    index = kNoState;
    return table_.enter(look);
  }

  std::size_t kept_bytes() const { return stride_; }
  void keep(StateIndex, const std::byte* packed, std::byte* to) const {
    std::memcpy(to, packed, stride_);
  }
  void copy(const std::byte* kept, std::byte* packed) const { std::memcpy(packed, kept, stride_); }
  StateIndex index(const std::byte*) const { return kNoState; }
  double omitted() const { return table_.omitted(); }

 private:
  static Table make(const Options& options, MemoryBudget& budget) {
    if constexpr (std::same_as<Table, BitTable>) {
      return BitTable(options.bitstate_bytes, budget);
    } else {
      return Table(budget);
    }
  }

  std::size_t stride_;
  Table table_;
};

using CompactVisited = HashedVisited<HashTable>;
using BitstateVisited = HashedVisited<BitTable>;

}  // namespace vmwire::explorer
