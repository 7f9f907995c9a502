// What: one entrance to all searches: which one, Options::order says.
// Next: bfs.h, dfs.h, guided.h, random_search.h; docs/internals/searches.md.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "explorer/bfs.h"
#include "explorer/check.h"
#include "explorer/dfs.h"
#include "explorer/goal.h"
#include "explorer/guided.h"
#include "explorer/late.h"
#include "explorer/options.h"
#include "explorer/random_search.h"

namespace vmwire::explorer {

/// Why these options cannot be honoured together, and what to do, in one line; empty: they can.
std::string complaint(const Options& options, Task task = Task::check);

/// As above, and whether the model has what they need.
template <Model M>
std::string complaint(const M&, const Options& options, Task task = Task::check) {
  if (options.order == Order::guided && !GuidedModel<M>) {
    return "this model has no distance to guide a search: search breadth-first or depth-first";
  }
  if (by_order(options.reduce) && !LateModel<M>) {
    return "this model has no silent steps to postpone: leave out the partial order reduction";
  }
  return complaint(options, task);
}

/// With a goal it seeks, else it checks. Needs: no complaint.
template <Model M>
Result<M> run(M& model, const Options& options, Goal<std::type_identity_t<M>> goal = {}) {
  const std::string wrong = complaint(model, options, goal ? Task::seek : Task::check);
  EXPLORER_CHECK(wrong.empty(), "complaint() was not asked, or not heeded");
  switch (options.order) {
    case Order::depth: return depth_first(model, options, std::move(goal));
    case Order::random: return random_search(model, options, std::move(goal));
    case Order::guided:
      if constexpr (GuidedModel<M>) return guided(model, options, std::move(goal));
      break;
    case Order::breadth: break;
  }
  return goal ? reach(model, std::move(goal), options) : explore(model, options);
}

}  // namespace vmwire::explorer
