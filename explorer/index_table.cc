// What: how large the segments of the index table are.
#include "explorer/index_table.h"

#include <algorithm>
#include <cmath>

namespace vmwire::explorer {

IndexTable::~IndexTable() {
  for (Segment& segment : segments_) {
    budget_.release(segment.line, segment.lines * sizeof(Line));
  }
}

std::uint64_t IndexTable::next_lines(const Segment& segment) const {
  constexpr double kGrowth = 1.3, kFirst = 2;
  // Segment s has the sizes kFirst * kGrowth ^ (n + s / kSegments), n = 0, 1, ...
  const auto number = static_cast<double>(&segment - segments_.data());
  double lines = kFirst * std::pow(kGrowth, number / kSegments);
  while (static_cast<std::uint64_t>(lines) <= segment.lines) lines *= kGrowth;
  return static_cast<std::uint64_t>(lines);
}

}  // namespace vmwire::explorer
