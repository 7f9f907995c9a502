// What: short spellings for the tests of the explorer.
#pragma once

#include <cstdint>
#include <tuple>

#include "explorer/bfs.h"
#include "tests/counts.h"

namespace vmwire::explorer {

inline Options all_violations() {
  Options options;
  options.all_violations = true;
  return options;
}

inline Options unreduced() {
  Options options;
  options.reduce = Reduce::none;
  return options;
}

/// Kind, law, depth and site of each violation, in order.
template <Model M>
auto keys(const Result<M>& result) {
  std::vector<std::tuple<ViolationKind, unsigned, std::uint32_t, std::uint32_t>> keys;
  for (const auto& v : result.violations) keys.emplace_back(v.kind, v.law, v.depth, v.site);
  return keys;
}

}  // namespace vmwire::explorer
