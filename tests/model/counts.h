// What: the counts of a search as one comparable value.
// Source: derived: tests/explorer has the same for toy models.
#pragma once

#include <cstdint>
#include <ostream>

namespace vmwire::netbsd {

struct Counts {
  std::uint64_t states, transitions;
  std::uint32_t depth;
  bool operator==(const Counts&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Counts& c) {
  return out << "{states " << c.states << ", transitions " << c.transitions << ", depth "
             << c.depth << "}";
}

/// Of the search, or of its referee.
template <class Result>
Counts counts(const Result& result) {
  return {result.states, result.transitions, result.depth};
}

}  // namespace vmwire::netbsd
