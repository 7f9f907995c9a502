// What: how the successor generator resolves a step's open outcomes: an odometer over choose().
// Source: derived: TigerBeetle's exhaustigen: a random choice made exhaustive.
#pragma once

#include <cstdint>

namespace vmwire::family {

class Choices {
 public:
  void first() { count_ = depth_ = 0; }
  /// Moves to the next combination of outcomes; false when all have been tried.
  bool next();
  /// One of n; 0 comes first.
  unsigned choose(unsigned n);

 private:
  static constexpr unsigned kDigits = 12;
  std::uint8_t digit_[kDigits] = {}, radix_[kDigits] = {};
  unsigned count_ = 0, depth_ = 0;
};

}  // namespace vmwire::family
