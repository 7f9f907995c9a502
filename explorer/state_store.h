// What: all states found so far, exact and small: each is a tuple of numbers of its parts.
// Source: SPIN's COLLAPSE (Holzmann 1997) with the tuple as the state's only own bytes; tree
// compression (Laarman, van de Pol, Weber, "Parallel Recursive State Compression for Free", 2011)
// is the same with more levels, which our worlds do not need: docs/internals/engine.md.
// Leaves out: who found a state (ancestry.h), when (search.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "explorer/check.h"
#include "explorer/hash.h"
#include "explorer/index_table.h"
#include "explorer/memory_budget.h"
#include "explorer/part_table.h"

namespace vmwire::explorer {

/// Bounded so that the count and one more (index + 1, "one beyond") fit in 32 bits.
inline constexpr StateIndex kStatesMax = 4'000'000'000;
inline constexpr unsigned kPartsMax = 4;

/// A state by the numbers of its parts; a state of at most seven bytes by the bytes themselves.
struct StateKey {
  std::array<PartId, kPartsMax> part{};
  bool operator==(const StateKey&) const = default;
};

/// The byte that an engine keeps with a state: bit a: actor a moves here or in some continuation
/// (stuck.h).
using Awake = std::uint8_t;

/// => intern, find_key, key, copy, awake may be asked by several workers at once;
/// => find and insert too, in segments of their own (IndexTable); fit, make_room, commit never.
class StateStore {
 public:
  /// `parts`: how many bytes of a packed state each part has, in order; at most kPartsMax of them,
  /// or none: then the store divides the state by itself.
  StateStore(std::size_t stride, std::vector<std::size_t> parts, MemoryBudget& budget,
             StateIndex states_max = kStatesMax);
  ~StateStore();
  StateStore(const StateStore&) = delete;
  StateStore& operator=(const StateStore&) = delete;

  std::size_t stride() const { return stride_; }
  StateIndex size() const { return size_; }
  StateIndex states_max() const { return states_max_; }

  // --- from bytes to keys and back ----------------------------------------------------------
  /// False: there is no memory for a new part.
  bool intern(const std::byte* packed, StateKey& key) { return intern(packed, nullptr, {}, key); }
  /// As a successor of a state: only parts that differ from it are hashed and looked up.
  bool intern(const std::byte* packed, const std::byte* before, const StateKey& before_key,
              StateKey& key) {
    if (direct()) {
      std::memcpy(key.part.data(), packed, stride_);
      return true;
    }
    std::size_t at = 0;
    for (unsigned p = 0; p < parts_.size(); ++p) {
      const std::size_t bytes = parts_[p]->bytes();
      if (before != nullptr && same_bytes(packed + at, before + at, bytes)) {
        key.part[p] = before_key.part[p];
      } else {
        key.part[p] = parts_[p]->intern(packed + at);
        if (key.part[p] == kNoPart) return false;
      }
      at += bytes;
    }
    return true;
  }
  /// False: a part was never seen, so neither was the state.
  bool find_key(const std::byte* packed, StateKey& key) const {
    if (direct()) {
      std::memcpy(key.part.data(), packed, stride_);
      return true;
    }
    std::size_t at = 0;
    for (unsigned p = 0; p < parts_.size(); ++p) {
      key.part[p] = parts_[p]->find(packed + at);
      if (key.part[p] == kNoPart) return false;
      at += parts_[p]->bytes();
    }
    return true;
  }
  void copy(const StateKey& key, std::byte* to) const {
    if (direct()) {
      std::memcpy(to, key.part.data(), stride_);
      return;
    }
    for (unsigned p = 0; p < parts_.size(); ++p) {
      std::memcpy(to, parts_[p]->at(key.part[p]), parts_[p]->bytes());
      to += parts_[p]->bytes();
    }
  }
  static std::uint64_t hash(const StateKey& key) {
    const auto pair = [&](unsigned p) {
      return std::uint64_t{key.part[p + 1]} << 32 | key.part[p];
    };
    return fold(fold(pair(0) ^ 0xa0761d6478bd642f, 0xe7037ed1a0b428db) ^ pair(2),
                0x8ebc6af09c88c6e3);
  }

  // --- from keys to indices and back --------------------------------------------------------
  StateKey key(StateIndex i) const { return decode(root(i)); }
  void copy(StateIndex i, std::byte* to) const { copy(key(i), to); }

  void prefetch(std::uint64_t hash) const { index_.prefetch(hash); }
  void prefetch_state(std::uint64_t hash) const {
    const StateIndex i = index_.likely(hash);
    if (i < size_) __builtin_prefetch(at(i));
  }
  StateIndex find(const StateKey& key, std::uint64_t hash) const {
    const std::uint64_t wanted = encode(key);
    return index_.find(hash, [&](StateIndex i) { return root(i) == wanted; });
  }
  /// As find; indices from size() on are not states yet: `same(index)` answers for them.
  template <class Same>
  StateIndex find(const StateKey& key, std::uint64_t hash, Same&& same) const {
    const std::uint64_t wanted = encode(key);
    return index_.find(hash, [&](StateIndex i) {
      return i < size_ ? root(i) == wanted : same(i);
    });
  }
  /// Enters an index that find() did not find. It is size() or more: commit() makes it a state.
  /// `hash_of(index)` repeats the hash of one that is not a state yet. False: no memory.
  template <class HashOf>
  bool insert(std::uint64_t hash_of_key, StateIndex index, HashOf&& hash_of) {
    const auto any_hash = [&](StateIndex i) { return i < size_ ? hash(key(i)) : hash_of(i); };
    const auto hint = [&](StateIndex i) {
      if (i < size_) __builtin_prefetch(at(i));
    };
    if (!index_.reserve(hash_of_key, any_hash, hint)) return false;
    index_.insert(hash_of_key, index);
    return true;
  }
  void rename(std::uint64_t hash_of_key, StateIndex from, StateIndex to) {
    index_.rename(hash_of_key, from, to);
  }

  /// To be called when new parts have come and no key is being found or inserted: makes the
  /// tuples wide enough for them. False: that would take more than 56 bits.
  bool fit();
  /// Room for `more` states. False: no memory, or more than states_max.
  bool make_room(StateIndex more);
  /// Writes state `i`, which make_room() has made room for and commit() will count.
  void write(StateIndex i, const StateKey& key) {
    const std::uint64_t value = encode(key);
    std::memcpy(at(i), &value, kRootBytes);
    awake(i) = 0xff;
  }
  void commit(StateIndex size) { size_ = size; }

  Awake& awake(StateIndex i) {
    const unsigned chunk = chunk_of(i);
    const std::uint64_t states = chunk_states(chunk);
    return *reinterpret_cast<Awake*>(chunks_[chunk] + states * kRootBytes + kPad +
                                     (i & (states - 1)));
  }

 private:
  static constexpr unsigned kRootBytes = 7;
  static constexpr unsigned kPad = 8;  ///< a tuple is read as eight bytes, the last one too
  static constexpr std::uint64_t kRootMask = (std::uint64_t{1} << 56) - 1;

  bool direct() const { return parts_.empty(); }

  // Small chunks first, for small runs; then large ones, that the system can map well.
  static constexpr unsigned kSmallShift = 14, kLargeShift = 20;
  static constexpr StateIndex kSmallEnd = StateIndex{1} << kLargeShift;
  static constexpr unsigned kSmallChunks = kSmallEnd >> kSmallShift;
  static unsigned chunk_of(StateIndex i) {
    return i < kSmallEnd ? i >> kSmallShift : kSmallChunks - 1 + (i >> kLargeShift);
  }
  static std::uint64_t chunk_states(unsigned chunk) {
    return std::uint64_t{1} << (chunk < kSmallChunks ? kSmallShift : kLargeShift);
  }
  /// The tuples of its states, then what is known of them.
  static std::uint64_t chunk_bytes(unsigned chunk) {
    return chunk_states(chunk) * (kRootBytes + sizeof(Awake)) + kPad;
  }
  std::byte* at(StateIndex i) const {
    const unsigned chunk = chunk_of(i);
    return chunks_[chunk] + (i & (chunk_states(chunk) - 1)) * kRootBytes;
  }
  std::uint64_t root(StateIndex i) const {
    std::uint64_t value;
    std::memcpy(&value, at(i), sizeof value);
    return value & kRootMask;
  }

  std::uint64_t encode(const StateKey& key) const {
    if (direct()) return key.part[0] | std::uint64_t{key.part[1]} << 32;
    std::uint64_t value = 0;
    for (unsigned p = 0; p < parts_.size(); ++p) value |= std::uint64_t{key.part[p]} << shift_[p];
    return value;
  }
  StateKey decode(std::uint64_t value) const {
    StateKey key;
    if (direct()) {
      key.part[0] = static_cast<PartId>(value);
      key.part[1] = static_cast<PartId>(value >> 32);
      return key;
    }
    for (unsigned p = 0; p < parts_.size(); ++p) {
      key.part[p] = static_cast<PartId>(value >> shift_[p] & ((std::uint64_t{1} << width_[p]) - 1));
    }
    return key;
  }

  std::size_t stride_;
  MemoryBudget& budget_;
  StateIndex states_max_;
  StateIndex size_ = 0;
  std::vector<std::unique_ptr<PartTable>> parts_;  ///< none: the tuple is the state's own bytes
  std::array<unsigned, kPartsMax> width_{}, shift_{};  ///< bits of the tuple, by part
  IndexTable index_;
  std::vector<std::byte*> chunks_;
};

}  // namespace vmwire::explorer
