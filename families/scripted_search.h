// What: the definitions of script_search.h.
// For the one file of a family that instantiates them (families/<name>/scripted.cc).
#pragma once

#include <utility>

#include "explorer/engine.h"
#include "families/answer_of.h"
#include "families/script_search.h"
#include "families/scripted.h"
#include "families/starting_in.h"

namespace vmwire::families {

template <class C>
Answer ScriptSearch<C>::search(const Config& config, const Script& script,
                               const explorer::Options& options, const Predicate* goal,
                               family::FamilyModel<F>& reached) {
  using Model = Scripted<C>;
  static_assert(explorer::Model<Model> && explorer::LateModel<Model>);
  Model model(config, script, options.laws, goal != nullptr);
  explorer::Goal<Model> seek;
  if (goal != nullptr) {
    seek = [goal](const typename Model::State& s) { return (*goal)(family::view_of(s.world)); };
  }
  explorer::Result<Model> result = explorer::run(model, options, std::move(seek));
  reached.merge(model.base());
  Answer answer = answer_of(std::move(result), [](const typename Model::State& s) {
    return bytes_of(s.world);
  });
  answer.begun = model.begun();
  return answer;
}

template <class C>
std::uint32_t ScriptSearch<C>::stuck_from(const Config& config, const Script& script,
                                          const World& w, const Progress& progress,
                                          const explorer::Limits& limits) {
  Scripted<C> model(config, script, 0, false);
  StartingIn<Scripted<C>> from(model, {w, progress});
  return stuck_at_the_start(from, limits);
}

}  // namespace vmwire::families
