// What: applies a list of actions exactly, by asking the model for successors at every step.
// Leaves out: reading traces (they are somebody else's format).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "explorer/expansion.h"
#include "explorer/path.h"

namespace vmwire::explorer {

template <Model M>
struct Replay {
  Path<M> path;  ///< as far as it went
  std::optional<std::size_t> refused;  ///< the first action that was not on offer
  /// What was on offer at that step instead, or after the last action: for a useful message.
  std::vector<typename M::Action> on_offer;

  bool complete() const { return !refused; }
};

/// If the model offers the same action twice in one state, the first is taken.
template <Model M>
Replay<M> replay(M& model, const typename M::State& initial,
                 std::span<const typename M::Action> actions) {
  Replay<M> result{{initial, {}}, {}, {}};
  Expansion<M> expansion = expand(model, initial);
  for (std::size_t i = 0; i < actions.size() && !result.refused; ++i) {
    const auto step = std::find_if(expansion.steps.begin(), expansion.steps.end(),
                                   [&](const Transition<M>& s) { return s.action == actions[i]; });
    if (step == expansion.steps.end()) {
      result.refused = i;
    } else {
      result.path.steps.push_back(*step);
      expansion = expand(model, result.path.last());
    }
  }
  for (const Transition<M>& step : expansion.steps) result.on_offer.push_back(step.action);
  return result;
}

}  // namespace vmwire::explorer
