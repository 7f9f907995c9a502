// What: the words of a described enum, in its order.
// Source: derived: Boost.Describe keeps what the declaration says, so that nothing says it twice.
#pragma once

#include <vector>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

namespace vmwire::family {

/// Needs: the enumerators count up from 0.
template <class Enum>
std::vector<const char*> words_of() {
  std::vector<const char*> words;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
      [&](auto enumerator) { words.push_back(enumerator.name); });
  return words;
}

}  // namespace vmwire::family
