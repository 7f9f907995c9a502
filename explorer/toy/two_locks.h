// What: two actors take two locks, then drop both; in opposite orders, or in one order.
// Source: the textbook's AB-BA. Opposite: 13 states, 14 transitions, depth 6, deadlock at depth 2
// (0 waits for 1 waits for 0). One order: 12 states, 12 transitions, depth 6, no deadlock.
// A bystander who can always move doubles the states and hides nothing.
#pragma once

#include <compare>

#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct TwoLocksState {
  std::uint8_t held[2];  ///< by actor: 0 nothing yet, 1 the first, 2 both, 3 done with both
  std::uint8_t beat;     ///< of the bystander
  bool operator==(const TwoLocksState&) const = default;
};

struct TwoLocks : Plain<TwoLocksState> {
  using Action = std::uint8_t;  ///< who moves; 2 is the bystander

  bool same_order = false;
  bool bystander = false;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{});
  }

  /// Does `actor` hold the lock which `other` takes as its first (0) or second (1)?
  bool holds(const State& s, unsigned actor, unsigned nth_of_other) const {
    const unsigned nth = same_order ? nth_of_other : 1 - nth_of_other;
    return s.held[actor] == 2 || (s.held[actor] == 1 && nth == 0);
  }

  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (Action actor = 0; actor < 2; ++actor) {
      if (s.held[actor] == 3) continue;
      if (s.held[actor] < 2 && holds(s, 1u - actor, s.held[actor])) {
        sink.blocked(actor, 1u << (1 - actor));
        continue;
      }
      State next = s;
      ++next.held[actor];
      sink.transition(actor, next);
    }
    if (bystander) {
      State next = s;
      next.beat ^= 1;
      sink.transition(2, next);
    }
  }
  std::uint32_t site(const State& before, Action actor) const {
    return actor < 2 ? before.held[actor] : 9u;
  }
};
static_assert(Model<TwoLocks>);

}  // namespace vmwire::explorer::toy
