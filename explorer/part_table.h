// What: numbers for the parts of states: equal bytes have equal numbers, kept once.
// Source: component tables as in SPIN's COLLAPSE (Holzmann, "State compression in SPIN", 1997).
// Why parts, and which: docs/internals/engine.md.
// Next: state_store.h, where a state is a tuple of such numbers.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <vector>

#include "explorer/hash.h"
#include "explorer/memory_budget.h"

namespace vmwire::explorer {

using PartId = std::uint32_t;
inline constexpr PartId kNoPart = 0xffffffff;

/// All parts of one place in the states, `bytes` long each.
///
/// => intern, find and at may be called by several workers at once; nearly all calls find what
///    they look for, without a lock. A reader that misses takes the lock and looks again.
/// => tidy() is for when no other worker is inside.
class PartTable {
 public:
  PartTable(std::size_t bytes, MemoryBudget& budget);
  ~PartTable();
  PartTable(const PartTable&) = delete;
  PartTable& operator=(const PartTable&) = delete;

  std::size_t bytes() const { return bytes_; }
  std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }

  const std::byte* at(PartId id) const {
    const std::uint64_t n = std::uint64_t{id} + kFirst;
    const auto chunk = static_cast<unsigned>(std::bit_width(n)) - kFirstBits - 1;
    return chunks_[chunk] + (n - (kFirst << chunk)) * bytes_;
  }

  /// kNoPart: it is not there.
  PartId find(const std::byte* part) const {
    const std::uint64_t hash = hash_bytes(part, bytes_);
    return probe(*slots_.load(std::memory_order_acquire), part, hash);
  }
  /// kNoPart: there is no memory for it, or no number.
  PartId intern(const std::byte* part) {
    const std::uint64_t hash = hash_bytes(part, bytes_);
    const PartId known = probe(*slots_.load(std::memory_order_acquire), part, hash);
    return known != kNoPart ? known : add(part, hash);
  }

  /// Gives back what growth has left behind for readers that were still looking there.
  void tidy();

 private:
  // Chunk c holds kFirst << c parts: few chunks, none ever moved, none much too large.
  static constexpr unsigned kFirstBits = 6;
  static constexpr std::uint64_t kFirst = std::uint64_t{1} << kFirstBits;
  static constexpr unsigned kChunks = 25;
  static constexpr std::uint64_t kPartsMax = (kFirst << kChunks) - kFirst;

  /// Open addressing: upper half of the hash, then number + 1; 0 is free.
  struct Slots {
    std::uint64_t size;  ///< a power of two
    std::atomic<std::uint64_t>* at;
  };

  PartId probe(const Slots& slots, const std::byte* part, std::uint64_t hash) const {
    const std::uint64_t tag = hash >> 32, mask = slots.size - 1;
    for (std::uint64_t i = hash & mask;; i = (i + 1) & mask) {
      const std::uint64_t slot = slots.at[i].load(std::memory_order_acquire);
      if (slot == 0) return kNoPart;
      if (slot >> 32 != tag) continue;
      const PartId id = static_cast<PartId>(slot) - 1;
      if (same_bytes(at(id), part, bytes_)) return id;
    }
  }
  PartId add(const std::byte* part, std::uint64_t hash);
  bool grow();
  Slots* new_slots(std::uint64_t size);
  void drop(Slots* slots);
  std::uint64_t chunk_bytes(unsigned chunk) const { return (kFirst << chunk) * bytes_; }

  std::size_t bytes_;
  MemoryBudget& budget_;
  std::atomic<Slots*> slots_ = nullptr;
  std::byte* chunks_[kChunks] = {};
  std::atomic<std::uint64_t> size_ = 0;
  std::mutex adding_;
  std::vector<Slots*> left_behind_;
};

}  // namespace vmwire::explorer
