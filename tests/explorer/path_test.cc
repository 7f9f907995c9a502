// What: counterexamples keep names and replay exactly; a replay says where it fails.
#include "explorer/path.h"

#include <gtest/gtest.h>

#include "explorer/bfs.h"
#include "explorer/random_walk.h"
#include "explorer/replay.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/random_protocol.h"
#include "explorer/toy/symmetric_clients.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

template <class Action>
std::span<const Action> all(const std::vector<Action>& actions) {
  return actions;
}

template <Model M>
std::vector<typename M::Action> actions_of(const Path<M>& path) {
  std::vector<typename M::Action> actions;
  for (const auto& step : path.steps) actions.push_back(step.action);
  return actions;
}

TEST(Path, is_a_run_of_the_raw_model) {
  // With three clients crowded, their places in normal form are sorted, and so lose their names;
  // along the path a client that tries goes on trying under the same name.
  toy::SymmetricClients model{{}, 4, 3};
  const auto result = explore(model, {});
  ASSERT_EQ(result.violations.size(), 1u);
  const auto& path = result.violations[0].path;
  std::array<std::uint8_t, kActorsMax> expected{};
  for (const auto& step : path.steps) {
    ++expected[step.action];
    EXPECT_EQ(step.state.at, expected);
  }
}

TEST(Path, goes_through_the_site_of_its_finding) {
  toy::Counter model{{}, 10, 5};
  const auto result = explore(model, all_violations());
  for (const auto& violation : result.violations) {
    ASSERT_FALSE(violation.path.steps.empty());
    EXPECT_EQ(violation.path.steps.back().action, violation.site);
  }
}

TEST(Path, of_random_protocols_replays_exactly) {
  int replayed = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    toy::RandomProtocol model(seed, seed % 2 == 0);
    for (const auto& violation : explore(model, all_violations()).violations) {
      const auto actions = actions_of(violation.path);
      const auto again = replay(model, violation.path.initial, all(actions));
      ASSERT_TRUE(again.complete()) << seed;
      ASSERT_EQ(again.path.last(), violation.path.last()) << seed;
      for (std::size_t i = 0; i < again.path.length(); ++i) {
        ASSERT_EQ(again.path.steps[i].state, violation.path.steps[i].state) << seed;
      }
      ASSERT_EQ(violation.depth, violation.path.length());
      if (violation.depth == 0) continue;
      const auto before = violation.depth == 1 ? violation.path.initial
                                               : (violation.path.steps.end() - 2)->state;
      ASSERT_EQ(model.site(before, actions.back()), violation.site) << seed;
      ++replayed;
    }
  }
  EXPECT_GT(replayed, 400);
}

TEST(Path, stops_when_told) {
  toy::Counter model{{}, 10};
  const std::uint32_t states[] = {0, 2, 4};
  std::vector<std::vector<std::byte>> chain;
  for (const auto& state : states) chain.push_back(packed(model, state));
  EXPECT_TRUE(concretize(model, Reduce::none, chain, {}, [] { return true; }));
  EXPECT_FALSE(concretize(model, Reduce::none, chain, {}, [] { return false; }));
}

using Actions = std::vector<std::uint8_t>;

TEST(Replay, says_which_action_is_not_on_offer_and_what_is) {
  toy::Counter model{{}, 3};
  const auto result = replay(model, 0u, all(Actions{2, 2, 1}));
  EXPECT_FALSE(result.complete());
  EXPECT_EQ(result.refused, std::optional<std::size_t>(1));
  EXPECT_EQ(result.path.last(), 2u);
  EXPECT_EQ(result.on_offer, Actions{1});
}

TEST(Replay, of_nothing_is_the_initial_state) {
  toy::Counter model{{}, 3};
  const auto result = replay(model, 0u, all(Actions{}));
  EXPECT_TRUE(result.complete());
  EXPECT_EQ(result.path.last(), 0u);
  EXPECT_EQ(result.on_offer, (Actions{1, 2}));
}

TEST(Replay, does_not_go_beyond_the_end_of_the_system) {
  toy::Counter model{{}, 10, 2, true};
  const auto result = replay(model, 0u, all(Actions{2, 1}));
  EXPECT_EQ(result.refused, std::optional<std::size_t>(1));
  EXPECT_TRUE(result.on_offer.empty());
}

TEST(RandomWalk, is_repeated_by_its_seed_and_by_replay) {
  toy::RandomProtocol model(12, true);
  std::vector<toy::RandomProtocol::State> seen;
  const auto remember = [&](const auto& state) {
    seen.push_back(state);
    return true;
  };
  const auto walk = random_walk(model, 7, 200, remember);
  ASSERT_FALSE(walk.actions.empty());
  ASSERT_EQ(seen.size(), walk.actions.size() + 1);

  const auto again = random_walk(model, 7, 200, [](const auto&) { return true; });
  EXPECT_EQ(again.actions, walk.actions);
  // An action here decides its successor, so the replay meets the same states.
  const auto replayed = replay(model, walk.initial, all(walk.actions));
  ASSERT_TRUE(replayed.complete());
  for (std::size_t i = 0; i < replayed.path.length(); ++i) {
    EXPECT_EQ(replayed.path.steps[i].state, seen[i + 1]);
  }
}

TEST(RandomWalk, ends_when_the_visitor_has_enough) {
  toy::Counter model{{}, 1000};
  int visits = 0;
  const auto walk = random_walk(model, 1, 1000, [&](std::uint32_t) { return ++visits < 5; });
  EXPECT_EQ(walk.actions.size(), 4u);
}

}  // namespace
}  // namespace vmwire::explorer
