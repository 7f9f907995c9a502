// What: counts of a search as one comparable value, and short spellings for the tests.
// Source: derived.
#pragma once

#include <cstdint>
#include <ostream>
#include <tuple>

#include "explorer/bfs.h"

namespace vmwire::explorer {

struct Counts {
  std::uint64_t states, transitions;
  std::uint32_t depth;
  bool operator==(const Counts&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Counts& c) {
  return out << "{states " << c.states << ", transitions " << c.transitions << ", depth "
             << c.depth << "}";
}

template <class R>
Counts counts(const R& result) {
  return {result.states, result.transitions, result.depth};
}

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
