// What: what the explorer asks of a model; nothing else of a model is known here.
// Source: Stateright's Model (src/lib.rs), with blocked actors and renaming added.
// Leaves out: liveness under fairness; "stuck" (stuck.h) is the only property of that kind.
// Next: bfs.h; toy/ has models of twenty lines.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace vmwire::explorer {

/// Actors are what can be blocked: threads, processes, clients.
inline constexpr unsigned kActorsMax = 8;

/// How canonicalize renamed the actors: old index -> new index; a permutation.
using ActorMap = std::array<std::uint8_t, kActorsMax>;

constexpr ActorMap identity_map() {
  ActorMap map{};
  for (unsigned a = 0; a < kActorsMax; ++a) map[a] = static_cast<std::uint8_t>(a);
  return map;
}

namespace archetype {

template <class State>
struct Visitor {
  void operator()(const State&) {}
};

/// What a model talks to while it lists the successors of a state.
template <class Action, class State>
struct Sink {
  /// One transition on offer. `next` is raw: the engine canonicalizes it.
  void transition(Action, const State& /*next*/) {}
  /// An actor in the middle of something that cannot move in this state. `waits_on` is the bit
  /// set of the actors that hold what it waits for; 0: it waits for a resource or an event.
  void blocked(unsigned /*actor*/, std::uint32_t /*waits_on*/) {}
};

}  // namespace archetype

/// A state graph with laws, generated on demand.
///
///   pack_size, pack, unpack   a state as bytes: fixed size for a run, injective, round trip
///   initial_states, successors   in a fixed order, the same at every call: a counterexample is
///                                rebuilt by asking again. Not const: a model may keep coverage,
///                                and states are expanded more than once (path.h, stuck.h)
///   canonicalize   in place and idempotent; two states that differ by a renaming only must
///                  become equal, and successors, broken, terminal must not see the names
///   broken         bit i: law i does not hold in this state
///   terminal       the system has ended here: no successors, and nobody counts as blocked
///   site           which operation and step a transition is, for telling findings apart;
///                  must not depend on names
template <class M>
concept Model =
    std::is_trivially_copyable_v<typename M::State> &&
    std::is_trivially_copyable_v<typename M::Action> &&
    std::equality_comparable<typename M::State> && std::totally_ordered<typename M::Action> &&
    sizeof(typename M::Action) <= 8 &&
    requires(M& model, const M& constant, typename M::State& state,
             const typename M::State& before, typename M::Action action, std::byte* to,
             const std::byte* from, archetype::Visitor<typename M::State>& visitor,
             archetype::Sink<typename M::Action, typename M::State>& sink) {
      { constant.pack_size() } -> std::convertible_to<std::size_t>;
      constant.pack(before, to);
      constant.unpack(from, state);
      model.initial_states(visitor);
      model.successors(before, sink);
      { constant.canonicalize(state) } -> std::same_as<ActorMap>;
      { constant.broken(before) } -> std::same_as<std::uint64_t>;
      { constant.terminal(before) } -> std::same_as<bool>;
      { constant.site(before, action) } -> std::same_as<std::uint32_t>;
    };

}  // namespace vmwire::explorer
