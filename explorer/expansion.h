// What: one state's successors and blocked actors as plain lists, and normal forms.
// The search itself (bfs.h) takes them as they come, without lists.
#pragma once

#include <vector>

#include "explorer/model_concept.h"
#include "explorer/options.h"
#include "explorer/waits_for.h"

namespace vmwire::explorer {

/// A step that a model offers, and where it leads.
template <Model M>
struct Transition {
  typename M::Action action;
  typename M::State state;  ///< after the action
};

template <Model M>
struct Expansion {
  std::vector<Transition<M>> steps;
  WaitsFor waits;

  void transition(typename M::Action action, const typename M::State& next) {
    steps.push_back({action, next});
  }
  void blocked(unsigned actor, std::uint32_t waits_on) { waits.add(actor, waits_on); }
};

/// A terminal state has no successors, and nobody in it is blocked.
template <Model M>
Expansion<M> expand(M& model, const typename M::State& state) {
  Expansion<M> expansion;
  if (!model.terminal(state)) model.successors(state, expansion);
  return expansion;
}

/// Brings a state into the form in which it is stored.
template <Model M>
ActorMap normalize(const M& model, Reduce reduce, typename M::State& state) {
  return by_symmetry(reduce) ? model.canonicalize(state) : identity_map();
}

template <Model M>
std::vector<std::byte> packed(const M& model, const typename M::State& state) {
  std::vector<std::byte> bytes(model.pack_size());
  model.pack(state, bytes.data());
  return bytes;
}

}  // namespace vmwire::explorer
