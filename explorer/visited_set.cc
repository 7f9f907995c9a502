// What: the growth of the visited set.
// Source: derived; see visited_set.h.
#include "explorer/visited_set.h"

#include <algorithm>

namespace vmwire::explorer {

VisitedSet::~VisitedSet() { budget_.release(slots_, slots_size_ * sizeof(std::uint64_t)); }

bool VisitedSet::grow(const std::function<bool()>& go_on) {
  constexpr std::uint64_t slots_min = 1024;
  // home() multiplies in 64 bits, hence at most 2^32 slots. Then the load goes beyond 0.8, but
  // kStatesMax leaves a slot in fifteen free.
  constexpr std::uint64_t slots_max = std::uint64_t{1} << 32;
  const std::uint64_t size = std::min(slots_max, std::max(slots_min, slots_size_ / 2 * 3));
  if (size == slots_size_) {
    room_ = kStatesMax;
    return true;
  }
  auto* slots = static_cast<std::uint64_t*>(budget_.acquire_zeroed(size * sizeof(std::uint64_t)));
  if (slots == nullptr) return false;
  for (std::uint64_t from = 0; from < slots_size_; ++from) {
    if ((from & 0xffff) == 0 && !go_on()) {
      budget_.release(slots, size * sizeof(std::uint64_t));
      return false;
    }
    if (slots_[from] == 0) continue;
    std::uint64_t at = home(static_cast<std::uint32_t>(slots_[from] >> 32), size);
    while (slots[at] != 0) {
      if (++at == size) at = 0;
    }
    slots[at] = slots_[from];
  }
  budget_.release(slots_, slots_size_ * sizeof(std::uint64_t));
  slots_ = slots;
  slots_size_ = size;
  room_ = size / 5 * 4;
  return true;
}

}  // namespace vmwire::explorer
