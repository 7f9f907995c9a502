// What: an array of equal records that grows and shrinks at its end, out of the memory budget.
// Source: a search's stack may need gigabytes, so its growth must neither copy nor throw.
// Leaves out: what the records are.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "explorer/memory_budget.h"

namespace vmwire::explorer {

/// => a record stays where it is until it is popped
class Records {
 public:
  Records(std::size_t bytes, MemoryBudget& budget)
      : bytes_(bytes),
        shift_(static_cast<unsigned>(std::bit_width(std::max<std::size_t>(1, kChunk / bytes))) - 1),
        budget_(budget) {}
  ~Records() {
    for (std::byte* chunk : chunks_) budget_.release(chunk, chunk_bytes());
  }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  std::uint64_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  std::byte* operator[](std::uint64_t i) const {
    return chunks_[i >> shift_] + (i & ((std::uint64_t{1} << shift_) - 1)) * bytes_;
  }
  template <class T>
  T& as(std::uint64_t i) const {
    return *reinterpret_cast<T*>((*this)[i]);
  }

  /// The new last record, all of it to be written; null: there is no memory.
  std::byte* grow() {
    if (size_ >> shift_ == chunks_.size()) {
      auto* const chunk = static_cast<std::byte*>(budget_.acquire(chunk_bytes()));
      if (chunk == nullptr) return nullptr;
      chunks_.push_back(chunk);
    }
    return (*this)[size_++];
  }
  template <class T>
  bool push(const T& record) {
    std::byte* const to = grow();
    if (to != nullptr) std::memcpy(to, &record, sizeof record);
    return to != nullptr;
  }
  /// One chunk beyond the last record is kept, for a stack that goes up and down at its border.
  void pop() {
    --size_;
    if ((size_ >> shift_) + 2 < chunks_.size()) {
      budget_.release(chunks_.back(), chunk_bytes());
      chunks_.pop_back();
    }
  }

 private:
  static constexpr std::size_t kChunk = std::size_t{1} << 16;
  std::uint64_t chunk_bytes() const { return std::uint64_t{bytes_} << shift_; }

  std::size_t bytes_;
  unsigned shift_;  ///< log2 of the records in a chunk
  MemoryBudget& budget_;
  std::vector<std::byte*> chunks_;
  std::uint64_t size_ = 0;
};

}  // namespace vmwire::explorer
