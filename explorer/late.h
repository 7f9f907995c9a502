// What: silent steps as late as possible: a partial order reduction for steps of the environment.
// Source: postponing independent invisible actions, as with persistent sets (Godefroid, LNCS 1032,
// 1996); the argument, and what a model must guarantee: docs/internals/reductions.md.
// Next: model/family/late.h, what is silent in families of models.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

#include "explorer/model_concept.h"
#include "explorer/options.h"

namespace vmwire::explorer {

namespace archetype {

template <class Action, class State>
struct LateSink : Sink<Action, State> {
  /// A transition that needs silent steps: first those of `before`, in order, then `action`, then
  /// those of `after`. Each is a step that `successors` offers, too.
  void late(std::span<const Action> /*before*/, Action, const State& /*next*/,
            std::span<const Action> /*after*/) {}
};
template <class Action, class State>
struct LateVisitor {
  void operator()(std::span<const Action>, const State&) {}
};

}  // namespace archetype

/// A model some of whose steps are silent, and which can postpone them.
///
///   late_successors(state, sink)   each transition that is not silent, at once or after such
///                                  silent steps as change what it does. It may also say
///                                  late_waits(steps, waits): who would be blocked once these
///                                  silent steps were taken
///   late_states(state, visit)      every state that silent steps alone lead to and that a law
///                                  could tell from the state itself; with the steps, in order
template <class M>
concept LateModel =
    Model<M> &&
    requires(M& model, const typename M::State& state,
             archetype::LateSink<typename M::Action, typename M::State>& sink,
             archetype::LateVisitor<typename M::Action, typename M::State>& visit) {
      model.late_successors(state, sink);
      model.late_states(state, visit);
    };

/// The successors as a search is to see them. Needs: that the model can do what is asked for.
template <Model M, class Sink>
void successors(M& model, Reduce reduce, const typename M::State& state, Sink&& sink) {
  if constexpr (LateModel<M>) {
    if (by_order(reduce)) return model.late_successors(state, sink);
  }
  model.successors(state, sink);
}

/// The laws that are broken in a state, or would be if some silent steps happened now.
template <Model M>
std::uint64_t broken_now_or_late(M& model, Reduce reduce, const typename M::State& state) {
  std::uint64_t laws = model.broken(state);
  if constexpr (LateModel<M>) {
    if (!by_order(reduce)) return laws;
    model.late_states(state, [&](std::span<const typename M::Action>,
                                 const typename M::State& later) { laws |= model.broken(later); });
  }
  return laws;
}

}  // namespace vmwire::explorer
