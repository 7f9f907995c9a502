// What: any number of workers finds what one finds: counts, verdicts, paths, word for word.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>

#include "explorer/bfs.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/hypercube.h"
#include "explorer/toy/lost_wakeup.h"
#include "explorer/toy/random_protocol.h"
#include "explorer/toy/two_locks.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

template <Model M>
void expect_same(const Result<M>& one, const Result<M>& many) {
  ASSERT_EQ(one.verdict, many.verdict);
  ASSERT_EQ(one.limit, many.limit);
  ASSERT_EQ(counts(one), counts(many));
  ASSERT_EQ(one.expanded, many.expanded);
  ASSERT_EQ(one.exhaustive, many.exhaustive);
  ASSERT_EQ(one.stuck_checked, many.stuck_checked);
  ASSERT_EQ(keys(one), keys(many));
  for (std::size_t v = 0; v < one.violations.size(); ++v) {
    const auto &a = one.violations[v], &b = many.violations[v];
    ASSERT_EQ(a.cycle, b.cycle);
    ASSERT_EQ(a.path.initial, b.path.initial);
    ASSERT_EQ(a.path.length(), b.path.length());
    for (std::size_t s = 0; s < a.path.length(); ++s) {
      ASSERT_EQ(a.path.steps[s].action, b.path.steps[s].action);
      ASSERT_EQ(a.path.steps[s].state, b.path.steps[s].state);
    }
  }
}

template <class M>
void compare(M model, Options options) {
  const auto one = explore(model, options);
  for (const unsigned workers : {2u, 3u, 7u}) {
    options.workers = workers;
    expect_same(one, explore(model, options));
  }
}

RC_GTEST_PROP(Workers, agree_on_drawn_protocols,
              (std::uint64_t seed, bool symmetric, bool all, bool past, std::uint8_t most)) {
  Options options;
  options.all_violations = all;
  options.expand_violating = past;
  if (most % 4 == 0) options.limits.states = 1 + most;
  if (most % 4 == 1) options.limits.depth = 1 + most % 7;
  compare(toy::RandomProtocol(seed, symmetric), options);
}

TEST(Workers, agree_on_a_large_state_space) {
  compare(toy::Hypercube{16, 40}, {});
  compare(toy::Hypercube{17, 4}, {});
}

TEST(Workers, agree_where_a_limit_cuts_a_round) {
  for (const std::uint64_t states : {1u, 100u, 5000u, 40'000u, 65'536u}) {
    Options options;
    options.limits.states = states;
    compare(toy::Hypercube{16, 12}, options);
  }
}

TEST(Workers, agree_on_goals) {
  toy::Hypercube model{14, 20};
  Options options;
  const auto goal = [](std::uint32_t s) { return s == 0x2aaa; };
  const auto one = reach(model, goal, options);
  EXPECT_EQ(one.verdict, Verdict::goal_reached);
  options.workers = 4;
  const auto many = reach(model, goal, options);
  ASSERT_EQ(counts(one), counts(many));
  ASSERT_EQ(one.witness->length(), many.witness->length());
  for (std::size_t s = 0; s < one.witness->length(); ++s) {
    ASSERT_EQ(one.witness->steps[s].action, many.witness->steps[s].action);
  }
}

TEST(Workers, agree_on_laws_deadlocks_and_the_stuck) {
  for (const bool all : {false, true}) {
    Options options;
    options.all_violations = all;
    compare(toy::Counter{{}, 1000, 5}, options);
    compare(toy::TwoLocks{}, options);
    compare(toy::LostWakeup{}, options);
  }
}

/// A cube in which a law breaks in many states far from each other.
struct Speckled : toy::Hypercube {
  std::uint64_t broken(const State& s) const { return s % 1009 == 1008 ? 1 + s % 4 : 0; }
};

TEST(Workers, agree_where_many_states_are_broken) {
  for (const bool all : {false, true}) {
    for (const bool past : {false, true}) {
      Options options;
      options.all_violations = all;
      options.expand_violating = past;
      compare(Speckled{{15, 9}}, options);
    }
  }
}

/// Workers have models of their own; what those have seen comes together at the end.
struct Counting : toy::Hypercube {
  std::uint64_t asked = 0;
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    ++asked;
    Hypercube::successors(s, sink);
  }
  void merge(const Counting& other) { asked += other.asked; }
};

TEST(Workers, bring_together_what_their_models_have_seen) {
  Options options;
  options.workers = 3;
  Counting model{{12}};
  explore(model, options);
  EXPECT_EQ(model.asked, (1u << 12) * 1u);
}

}  // namespace
}  // namespace vmwire::explorer
