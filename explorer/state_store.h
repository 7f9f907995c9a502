// What: all states found so far, packed, by index in order of discovery, each with its parent.
// Source: derived: chunks of fixed stride, so that growing never copies a state.
// Leaves out: looking a state up (visited_set.h). See docs/internals/explorer.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "explorer/memory_budget.h"

namespace vmwire::explorer {

using StateIndex = std::uint32_t;
inline constexpr StateIndex kNoState = 0xffffffff;

/// Below 2^32 with room to spare: an index plus one must fit in 32 bits, and the table of indices
/// must keep free slots (visited_set.h).
inline constexpr StateIndex kStatesMax = 4'000'000'000;

/// Two bytes that an engine keeps with a state.
struct Note {
  std::uint8_t awake = 0xff;  ///< bit a: actor a moves here or in some continuation (stuck.h)
  bool broken = false;        ///< some law is broken here
};

class StateStore {
 public:
  StateStore(std::size_t stride, MemoryBudget& budget, StateIndex states_max = kStatesMax);
  ~StateStore();
  StateStore(const StateStore&) = delete;
  StateStore& operator=(const StateStore&) = delete;

  std::size_t stride() const { return stride_; }
  StateIndex size() const { return size_; }
  bool full() const { return size_ == states_max_; }

  const std::byte* at(StateIndex i) const { return chunks_[i >> kShift] + (i & kMask) * stride_; }
  StateIndex parent(StateIndex i) const { return parents(i >> kShift)[i & kMask]; }
  Note& note(StateIndex i) { return notes(i >> kShift)[i & kMask]; }

  /// Where the next state is to be packed; null when there is no memory for it.
  std::byte* tail() {
    if (size_ >> kShift == chunks_.size() && !add_chunk()) return nullptr;
    return chunks_[size_ >> kShift] + (size_ & kMask) * stride_;
  }

  /// Keeps what was packed at tail(). Needs: a tail was given, and the store is not full.
  StateIndex keep(StateIndex parent) {
    const StateIndex i = size_++;
    parents(i >> kShift)[i & kMask] = parent;
    note(i) = Note{};
    return i;
  }

 private:
  static constexpr unsigned kShift = 14;  ///< states of a chunk: few enough for tiny runs
  static constexpr StateIndex kChunk = StateIndex{1} << kShift;
  static constexpr StateIndex kMask = kChunk - 1;

  // A chunk is kChunk states, then their parents, then their notes. kChunk * stride is a multiple
  // of every alignment in play.
  StateIndex* parents(std::size_t chunk) const {
    return reinterpret_cast<StateIndex*>(chunks_[chunk] + kChunk * stride_);
  }
  Note* notes(std::size_t chunk) const {
    return reinterpret_cast<Note*>(chunks_[chunk] + kChunk * (stride_ + sizeof(StateIndex)));
  }
  std::size_t chunk_bytes() const { return kChunk * (stride_ + sizeof(StateIndex) + sizeof(Note)); }
  bool add_chunk();

  std::size_t stride_;
  MemoryBudget& budget_;
  StateIndex states_max_;
  StateIndex size_ = 0;
  std::vector<std::byte*> chunks_;
};

}  // namespace vmwire::explorer
