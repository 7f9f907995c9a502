// What: the slow, obvious explorer: sets of packed states, level by level; the referee of bfs.h.
// Source: a second implementation that shares only the model and normal forms.
// Leaves out: speed, limits, paths.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/model_concept.h"

namespace vmwire::explorer {

struct Reachable {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  std::array<std::optional<std::uint32_t>, 64> law_depth;  ///< shortest way to break each law
  std::optional<std::uint32_t> deadlock_depth;
};

/// Is there a way from actor `from` over at least one edge to `to`, among the blocked?
inline bool waits_for(const WaitsFor& waits, unsigned from, unsigned to, std::uint32_t seen = 0) {
  for (unsigned a = 0; a < kActorsMax; ++a) {
    const bool edge = (waits.waits_on(from) >> a & 1) != 0 && (waits.blocked() >> a & 1) != 0;
    if (!edge || (seen >> a & 1) != 0) continue;
    if (a == to || waits_for(waits, a, to, seen | 1u << a)) return true;
  }
  return false;
}

inline bool deadlocked(const WaitsFor& waits) {
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((waits.blocked() >> a & 1) != 0 && waits_for(waits, a, a)) return true;
  }
  return false;
}

/// Calls visit(state, expansion, depth) for each reachable state in normal form.
template <Model M, class Visit>
void for_each_reachable(M& model, Reduce reduce, std::vector<typename M::State> level,
                        Visit&& visit) {
  std::set<std::vector<std::byte>> seen;
  for (std::uint32_t depth = 0; !level.empty(); ++depth) {
    std::vector<typename M::State> next_level;
    for (typename M::State state : level) {
      normalize(model, reduce, state);
      if (!seen.insert(packed(model, state)).second) continue;
      const Expansion<M> expansion = expand(model, state);
      visit(state, expansion, depth);
      for (const Transition<M>& step : expansion.steps) next_level.push_back(step.state);
    }
    level = next_level;
  }
}

template <Model M>
std::vector<typename M::State> initial_states_of(M& model) {
  std::vector<typename M::State> initial;
  model.initial_states([&](const typename M::State& state) { initial.push_back(state); });
  return initial;
}

template <Model M>
Reachable reachable(M& model, Reduce reduce) {
  Reachable result;
  for_each_reachable(model, reduce, initial_states_of(model),
                     [&](const typename M::State& state, const Expansion<M>& expansion,
                         std::uint32_t depth) {
                       ++result.states;
                       result.transitions += expansion.steps.size();
                       result.depth = depth;
                       const std::uint64_t broken = model.broken(state);
                       for (unsigned law = 0; law < 64; ++law) {
                         auto& shortest = result.law_depth[law];
                         if ((broken >> law & 1) != 0 && !shortest) shortest = depth;
                       }
                       if (!result.deadlock_depth && deadlocked(expansion.waits)) {
                         result.deadlock_depth = depth;
                       }
                     });
  return result;
}

/// The shortest way to a state in which some actor is blocked and stays so in every raw
/// continuation; one whole search for each blocked actor of each state, so for tiny models only.
/// As in stuck.h, an end of the system or a deadlock counts as moving again.
template <Model M>
std::optional<std::uint32_t> stuck_depth(M& model) {
  const auto moves = [&](const typename M::State& state, const WaitsFor& waits, unsigned actor) {
    return model.terminal(state) || (waits.blocked() >> actor & 1) == 0 ||
           (waits.doomed() >> actor & 1) != 0;
  };
  const auto ever_moves = [&](const typename M::State& from, unsigned actor) {
    bool found = false;
    for_each_reachable(model, Reduce::none, {from},
                       [&](const typename M::State& state, const Expansion<M>& expansion,
                           std::uint32_t) { found |= moves(state, expansion.waits, actor); });
    return found;
  };
  std::optional<std::uint32_t> shortest;
  for_each_reachable(model, Reduce::none, initial_states_of(model),
                     [&](const typename M::State& state, const Expansion<M>& expansion,
                         std::uint32_t depth) {
                       for (unsigned a = 0; a < kActorsMax && !shortest; ++a) {
                         if ((expansion.waits.blocked() >> a & 1) == 0) continue;
                         if (!ever_moves(state, a)) shortest = depth;
                       }
                     });
  return shortest;
}

}  // namespace vmwire::explorer
