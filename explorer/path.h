// What: a run of the model, and how one is rebuilt from the stored states.
// Source: Stateright's src/checker/path.rs keeps choices; parent indices are smaller yet.
// Next: replay.h goes the other way, from actions to states.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "explorer/check.h"
#include "explorer/expansion.h"
#include "explorer/late.h"
#include "explorer/model_concept.h"
#include "explorer/options.h"

namespace vmwire::explorer {

/// Each state is raw, as the model made it: actors keep their names from end to end.
template <Model M>
struct Path {
  typename M::State initial;
  std::vector<Transition<M>> steps;

  const typename M::State& last() const { return steps.empty() ? initial : steps.back().state; }
  std::size_t length() const { return steps.size(); }
};

/// Finds, among the successors of a raw state, the first whose normal form is the one wanted.
template <Model M>
class Follow {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  /// A transition as a search takes it: silent steps may come first, and last (late.h).
  struct Found {
    std::vector<Action> before;
    Action action;
    std::vector<Action> after;
    State state;
  };

  Follow(M& model, Reduce reduce)
      : model_(model), reduce_(reduce), scratch_(model.pack_size()) {}

  bool matches(const State& raw, const std::byte* wanted) {
    state_ = raw;
    normalize(model_, reduce_, state_);
    model_.pack(state_, scratch_.data());
    return std::equal(scratch_.begin(), scratch_.end(), wanted);
  }

  /// With a site, the step must also be one of that site: two ways may lead to the same state.
  std::optional<Found> step(const State& before, const std::byte* wanted,
                            std::optional<std::uint32_t> site) {
    struct Sink {
      Follow& follow;
      const State& before;
      const std::byte* wanted;
      std::optional<std::uint32_t> site;
      std::optional<Found> found;

      void transition(Action action, const State& next) { late({}, action, next, {}); }
      void late(std::span<const Action> first, Action action, const State& next,
                std::span<const Action> last) {
        if (found || !follow.matches(next, wanted)) return;
        if (site && follow.model_.site(before, action) != *site) return;
        found = Found{{first.begin(), first.end()}, action, {last.begin(), last.end()}, next};
      }
      void blocked(unsigned, std::uint32_t) {}
    } sink{*this, before, wanted, site, {}};
    successors(model_, reduce_, before, sink);
    return sink.found;
  }

 private:
  M& model_;
  Reduce reduce_;
  State state_{};
  std::vector<std::byte> scratch_;
};

/// Takes a step that the model offers: actions alone, as they stand in a trace.
template <Model M>
void append(M& model, Path<M>& path, const typename M::Action& action) {
  const Expansion<M> expansion = expand(model, path.last());
  const auto step = std::find_if(expansion.steps.begin(), expansion.steps.end(),
                                 [&](const Transition<M>& s) { return s.action == action; });
  EXPLORER_CHECK(step != expansion.steps.end(), "a silent step is not among the successors");
  path.steps.push_back(*step);
}

/// Rebuilds the run behind a chain of stored states, the first of them initial. That a raw
/// successor exists for each stored one is what symmetry promises: if s and t are equal up to
/// names, so are their successors. `site`, if given, is that of the last step. Nothing is returned
/// when `go_on` says false on the way.
template <Model M, class GoOn>
std::optional<Path<M>> concretize(M& model, Reduce reduce,
                                  std::span<const std::vector<std::byte>> chain,
                                  std::optional<std::uint32_t> site, GoOn&& go_on) {
  EXPLORER_CHECK(!chain.empty(), "a path needs an initial state");
  Follow<M> follow(model, reduce);
  std::optional<Path<M>> path;
  model.initial_states([&](const typename M::State& initial) {
    if (!path && follow.matches(initial, chain.front().data())) path = Path<M>{initial, {}};
  });
  EXPLORER_CHECK(path, "initial_states or canonicalize answers differently when asked again");
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (!go_on()) return std::nullopt;
    auto step = follow.step(path->last(), chain[i].data(),
                            i + 1 == chain.size() ? site : std::nullopt);
    EXPLORER_CHECK(step, "no successor fits: successors, canonicalize or site depends on names");
    if (step->before.empty() && step->after.empty()) {
      path->steps.push_back({step->action, step->state});
      continue;
    }
    for (const auto& action : step->before) append(model, *path, action);
    append(model, *path, step->action);
    for (const auto& action : step->after) append(model, *path, action);
    EXPLORER_CHECK(path->last() == step->state, "silent steps lead elsewhere when taken alone");
  }
  return path;
}

}  // namespace vmwire::explorer
