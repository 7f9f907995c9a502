// What: where the tables of hashes and of bits get their memory, and how the first one grows.
#include "explorer/fingerprints.h"

#include <algorithm>

namespace vmwire::explorer {

HashTable::~HashTable() {
  for (Segment& segment : segments_) {
    budget_.release(segment.slot, segment.slots * sizeof *segment.slot);
  }
}

bool HashTable::grow(Segment& segment) {
  // The first sizes differ from segment to segment, and so do all that follow.
  const auto number = static_cast<std::uint64_t>(&segment - segments_.data());
  const std::uint64_t first = 64 + 2 * number;
  Segment larger;
  larger.slots = std::max(first, segment.slots + segment.slots / 4);
  larger.slot = static_cast<std::uint64_t*>(budget_.acquire(larger.slots * sizeof *larger.slot));
  if (larger.slot == nullptr) return false;
  for (std::uint64_t at = 0; at < segment.slots; ++at) {
    const std::uint64_t hash = segment.slot[at];
    if (hash != 0) larger.slot[find(larger, hash)] = hash;
  }
  larger.used = segment.used;
  budget_.release(segment.slot, segment.slots * sizeof *segment.slot);
  segment = larger;
  return true;
}

BitTable::BitTable(std::uint64_t bytes, MemoryBudget& budget)
    : budget_(budget),
      bits_(std::max<std::uint64_t>(1, bytes / 8) * 64),
      word_(static_cast<std::uint64_t*>(budget.acquire(bits_ / 8))) {}

BitTable::~BitTable() { budget_.release(word_, bits_ / 8); }

}  // namespace vmwire::explorer
