// What: whatever cuts a search short makes it inconclusive, and soon; never "holds".
#include "explorer/watch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "explorer/bfs.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/hypercube.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using toy::Counter;
using toy::Hypercube;

template <class R>
void expect_cut_short(const R& result, Limit limit) {
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.limit, limit) << name(result.limit);
  EXPECT_FALSE(result.exhaustive);
  EXPECT_LT(result.expanded, result.states);
}

TEST(Limits, states) {
  Counter model{{}, 10};
  Options options;
  for (options.limits.states = 1; options.limits.states <= 10; ++options.limits.states) {
    const auto result = explore(model, options);
    expect_cut_short(result, Limit::states);
    EXPECT_EQ(result.states, options.limits.states);
  }
  EXPECT_EQ(explore(model, options).verdict, Verdict::holds) << "eleven are allowed and enough";
}

TEST(Limits, depth) {
  Counter model{{}, 10};
  Options options;
  for (options.limits.depth = 1; options.limits.depth <= 5; ++options.limits.depth) {
    const auto result = explore(model, options);
    expect_cut_short(result, Limit::depth);
    EXPECT_EQ(result.depth, options.limits.depth);
  }
  EXPECT_EQ(explore(model, options).verdict, Verdict::holds);
}

TEST(Limits, a_violation_before_the_limit_stays_a_violation) {
  Counter model{{}, 1000, 5};
  Options options = all_violations();
  options.limits.depth = 4;
  const auto result = explore(model, options);
  EXPECT_EQ(result.verdict, Verdict::violated);
  EXPECT_EQ(result.limit, Limit::depth);
  EXPECT_FALSE(result.exhaustive);
}

TEST(Limits, memory_by_our_own_account) {
  Hypercube model{24, 100};
  Options options;
  options.limits.memory = 64 << 20;
  const auto result = explore(model, options);
  expect_cut_short(result, Limit::memory);
  EXPECT_GT(result.states, 100'000u);
  EXPECT_LE(result.store_bytes, options.limits.memory);
}

TEST(Limits, memory_too_small_for_one_state) {
  Hypercube model{3};
  Options options;
  options.limits.memory = 100;
  const auto result = explore(model, options);
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.limit, Limit::memory);
  EXPECT_EQ(result.states, 0u);
}

TEST(Limits, time) {
  Hypercube model{24, 100};
  Options options;
  options.limits.seconds = 0.3;
  const auto result = explore(model, options);
  expect_cut_short(result, Limit::time);
  EXPECT_GE(result.seconds, 0.3);
}

/// Raises the token after so many expansions.
struct RaisingCube : Hypercube {
  std::atomic<bool>* stop = nullptr;
  std::uint64_t after = 0, expanded = 0;

  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    Hypercube::successors(s, sink);
    if (++expanded == after) *stop = true;
  }
};

/// How soon is counted in expansions: a clock would measure the machine.
TEST(Limits, the_stop_token) {
  std::atomic<bool> stop{false};
  RaisingCube model{{24, 100}, &stop, 10'000};
  Options options;
  options.stop = &stop;
  const auto result = explore(model, options);
  expect_cut_short(result, Limit::stopped);
  EXPECT_GE(result.states, 10'000u) << "what was covered so far is told";
  EXPECT_LT(model.expanded, 20'000u);
}

TEST(Limits, a_token_raised_before_the_start) {
  Counter model{{}, 10};
  const std::atomic<bool> stop{true};
  Options options;
  options.stop = &stop;
  EXPECT_EQ(explore(model, options).limit, Limit::stopped);
}

/// Everybody sleeps for ever, and raises the token once all states are expanded.
struct SleepyCube : Hypercube {
  std::atomic<bool>* stop = nullptr;
  std::uint64_t expanded = 0;

  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    sink.blocked(0, 0);
    Hypercube::successors(s, sink);
    if (++expanded == (1u << bits) + 100) *stop = true;
  }
};

TEST(Limits, also_while_looking_for_stuck_actors) {
  std::atomic<bool> stop{false};
  SleepyCube model{{10}, &stop};
  Options options;
  options.stop = &stop;
  const auto result = explore(model, options);
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.limit, Limit::stopped);
  EXPECT_TRUE(result.exhaustive) << "every state was expanded";
  EXPECT_FALSE(result.stuck_checked) << "but not judged";
  EXPECT_LT(model.expanded, 1200u);
}

struct Stopping : Counter {
  std::atomic<bool>* stop = nullptr;

  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    Counter::successors(s, sink);
    if (s == 500) *stop = true;
  }
};

TEST(Limits, a_stop_keeps_what_was_found_before) {
  std::atomic<bool> stop{false};
  Stopping model{{{}, 1000, 5}, &stop};
  Options options = all_violations();
  options.stop = &stop;
  const auto result = explore(model, options);
  EXPECT_EQ(result.verdict, Verdict::violated);
  EXPECT_EQ(result.limit, Limit::stopped);
  EXPECT_EQ(result.violations.size(), 4u);
  EXPECT_FALSE(result.exhaustive);
}

/// Raises the token at the third report.
struct Recorder : Observer {
  std::vector<Progress> seen;
  std::atomic<bool> stop{false};
  void progress(const Progress& progress) override {
    seen.push_back(progress);
    if (seen.size() == 3) stop = true;
  }
};

/// However slow the machine is: reports may come late, and never early.
TEST(Progress, at_most_four_times_a_second_and_never_backwards) {
  Hypercube model{24, 100};
  Recorder recorder;
  Options options;
  options.stop = &recorder.stop;
  options.observer = &recorder;
  expect_cut_short(explore(model, options), Limit::stopped);
  ASSERT_EQ(recorder.seen.size(), 3u);
  for (std::size_t i = 0; i < recorder.seen.size(); ++i) {
    EXPECT_GE(recorder.seen[i].seconds, 0.25 * static_cast<double>(i + 1));
    if (i == 0) continue;
    const Progress &before = recorder.seen[i - 1], &after = recorder.seen[i];
    EXPECT_GT(after.states, before.states);
    EXPECT_GT(after.transitions, before.transitions);
    EXPECT_GE(after.depth, before.depth);
    EXPECT_GT(after.memory, 0u);
    EXPECT_GT(after.queue, 0u);
  }
}

}  // namespace
}  // namespace vmwire::explorer
