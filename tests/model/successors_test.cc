// What: successors are a function of the world: asked again the same, in the same order, and none
// of their doings shows in the world that was asked.
// explorer/model_concept.h says what a model promises.

#include <set>
#include <span>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/random_walk.h"
#include "explorer/replay.h"
#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using explorer::random_walk;
using family::Action;
using family::Taken;
using Expansion = explorer::Expansion<Model>;

bool same(const Expansion& a, const Expansion& b) {
  if (a.steps.size() != b.steps.size() || a.waits.blocked() != b.waits.blocked()) return false;
  for (std::size_t i = 0; i < a.steps.size(); ++i) {
    if (a.steps[i].action != b.steps[i].action || !(a.steps[i].state == b.steps[i].state)) {
      return false;
    }
  }
  for (unsigned t = 0; t < 8; ++t) {
    if (a.waits.waits_on(t) != b.waits.waits_on(t) && (a.waits.blocked() >> t & 1)) return false;
  }
  return true;
}

RC_GTEST_PROP(Successors, are_a_function_of_the_world, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config), other(run.config);
  for (const World& w : worlds_of(model, run)) {
    const World before = w;
    const Expansion first = explorer::expand(model, w);
    RC_ASSERT(w == before);
    RC_ASSERT(same(first, explorer::expand(model, w)));
    RC_ASSERT(same(first, explorer::expand(other, w)));  // without the first one's past
    RC_ASSERT(w == before);
  }
}

/// A list of actions is a whole run: nothing but them tells successors apart.
RC_GTEST_PROP(Successors, differ_in_their_actions, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    const Expansion all = explorer::expand(model, w);
    for (std::size_t i = 1; i < all.steps.size(); ++i) {
      RC_ASSERT(all.steps[i - 1].action != all.steps[i].action);
    }
    std::set<Action> actions;
    for (const auto& step : all.steps) RC_ASSERT(actions.insert(step.action).second);
  }
}

RC_GTEST_PROP(Successors, can_be_taken_one_by_one, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    for (const auto& step : explorer::expand(model, w).steps) {
      World after{};
      Taken taken;
      RC_ASSERT(model.take(w, step.action, after, taken));
      RC_ASSERT(after == step.state);
      RC_ASSERT(taken.action == step.action);
      for (const Mark* mark : taken.marks) RC_ASSERT(mark->number < NetBsd::marks().size());
      // Names for people exist for all that can happen.
      RC_ASSERT(model.actor_name(step.action.actor) != "?");
      RC_ASSERT(!model.action_text(w, step.action).empty());
    }
    Action absent;
    absent.actor = 7;
    World after{};
    Taken taken;
    RC_ASSERT(!model.take(w, absent, after, taken));
  }
}

/// The threads of waits() are the blocked ones, with the same holders.
RC_GTEST_PROP(Successors, agree_with_waits_on_who_is_blocked, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    explorer::WaitsFor told;
    for (const family::Blocked& b : model.waits(w)) told.add(b.thread, b.holders);
    const explorer::WaitsFor known = explorer::expand(model, w).waits;
    RC_ASSERT(told.blocked() == known.blocked());
    for (unsigned t = 0; t < 8; ++t) {
      if (told.blocked() >> t & 1) RC_ASSERT(told.waits_on(t) == known.waits_on(t));
    }
  }
}

RC_GTEST_PROP(Replay, of_a_walk_is_exact, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  std::vector<World> worlds;
  const auto walk = random_walk(model, run.seed, run.steps, [&](const World& w) {
    worlds.push_back(w);
    return true;
  });
  const auto replay = explorer::replay(model, walk.initial,
                                       std::span<const Action>(walk.actions));
  RC_ASSERT(replay.complete());
  RC_ASSERT(replay.path.initial == worlds.front());
  RC_ASSERT(replay.path.length() + 1 == worlds.size());
  for (std::size_t i = 1; i < worlds.size(); ++i) {
    RC_ASSERT(replay.path.steps[i - 1].state == worlds[i]);
  }
}

}  // namespace
}  // namespace vmwire::netbsd
