// What: which bytes of a world a size uses.
// Source: derived, see pack.h.
#include "model/family/pack.h"

#include <numeric>

namespace vmwire::family {

void UsedBytes::run(const void* piece, std::size_t n) {
  const auto offset = static_cast<int>(static_cast<const std::byte*>(piece) - first_);
  for (int i = 0; i < static_cast<int>(n); ++i) bytes_.push_back(offset + i);
}

void UsedBytes::close() {
  const std::size_t begin = std::accumulate(parts_.begin(), parts_.end(), std::size_t{0});
  std::sort(bytes_.begin() + static_cast<std::ptrdiff_t>(begin), bytes_.end());
  parts_.push_back(bytes_.size() - begin);
}

std::vector<int> UsedBytes::places(std::size_t world_bytes) const {
  std::vector<int> places(world_bytes, Gather::kNone);
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    places[static_cast<std::size_t>(bytes_[i])] = static_cast<int>(i);
  }
  return places;
}

}  // namespace vmwire::family
