// What: the search on toy models: pinned counts, laws, deadlocks, goals, the same twice.
// The counts stand with their argument in each toy's header.
#include "explorer/bfs.h"

#include <gtest/gtest.h>

#include "explorer/toy/counter.h"
#include "explorer/toy/hypercube.h"
#include "explorer/toy/listed.h"
#include "explorer/toy/plain.h"
#include "explorer/toy/symmetric_clients.h"
#include "explorer/toy/two_locks.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using toy::Counter;
using toy::Hypercube;
using toy::Listed;
using toy::SymmetricClients;
using toy::TwoLocks;
constexpr auto law = ViolationKind::law;
constexpr auto deadlock = ViolationKind::deadlock;

TEST(Counts, counter) {
  Counter model{{}, 10};
  const auto result = explore(model, {});
  EXPECT_EQ(counts(result), (Counts{11, 19, 5}));
  EXPECT_EQ(result.verdict, Verdict::holds);
  EXPECT_EQ(result.limit, Limit::none);
  EXPECT_TRUE(result.exhaustive);
  EXPECT_TRUE(result.stuck_checked);
  EXPECT_EQ(result.expanded, 11u);
  EXPECT_GT(result.store_bytes, 0u);
  EXPECT_GT(result.peak_rss_bytes, 0u);
}

TEST(Counts, hypercube) {
  Hypercube model{16, 40};
  const auto result = explore(model, {});
  EXPECT_EQ(counts(result), (Counts{1u << 16, 16u << 16, 16}));
}

TEST(Counts, symmetric_clients_raw_and_up_to_renaming) {
  for (unsigned n = 1; n <= 8; ++n) {
    SymmetricClients model{{}, n};
    const auto half = 1u << (n - 1);
    EXPECT_EQ(explore(model, unreduced()).states, 2 * half + n * half) << n;
    EXPECT_EQ(explore(model, {}).states, 2 * n + 1) << n;
    EXPECT_EQ(explore(model, {}).depth, n + 1) << n;
  }
}

/// A model with nothing in it is a mistake of its author, but not ours to crash on.
TEST(Counts, a_model_without_states) {
  Listed model;
  EXPECT_EQ(counts(explore(model, {})), (Counts{0, 0, 0}));
}

TEST(Laws, default_mode_stops_at_the_first) {
  Counter model{{}, 10, 5};
  const auto result = explore(model, {});
  EXPECT_EQ(result.verdict, Verdict::violated);
  EXPECT_FALSE(result.exhaustive);
  EXPECT_FALSE(result.stuck_checked);
  EXPECT_EQ(keys(result), (decltype(keys(result)){{law, 0, 3, 2}}));
  EXPECT_EQ(result.violations[0].path.last(), 5u);
  EXPECT_EQ(counts(result), (Counts{6, 8, 3}));
  EXPECT_EQ(result.expanded, 3u) << "the fourth was cut short";
}

TEST(Laws, in_an_initial_state) {
  Counter model{{}, 10, 0};
  const auto result = explore(model, {});
  EXPECT_EQ(keys(result), (decltype(keys(result)){{law, 0, 0, kNoSite}}));
  EXPECT_EQ(result.violations[0].path.length(), 0u);
}

TEST(Laws, all_violations_has_one_for_each_law_and_site_and_goes_on) {
  Counter model{{}, 10, 5};
  const auto result = explore(model, all_violations());
  EXPECT_EQ(counts(result), (Counts{11, 19, 5}));
  EXPECT_TRUE(result.exhaustive);
  EXPECT_EQ(result.verdict, Verdict::violated);
  // 5 is found from 3 by two; that 4 gets there too, by one, is another site of the same law.
  EXPECT_EQ(keys(result), (decltype(keys(result)){
                              {law, 0, 3, 2}, {law, 0, 3, 1}, {law, 1, 3, 2}, {law, 1, 4, 1}}));
}

TEST(Laws, a_terminal_state_has_no_successors) {
  Counter model{{}, 10, 5, true};
  const auto result = explore(model, all_violations());
  EXPECT_EQ(counts(result), (Counts{11, 17, 5}));
}

TEST(Laws, those_not_asked_for_are_not_looked_at) {
  Counter model{{}, 10, 5};
  Options options;
  options.laws = 2;
  const auto result = explore(model, options);
  EXPECT_EQ(keys(result), (decltype(keys(result)){{law, 1, 3, 2}}));
  options.laws = 4;
  EXPECT_EQ(explore(model, options).verdict, Verdict::holds);
}

/// One step breaks two laws at once.
TEST(Laws, all_that_the_first_step_broke_are_told) {
  Listed model{{}, {{{}, {1}}, {{}, {}, false, 0b101}}};
  const auto result = explore(model, {});
  EXPECT_EQ(keys(result), (decltype(keys(result)){{law, 0, 1, 1}, {law, 2, 1, 1}}));
}

/// One state with more successors than a batch holds, each offered twice.
struct Star : toy::Plain<std::uint8_t> {
  using Action = std::uint8_t;
  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{0});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (State next = 1; s == 0 && next <= 200; ++next) {
      sink.transition(1, next);
      sink.transition(2, next);
    }
  }
  std::uint64_t broken(const State& s) const { return s == 100 ? 1 : 0; }
  std::uint32_t site(const State&, Action a) const { return a; }
};

TEST(Counts, more_successors_than_a_batch_holds) {
  Star model;
  const auto all = explore(model, all_violations());
  EXPECT_EQ(counts(all), (Counts{201, 400, 1}));
  EXPECT_EQ(keys(all), (decltype(keys(all)){{law, 0, 1, 1}, {law, 0, 1, 2}}));
  const auto first = explore(model, {});
  EXPECT_EQ(counts(first), (Counts{101, 199, 1})) << "nothing after the violation counts";
  EXPECT_EQ(keys(first), (decltype(keys(first)){{law, 0, 1, 1}}));
}

TEST(Laws, under_symmetry) {
  SymmetricClients model{{}, 6, 3};
  const auto reduced = explore(model, {});
  EXPECT_EQ(keys(reduced), (decltype(keys(reduced)){{law, 0, 3, 0}}));
  EXPECT_EQ(keys(explore(model, unreduced())), keys(reduced));
}

TEST(Deadlock, two_locks_in_opposite_orders) {
  TwoLocks model;
  const auto result = explore(model, {});
  ASSERT_EQ(keys(result), (decltype(keys(result)){{deadlock, 0, 2, 0}}));
  EXPECT_EQ(result.violations[0].cycle, (std::vector<Wait>{{0, 0b10}, {1, 0b01}}));
  EXPECT_EQ(result.violations[0].path.last().held[0], 1);
  EXPECT_EQ(result.violations[0].path.last().held[1], 1);

  const auto all = explore(model, all_violations());
  EXPECT_EQ(keys(all), keys(result));
  EXPECT_EQ(counts(all), (Counts{13, 14, 6}));
}

TEST(Deadlock, two_locks_in_one_order) {
  TwoLocks model{{}, true};
  const auto result = explore(model, {});
  EXPECT_EQ(result.verdict, Verdict::holds);
  EXPECT_EQ(counts(result), (Counts{12, 12, 6}));
}

TEST(Deadlock, a_bystander_hides_nothing_and_is_not_to_blame) {
  TwoLocks model{{}, false, true};
  const auto result = explore(model, all_violations());
  // The bystander's own step leads to a deadlocked state as well, but not into the deadlock.
  EXPECT_EQ(keys(result), (decltype(keys(result)){{deadlock, 0, 2, 0}}));
  EXPECT_EQ(counts(result), (Counts{26, 54, 7}));
}

/// The bystander breaks a law, but only in front of two deadlocked actors.
struct Gloating : TwoLocks {
  std::uint64_t broken(const State& s) const {
    return s.held[0] == 1 && s.held[1] == 1 && s.beat == 1 ? 1 : 0;
  }
};

TEST(Deadlock, comes_before_a_law_that_is_broken_one_step_later) {
  Gloating model{{{}, false, true}};
  const auto result = explore(model, {});
  EXPECT_EQ(keys(result), (decltype(keys(result)){{deadlock, 0, 2, 0}}));
}

TEST(Deadlock, not_looked_at_it_is_two_stuck_actors) {
  TwoLocks model;
  Options options;
  options.check_deadlock = false;
  const auto result = explore(model, options);
  EXPECT_EQ(keys(result), (decltype(keys(result)){{ViolationKind::stuck, 0, 2, 0}}));
  options.check_stuck = false;
  EXPECT_EQ(explore(model, options).verdict, Verdict::holds);
  EXPECT_FALSE(explore(model, options).stuck_checked);
}

TEST(Goal, a_shortest_way) {
  Hypercube model{8};
  const auto result = reach(model, [](std::uint32_t s) { return (s & 0b1010'1000) == 0b1010'1000; },
                            {});
  ASSERT_EQ(result.verdict, Verdict::goal_reached);
  EXPECT_EQ(result.witness->length(), 3u);
  EXPECT_EQ(result.witness->last(), 0b1010'1000u);
  EXPECT_FALSE(result.exhaustive);
}

TEST(Goal, at_the_start) {
  Hypercube model{8};
  const auto result = reach(model, [](std::uint32_t s) { return s == 0; }, {});
  ASSERT_EQ(result.verdict, Verdict::goal_reached);
  EXPECT_EQ(result.witness->length(), 0u);
}

TEST(Goal, out_of_reach_and_laws_do_not_matter) {
  Counter model{{}, 10, 5};
  const auto result = reach(model, [](std::uint32_t s) { return s > 10; }, {});
  EXPECT_EQ(result.verdict, Verdict::unreachable);
  EXPECT_TRUE(result.exhaustive);
  EXPECT_FALSE(result.witness);
  EXPECT_TRUE(result.violations.empty());
}

TEST(Goal, a_limit_makes_it_inconclusive) {
  Counter model{{}, 100};
  Options options;
  options.limits.depth = 10;
  const auto goal = [](std::uint32_t s) { return s == 90; };
  EXPECT_EQ(reach(model, goal, options).verdict, Verdict::inconclusive);
  options.limits.depth = 45;
  EXPECT_EQ(reach(model, goal, options).verdict, Verdict::goal_reached);
}

}  // namespace
}  // namespace vmwire::explorer
