// What: a number on its way into a bit-field: it must fit.
// Source: derived: a mask would hide an overflow, and so a world that nobody meant.
#pragma once

#include "model/core/check.h"

namespace vmwire {

/// The value itself. Needs: it fits into `bits` bits.
template <unsigned bits>
constexpr unsigned fit(unsigned long long value) {
  static_assert(bits < 32);
  VMWIRE_CHECK(value >> bits == 0);
  return static_cast<unsigned>(value);
}

}  // namespace vmwire
