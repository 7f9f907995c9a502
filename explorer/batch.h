// What: successors on their way to the visited set, so that their cache misses overlap.
// Source: derived: a look-up waits twice for memory, at the slot and at the state. Prefetching as
// in Chen, Ailamaki, Gibbons, Mowry, "Improving Hash Join Performance" (ICDE 2004).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "explorer/visited_set.h"

namespace vmwire::explorer {

/// First in, first out, so the order of discovery is as if each were looked up at once. With each
/// goes what the caller needs to know of it then.
template <class With>
class Batch {
 public:
  explicit Batch(std::size_t stride) : stride_(stride), packed_(kMax * stride) {}

  unsigned size() const { return size_; }
  bool full() const { return size_ == kMax; }
  void clear() { size_ = 0; }

  /// Where the next one is to be packed, before add(). Needs: not full.
  std::byte* tail() { return packed_.data() + size_ * stride_; }
  void add(With with, const VisitedSet& visited) {
    tags_[size_] = VisitedSet::tag_of(tail(), stride_);
    visited.prefetch_slot(tags_[size_]);
    with_[size_++] = with;
  }
  /// To be called when all are in: the slots have arrived, now the states that they name.
  void prefetch_states(const VisitedSet& visited) const {
    for (unsigned i = 0; i < size_; ++i) visited.prefetch_state(tags_[i]);
  }

  With with(unsigned i) const { return with_[i]; }
  std::uint32_t tag(unsigned i) const { return tags_[i]; }
  const std::byte* packed(unsigned i) const { return packed_.data() + i * stride_; }

 private:
  static constexpr unsigned kMax = 32;  ///< enough for most states, and little beside a cache

  std::size_t stride_;
  unsigned size_ = 0;
  std::array<With, kMax> with_{};
  std::array<std::uint32_t, kMax> tags_{};
  std::vector<std::byte> packed_;
};

}  // namespace vmwire::explorer
