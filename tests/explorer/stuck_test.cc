// What: actors that nothing ever wakes: found, not invented, told apart from deadlock and the end.
#include "explorer/bfs.h"

#include <gtest/gtest.h>

#include "explorer/toy/listed.h"
#include "explorer/toy/lost_wakeup.h"
#include "explorer/toy/plain.h"
#include "explorer/toy/symmetric_clients.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using toy::Listed;
using toy::LostWakeup;
constexpr auto stuck = ViolationKind::stuck;
constexpr auto deadlock = ViolationKind::deadlock;

TEST(Stuck, a_lost_wakeup_though_others_go_on) {
  LostWakeup model;
  for (const Options& options : {Options{}, all_violations()}) {
    const auto result = explore(model, options);
    ASSERT_EQ(keys(result), (decltype(keys(result)){{stuck, 0, 4, LostWakeup::sleep}}));
    EXPECT_EQ(counts(result), (Counts{22, 48, 5}));
    EXPECT_TRUE(result.exhaustive);
    EXPECT_EQ(result.violations[0].cycle, (std::vector<Wait>{{0, 0}}));
    EXPECT_EQ(result.violations[0].path.last().consumer, LostWakeup::State::asleep);
  }
}

TEST(Stuck, nobody_once_it_is_fixed) {
  LostWakeup model{{}, true};
  const auto result = explore(model, {});
  EXPECT_EQ(result.verdict, Verdict::holds);
  EXPECT_TRUE(result.stuck_checked);
  EXPECT_EQ(counts(result), (Counts{20, 46, 4}));
}

TEST(Stuck, waiting_for_a_holder_who_can_go_is_not_stuck) {
  toy::SymmetricClients model{{}, 8};
  EXPECT_EQ(explore(model, {}).verdict, Verdict::holds);
  EXPECT_EQ(explore(model, unreduced()).verdict, Verdict::holds);
}

TEST(Stuck, is_not_judged_by_half_a_search) {
  LostWakeup model;
  Options options;
  options.limits.depth = 5;
  const auto result = explore(model, options);
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.states, 22u);
  EXPECT_FALSE(result.stuck_checked);
  EXPECT_TRUE(result.violations.empty());
}

TEST(Stuck, where_the_only_continuation_ends_the_system_it_is_not) {
  Listed model{{}, {{{}, {1}}, {{{0, 0}}, {2}}, {{{0, 0}}, {}, true}}};
  EXPECT_EQ(explore(model, {}).verdict, Verdict::holds);
  model.rows[2].ends = false;
  EXPECT_EQ(keys(explore(model, {})), (decltype(keys(explore(model, {}))){{stuck, 0, 1, 1}}));
}

TEST(Stuck, a_way_out_over_a_back_edge_is_found_in_a_later_sweep) {
  // 0 -> 1 -> 2 -> 3 -> 1, and 3 -> 4 -> 0: only state 0 wakes the actor.
  const std::vector<Wait> asleep{{0, 0}};
  Listed model{{}, {{{}, {1}}, {asleep, {2}}, {asleep, {3}}, {asleep, {1, 4}}, {asleep, {0}}}};
  EXPECT_EQ(explore(model, {}).verdict, Verdict::holds);
  model.rows[4].next = {4};
  EXPECT_EQ(keys(explore(model, {})), (decltype(keys(explore(model, {}))){{stuck, 0, 1, 1}}));
}

/// Up and down a ladder; the sleeper wakes at its foot only.
struct Ladder : toy::Plain<std::uint32_t> {
  using Action = std::uint32_t;
  std::uint32_t height = 0;
  std::uint64_t expanded = 0;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{0});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    ++expanded;
    if (s > 0) sink.blocked(0, 0);
    if (s < height) sink.transition(s + 1, s + 1);
    if (s > 0) sink.transition(s - 1, s - 1);
  }
  std::uint32_t site(const State&, Action to) const { return to; }
};

TEST(Stuck, a_long_way_back_does_not_take_a_sweep_a_step) {
  Ladder model{{}, 20'000};
  EXPECT_EQ(explore(model, {}).verdict, Verdict::holds);
  EXPECT_LT(model.expanded, 4u * 20'000);
}

TEST(Stuck, the_step_after_which_nothing_helps_is_to_blame) {
  // Asleep from 1 on, and 1 may still go home; it is the step to 2 that seals it.
  const std::vector<Wait> asleep{{0, 0}};
  Listed model{{}, {{{}, {1}}, {asleep, {2, 0}}, {asleep, {3}}, {asleep, {2}}}};
  EXPECT_EQ(keys(explore(model, all_violations())),
            (decltype(keys(explore(model, {}))){{stuck, 0, 2, 2}}));
}

TEST(Stuck, one_more_actor_is_one_more_finding) {
  Listed model{{}, {{{}, {1}}, {{{0, 0}}, {2}}, {{{0, 0}, {1, 0}}, {}}}};
  const auto result = explore(model, all_violations());
  ASSERT_EQ(keys(result), (decltype(keys(result)){{stuck, 0, 1, 1}, {stuck, 0, 2, 2}}));
  EXPECT_EQ(result.violations[1].cycle, (std::vector<Wait>{{0, 0}, {1, 0}}));
}

TEST(Stuck, an_actor_in_a_deadlock_is_not_told_twice_but_a_third_one_is) {
  Listed model{{}, {{{}, {1}}, {{{0, 0b10}, {1, 0b01}, {2, 0}}, {}}}};
  const auto result = explore(model, all_violations());
  ASSERT_EQ(keys(result), (decltype(keys(result)){{deadlock, 0, 1, 1}, {stuck, 0, 1, 1}}));
  EXPECT_EQ(result.violations[0].cycle, (std::vector<Wait>{{0, 0b10}, {1, 0b01}}));
  EXPECT_EQ(result.violations[1].cycle, (std::vector<Wait>{{2, 0}}));
}

/// Two interchangeable sleepers and one bell that wakes the one with a ticket, for ever.
struct Sleepers : toy::Plain<std::array<std::uint8_t, 2>> {
  using Action = std::uint8_t;
  enum : std::uint8_t { fresh, favoured, asleep, favoured_asleep };

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{fresh, favoured});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (Action a = 0; a < 2; ++a) {
      State next = s;
      if (s[a] == asleep) sink.blocked(a, 0);
      if (s[a] == favoured_asleep) sink.blocked(a, 0);
      if (s[a] == fresh || s[a] == favoured) {
        next[a] = static_cast<std::uint8_t>(s[a] + 2);
        sink.transition(a, next);
      } else if (s[a] == favoured_asleep) {
        next[a] = favoured;
        sink.transition(7, next);  // the bell, not the sleeper
      }
    }
  }
  ActorMap canonicalize(State& s) const {
    ActorMap renamed = identity_map();
    if (s[0] <= s[1]) return renamed;
    std::swap(s[0], s[1]);
    std::swap(renamed[0], renamed[1]);
    return renamed;
  }
  std::uint32_t site(const State& s, Action a) const { return a < 2 ? s[a] : 9u; }
};

TEST(Stuck, renaming_does_not_lend_one_sleeper_the_wakeup_of_another) {
  Sleepers model;
  for (const Options& options : {Options{}, unreduced()}) {
    const auto result = explore(model, options);
    ASSERT_EQ(keys(result), (decltype(keys(result)){{stuck, 0, 1, Sleepers::fresh}}));
    EXPECT_EQ(result.violations[0].cycle, (std::vector<Wait>{{0, 0}})) << "by its own name";
  }
}

}  // namespace
}  // namespace vmwire::explorer
