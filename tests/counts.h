// What: the counts of a search, or of its referee, as one comparable value.
#pragma once

#include <cstdint>
#include <ostream>

namespace vmwire {

struct Counts {
  std::uint64_t states, transitions;
  std::uint32_t depth;
  bool operator==(const Counts&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Counts& c) {
  return out << "{states " << c.states << ", transitions " << c.transitions << ", depth "
             << c.depth << "}";
}

template <class Result>
Counts counts(const Result& result) {
  return {result.states, result.transitions, result.depth};
}

}  // namespace vmwire
