// What: the waits-for graph of one state, and its cycles.
// Source: Coffman, Elphick, Shoshani, "System Deadlocks" (ACM Surveys 1971), taken with AND-waits:
// an actor moves only when every holder in its mask has let go.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "explorer/model_concept.h"

namespace vmwire::explorer {

/// A blocked actor, and the bit set of those that hold what it waits for.
struct Wait {
  unsigned actor = 0;
  std::uint32_t waits_on = 0;
  bool operator==(const Wait&) const = default;
};

/// Collects the blocked() reports of one state.
class WaitsFor {
 public:
  /// Reported twice, an actor waits for the holders of both.
  void add(unsigned actor, std::uint32_t waits_on);
  void clear() { blocked_ = 0; }

  std::uint8_t blocked() const { return blocked_; }  ///< bit set of the blocked actors
  std::uint32_t waits_on(unsigned actor) const { return on_[actor]; }

  /// The actors that no move of anybody can free: those on a cycle, and those that wait for them.
  /// A holder outside blocked() may still let go, so it condemns nobody.
  std::uint8_t doomed() const;

  /// A shortest cycle through the lowest actor that is on one, in order; empty when none.
  std::vector<Wait> cycle() const;

 private:
  std::uint8_t reach(unsigned from) const;

  std::uint8_t blocked_ = 0;
  std::array<std::uint32_t, kActorsMax> on_{};
};

}  // namespace vmwire::explorer
