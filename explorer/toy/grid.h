// What: a walk over a board, to the right or up: many states that have little to them.
// width * height states, 2 * width * height - width - height transitions, depth width + height - 2.
// For measuring the search itself: a hypercube (hypercube.h) has ten times the successors, nearly
// all of them known.
#pragma once

#include <cstdint>

#include "explorer/model_concept.h"
#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct GridState {
  std::uint16_t x, y;
  bool operator==(const GridState&) const = default;
};

struct Grid : Plain<GridState> {
  using Action = std::uint8_t;  ///< 0: to the right, 1: up; also the site

  std::uint16_t width = 4, height = 3;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    if (s.x + 1 < width) sink.transition(0, State{static_cast<std::uint16_t>(s.x + 1), s.y});
    if (s.y + 1 < height) sink.transition(1, State{s.x, static_cast<std::uint16_t>(s.y + 1)});
  }
  std::uint32_t site(const State&, Action action) const { return action; }
};
static_assert(Model<Grid>);

}  // namespace vmwire::explorer::toy
