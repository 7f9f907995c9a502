// What: depth-first, guided and random search against breadth-first search; what each promises.
// Counts are compared on exhaustive runs only: an early stop has its own.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "explorer/engine.h"
#include "explorer/replay.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/grid.h"
#include "explorer/toy/hypercube.h"
#include "explorer/toy/random_protocol.h"
#include "explorer/toy/symmetric_clients.h"
#include "explorer/toy/two_locks.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using Seed = std::uint64_t;

Options ordered(Order order, Keep keep = Keep::exact) {
  Options options;
  options.order = order;
  options.keep = keep;
  options.check_stuck = false;
  options.bitstate_bytes = 1 << 16;
  return options;
}

/// Kind, law and site of each violation; of a deadlock, that there is one: it may be come to
/// over another step.
template <Model M>
auto told(const Result<M>& result) {
  std::set<std::tuple<ViolationKind, unsigned, std::uint32_t>> told;
  for (const auto& v : result.violations) {
    told.emplace(v.kind, v.law, v.kind == ViolationKind::law ? v.site : 0);
  }
  return told;
}

/// Each path is a run of the model, and ends with what is told of it.
template <Model M>
void check_paths(M& model, const Result<M>& result) {
  for (const auto& v : result.violations) {
    std::vector<typename M::Action> actions;
    for (const auto& step : v.path.steps) actions.push_back(step.action);
    const auto again = replay(model, v.path.initial, actions);
    RC_ASSERT(again.complete());
    RC_ASSERT(again.path.last() == v.path.last());
    RC_ASSERT(v.depth == actions.size());
    if (v.kind == ViolationKind::law) {
      RC_ASSERT((model.broken(v.path.last()) >> v.law & 1) != 0);
      if (v.depth > 0) {
        const auto before = v.depth == 1 ? v.path.initial : v.path.steps[v.depth - 2].state;
        RC_ASSERT(model.site(before, actions.back()) == v.site);
      }
    } else {
      RC_ASSERT(expand(model, v.path.last()).waits.doomed() != 0);
      RC_ASSERT(!v.cycle.empty());
    }
  }
}

Options drawn(Order order, bool reduced, bool all, bool past) {
  Options options = ordered(order);
  options.reduce = reduced ? Reduce::symmetry : Reduce::none;
  options.all_violations = all;
  options.expand_violating = past;
  return options;
}

RC_GTEST_PROP(Searches, exact_ones_agree,
              (Seed seed, bool symmetric, bool reduced, bool all, bool past)) {
  toy::RandomProtocol model(seed, symmetric);
  const auto referee = run(model, drawn(Order::breadth, reduced, all, past));
  for (const Order order : {Order::depth, Order::guided}) {
    const auto result = run(model, drawn(order, reduced, all, past));
    RC_ASSERT(result.verdict == referee.verdict);
    RC_ASSERT(result.limit == Limit::none);
    RC_ASSERT(result.exhaustive == referee.exhaustive);
    RC_ASSERT(!result.stuck_checked);
    RC_ASSERT(result.omitted == 0);
    check_paths(model, result);
    if (!referee.exhaustive) continue;
    RC_ASSERT(result.states == referee.states);
    RC_ASSERT(result.expanded == referee.expanded);
    RC_ASSERT(result.transitions == referee.transitions);
    RC_ASSERT(result.depth >= referee.depth);
    RC_ASSERT(told(result) == told(referee));
  }
  RC_CLASSIFY(referee.verdict == Verdict::violated);
}

RC_GTEST_PROP(Searches, without_all_of_the_states_nothing_holds_and_nothing_is_made_up,
              (Seed seed, bool symmetric, bool all, bool past, std::uint8_t size)) {
  toy::RandomProtocol model(seed, symmetric);
  const auto referee = run(model, drawn(Order::breadth, true, all, past));
  const auto all_there = run(model, drawn(Order::breadth, true, true, true));
  for (const Keep keep : {Keep::compact, Keep::bitstate}) {
    Options options = drawn(Order::depth, true, all, past);
    options.keep = keep;
    options.bitstate_bytes = 8 + size % 64;
    const auto result = run(model, options);
    RC_ASSERT(!result.exhaustive);
    RC_ASSERT(result.states <= all_there.states);
    RC_ASSERT(result.verdict == Verdict::inconclusive || result.verdict == Verdict::violated);
    const bool found = result.verdict == Verdict::violated;
    RC_ASSERT(!found || referee.verdict == Verdict::violated);
    RC_ASSERT((result.limit == Limit::probabilistic) == (all || !found));
    RC_ASSERT(result.omitted >= 0);
    RC_ASSERT(result.omitted <= 1);
    check_paths(model, result);
    if (keep == Keep::bitstate) {
      RC_CLASSIFY(result.states < referee.states, "states were missed");
      continue;
    }
    // So few states all have hashes of their own.
    RC_ASSERT(found == (referee.verdict == Verdict::violated));
    if (referee.exhaustive) RC_ASSERT(result.states == referee.states);
    if (referee.exhaustive) RC_ASSERT(result.transitions == referee.transitions);
    if (referee.exhaustive) RC_ASSERT(told(result) == told(referee));
  }
}

RC_GTEST_PROP(Searches, random_walks_find_nothing_that_is_not_there,
              (Seed seed, bool symmetric, bool reduced, bool all, bool past)) {
  toy::RandomProtocol model(seed, symmetric);
  Options options = drawn(Order::random, reduced, all, past);
  options.seed = seed;
  options.walk_steps = 1 + seed % 40;
  options.limits.states = 2000;
  const auto result = run(model, options);
  const auto referee = run(model, drawn(Order::breadth, reduced, true, true));
  RC_ASSERT(!result.exhaustive);
  RC_ASSERT(result.states <= 2000u);
  RC_ASSERT(result.depth <= options.walk_steps);
  RC_ASSERT(result.verdict == Verdict::inconclusive || result.verdict == Verdict::violated);
  RC_ASSERT(result.verdict == Verdict::violated || result.limit == Limit::probabilistic);
  RC_ASSERT(referee.verdict == Verdict::violated || result.violations.empty());
  check_paths(model, result);
  const auto again = run(model, options);
  RC_ASSERT(counts(result) == counts(again));
  RC_ASSERT(keys(result) == keys(again));
  RC_CLASSIFY(result.verdict == Verdict::violated);
}

TEST(Searches, counts_of_the_toys) {
  toy::Hypercube cube{14, 20};
  toy::Grid grid{{}, 40, 30};
  for (const Keep keep : {Keep::exact, Keep::compact}) {
    const auto of_cube = run(cube, ordered(Order::depth, keep));
    EXPECT_EQ(of_cube.states, 1u << 14);
    EXPECT_EQ(of_cube.transitions, 14u << 14);
    EXPECT_GT(of_cube.depth, 100u) << "it goes deep";
    const auto of_grid = run(grid, ordered(Order::depth, keep));
    EXPECT_EQ(counts(of_grid), (Counts{1200, 2330, 68}));
  }
  EXPECT_EQ(counts(run(grid, ordered(Order::breadth))), (Counts{1200, 2330, 68}));
  EXPECT_EQ(run(grid, ordered(Order::depth)).verdict, Verdict::holds);
}

TEST(Searches, deadlocks) {
  toy::TwoLocks model{{}, false, true};
  for (const Keep keep : {Keep::exact, Keep::compact, Keep::bitstate}) {
    for (const bool all : {false, true}) {
      Options options = ordered(Order::depth, keep);
      options.all_violations = all;
      const auto result = run(model, options);
      ASSERT_EQ(result.violations.size(), 1u);
      EXPECT_EQ(result.violations[0].kind, ViolationKind::deadlock);
      EXPECT_EQ(result.violations[0].cycle, (std::vector<Wait>{{0, 0b10}, {1, 0b01}}));
      options.check_deadlock = false;
      EXPECT_TRUE(run(model, options).violations.empty());
    }
  }
}

TEST(Searches, goals) {
  toy::Hypercube model{14};
  const auto there = [](std::uint32_t s) { return s == 0x3fff; };
  const auto nowhere = [](std::uint32_t s) { return s > 0x3fff; };
  for (const Order order : {Order::breadth, Order::depth, Order::guided, Order::random}) {
    Options options = ordered(order);
    options.limits.states = 300'000;
    const auto result = run(model, options, there);
    ASSERT_EQ(result.verdict, Verdict::goal_reached);
    EXPECT_EQ(result.witness->last(), 0x3fffu);
    EXPECT_GE(result.witness->length(), 14u);
    const auto none = run(model, options, nowhere);
    EXPECT_EQ(none.verdict,
              order == Order::random ? Verdict::inconclusive : Verdict::unreachable);
  }
  EXPECT_LT(run(model, ordered(Order::guided), there).expanded, 20u) << "straight to it";
}

TEST(Bitstate, a_table_far_too_small_loses_states_and_says_so) {
  toy::Hypercube model{16};
  Options options = ordered(Order::depth, Keep::bitstate);
  options.bitstate_bytes = 4096;
  const auto result = run(model, options);
  EXPECT_LT(result.states, 1u << 15);
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.limit, Limit::probabilistic);
  EXPECT_GT(result.omitted, 0.5);
  options.bitstate_bytes = 1 << 22;
  const auto roomy = run(model, options);
  EXPECT_EQ(roomy.states, 1u << 16);
  EXPECT_LT(roomy.omitted, 1e-5);
  EXPECT_GT(roomy.omitted, 0.0);
}

TEST(Guided, goes_straight_to_the_broken_law) {
  toy::Counter model{{}, 100'000, 50'000};
  const auto result = run(model, ordered(Order::guided));
  ASSERT_EQ(result.violations.size(), 1u);
  EXPECT_EQ(result.violations[0].path.last(), 50'000u);
  EXPECT_EQ(result.expanded, 24'999u) << "always the one that is two further";
  Options all = ordered(Order::guided);
  all.all_violations = true;
  EXPECT_EQ(told(run(model, all)), told(run(model, all_violations())));
}

TEST(Random, cuts_loops_out_of_what_it_tells) {
  toy::Hypercube model{8, 4, 0xff};
  Options options = ordered(Order::random);
  options.limits.states = 1'000'000;
  for (options.seed = 1; options.seed < 20; ++options.seed) {
    const auto result = run(model, options);
    ASSERT_EQ(result.violations.size(), 1u);
    EXPECT_EQ(result.limit, Limit::none);
    std::set<std::uint32_t> seen{0};
    for (const auto& step : result.violations[0].path.steps) {
      EXPECT_TRUE(seen.insert(step.state).second) << "nothing twice";
    }
    EXPECT_LE(result.violations[0].depth, result.depth);
  }
}

TEST(Random, a_loop_is_closed_by_a_state_that_differs_by_names_only) {
  toy::SymmetricClients model{{}, 6, 3};
  Options options = ordered(Order::random);
  options.limits.states = 1'000'000;
  for (options.seed = 1; options.seed < 20; ++options.seed) {
    const auto result = run(model, options);
    ASSERT_EQ(result.violations.size(), 1u);
    EXPECT_LE(result.violations[0].depth, 2u * 6 + 1) << "as many states as there are classes";
  }
}

}  // namespace
}  // namespace vmwire::explorer
