// What: a consumer looks for an item, finds none, sleeps; a producer makes it and wakes sleepers.
// If another can come between "look" and "sleep", the wakeup is lost: stuck at depth 4, though a
// clock goes on ticking. Fixed: it looks again as it goes to sleep, and nobody is ever stuck.
// States, transitions, depth: 22, 48, 5; fixed: 20, 46, 4.
#pragma once

#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct LostWakeupState {
  enum : std::uint8_t { looking, found_none, asleep, done };
  std::uint8_t consumer;
  std::uint8_t producer;  ///< 0 nothing made, 1 item is there, 2 has woken whoever slept
  std::uint8_t tick;
  bool operator==(const LostWakeupState&) const = default;
};

struct LostWakeup : Plain<LostWakeupState> {
  enum Action : std::uint8_t { look, sleep, make, wake, tick };

  bool fixed = false;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    State next = s;
    if (s.consumer == State::looking) {
      next.consumer = s.producer > 0 ? State::done : State::found_none;
      sink.transition(look, next);
    } else if (s.consumer == State::found_none) {
      next.consumer = fixed && s.producer > 0 ? State::looking : State::asleep;
      sink.transition(sleep, next);
    } else if (s.consumer == State::asleep) {
      sink.blocked(0, 0);
    }
    next = s;
    ++next.producer;
    if (s.producer == 0) sink.transition(make, next);
    if (s.producer == 1) {
      if (s.consumer == State::asleep) next.consumer = State::looking;
      sink.transition(wake, next);
    }
    next = s;
    next.tick ^= 1;
    sink.transition(tick, next);
  }
  std::uint32_t site(const State&, Action action) const { return action; }
};
static_assert(Model<LostWakeup>);

}  // namespace vmwire::explorer::toy
