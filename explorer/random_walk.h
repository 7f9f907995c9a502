// What: one random run of a model, repeatable from its seed.
// Leaves out: bias towards anything; each successor is as likely as the next.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "explorer/check.h"
#include "explorer/expansion.h"
#include "explorer/model_concept.h"

namespace vmwire::explorer {

/// What was walked; replay() repeats it.
template <Model M>
struct Walk {
  typename M::State initial;
  std::vector<typename M::Action> actions;
};

/// Calls visit(const State&) -> bool at the initial state and after each step; false ends the walk,
/// and so does a state without successors. States are raw.
template <Model M, class Visit>
Walk<M> random_walk(M& model, std::uint64_t seed, std::size_t steps_max, Visit&& visit) {
  std::mt19937_64 random(seed);
  std::vector<typename M::State> initial;
  model.initial_states([&](const typename M::State& state) { initial.push_back(state); });
  EXPLORER_CHECK(!initial.empty(), "a model has no initial state");
  // Modulo is biased by less than 2^-32 here, and gives the same walk on every system, which
  // std::uniform_int_distribution does not promise.
  Walk<M> walk{initial[random() % initial.size()], {}};
  typename M::State state = walk.initial;
  bool on = visit(state);
  while (on && walk.actions.size() < steps_max) {
    const Expansion<M> expansion = expand(model, state);
    if (expansion.steps.empty()) break;
    const Transition<M>& step = expansion.steps[random() % expansion.steps.size()];
    walk.actions.push_back(step.action);
    state = step.state;
    on = visit(state);
  }
  return walk;
}

}  // namespace vmwire::explorer
