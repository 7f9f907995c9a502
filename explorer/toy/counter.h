// What: counts up to a limit, by one or by two.
// limit + 1 states, 2 * limit - 1 transitions, depth ceil(limit / 2).
// Law 0: never `forbidden`, first broken at depth ceil(forbidden / 2). Law 1: never above it.
#pragma once

#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct Counter : Plain<std::uint32_t> {
  using Action = std::uint8_t;  ///< how much is added; also the site

  std::uint32_t limit = 10;
  std::uint32_t forbidden = 0xffffffff;
  bool ends_there = false;  ///< the forbidden state is terminal

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{0});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (Action by = 1; by <= 2; ++by) {
      if (s + by <= limit) sink.transition(by, s + by);
    }
  }
  std::uint64_t broken(const State& s) const {
    return (s == forbidden ? 1u : 0u) | (s > forbidden ? 2u : 0u);
  }
  bool terminal(const State& s) const { return ends_there && s == forbidden; }
  unsigned distance(const State& s) const { return s < forbidden ? forbidden - s : 0; }
  std::uint32_t site(const State&, Action by) const { return by; }
};
static_assert(Model<Counter>);

}  // namespace vmwire::explorer::toy
