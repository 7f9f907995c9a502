// What: from what an engine found to what any family answers: worlds become bytes.
// For model_of.h and scripted_search.h.
#pragma once

#include <utility>

#include "explorer/stats.h"
#include "families/any_model.h"

namespace vmwire::families {

template <class World>
AnyWorld bytes_of(const World& w) {
  const WorldView view = family::view_of(w);
  return {view.begin(), view.end()};
}

template <class Path, class ToBytes>
Run run_of(const Path& path, ToBytes&& bytes) {
  Run run{bytes(path.initial), {}};
  for (const auto& step : path.steps) run.steps.push_back({step.action, bytes(step.state)});
  return run;
}

/// bytes(state): the world that a state of the model has in it.
template <class Result, class ToBytes>
Answer answer_of(Result result, ToBytes&& bytes) {
  Answer answer;
  static_cast<explorer::Figures&>(answer) = result;
  for (auto& v : result.violations) {
    answer.violations.push_back(
        {v.kind, v.law, v.depth, run_of(v.path, bytes), std::move(v.cycle)});
  }
  if (result.witness) answer.witness = run_of(*result.witness, bytes);
  return answer;
}

}  // namespace vmwire::families
