// What: a model that starts in one given state: whether somebody is stuck there.
// For replay: a trace ends in a state, and what can follow it is asked of the model.
#pragma once

#include <cstddef>
#include <cstdint>

#include "explorer/bfs.h"
#include "explorer/model_concept.h"

namespace vmwire::families {

/// The same model, but starting in one given world. For one worker: a copy shares the model.
template <class Model>
class StartingIn {
 public:
  using State = typename Model::State;
  using Action = typename Model::Action;

  StartingIn(Model& model, const State& start) : model_(model), start_(start) {}

  std::size_t pack_size() const { return model_.pack_size(); }
  void pack(const State& w, std::byte* to) const { model_.pack(w, to); }
  void unpack(const std::byte* from, State& w) const { model_.unpack(from, w); }
  template <class Visitor>
  void initial_states(Visitor&& visit) const {
    visit(start_);
  }
  template <class Sink>
  void successors(const State& w, Sink&& sink) {
    model_.successors(w, sink);
  }
  explorer::ActorMap canonicalize(State& w) const { return model_.canonicalize(w); }
  std::uint64_t broken(const State&) const { return 0; }
  bool terminal(const State& w) const { return model_.terminal(w); }
  std::uint32_t site(const State& before, const Action& a) const { return model_.site(before, a); }

 private:
  Model& model_;
  State start_;
};

/// The threads that from the one initial state on never move again, as a mask. Nothing within the
/// limits is an empty mask.
template <class Model>
std::uint32_t stuck_at_the_start(StartingIn<Model>& from, const explorer::Limits& limits) {
  explorer::Options options;
  options.laws = 0;
  options.check_deadlock = false;
  options.all_violations = true;
  options.limits = limits;
  std::uint32_t stuck = 0;
  for (const auto& violation : explorer::explore(from, options).violations) {
    const bool here = violation.path.length() == 0;
    if (violation.kind != explorer::ViolationKind::stuck || !here) continue;
    for (const explorer::Wait& wait : violation.cycle) stuck |= 1u << wait.actor;
  }
  return stuck;
}

}  // namespace vmwire::families
