// What: states are numbers; who is blocked where, and what follows what, is listed.
// Begins in state 0; without rows it has no state at all.
#pragma once

#include <cstdint>
#include <vector>

#include "explorer/toy/plain.h"
#include "explorer/waits_for.h"

namespace vmwire::explorer::toy {

struct Listed : Plain<std::uint8_t> {
  using Action = std::uint8_t;  ///< the state gone to

  struct Row {
    std::vector<Wait> waits;
    std::vector<State> next;
    bool ends = false;
    std::uint64_t broken = 0;  ///< laws, as a mask
  };
  std::vector<Row> rows;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    if (!rows.empty()) visit(State{0});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (const Wait& wait : rows[s].waits) sink.blocked(wait.actor, wait.waits_on);
    for (const State next : rows[s].next) sink.transition(next, next);
  }
  std::uint64_t broken(const State& s) const { return rows[s].broken; }
  bool terminal(const State& s) const { return rows[s].ends; }
  std::uint32_t site(const State&, Action to) const { return to; }
};
static_assert(Model<Listed>);

}  // namespace vmwire::explorer::toy
