// What: a swap slot: free, in use by one anon, or bad.
// Source: netbsd.md section 1.8.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/netbsd/nouns/ids.h"
#include "model/netbsd/nouns/page.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(SlotPhase, std::uint8_t, free, in_use, bad)
inline constexpr unsigned kSlotPhases = kEnumerators<SlotPhase>;

struct SwapSlot {
  std::uint8_t phase_bits : 2;  ///< free, in use by an anon, or bad
  std::uint8_t owner_bits : 4;  ///< the anon that uses it, or none
  std::uint8_t data_bits : 2;   ///< ghost: whose data it holds
  bool operator==(const SwapSlot&) const = default;

  SlotPhase phase() const { return static_cast<SlotPhase>(phase_bits); }
  AnonId owner() const { return static_cast<AnonId>(owner_bits); }
  Data data() const { return static_cast<Data>(data_bits); }
};
static_assert(sizeof(SwapSlot) == 1);

/// The slot of an anon whose slot went bad: data lost.
inline constexpr SlotId kBadSlot = static_cast<SlotId>(3);

constexpr const char* name(SlotPhase p) {
  switch (p) {
    case SlotPhase::free: return "FREE";
    case SlotPhase::in_use: return "IN_USE";
    case SlotPhase::bad: return "BAD";
  }
  return "?";
}

}  // namespace vmwire::netbsd
