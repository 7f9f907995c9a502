// What: limits, the stop token, progress, and options that do not go together, for the searches
// that are not breadth-first.
// limits_test.cc has the same for breadth-first search.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "explorer/engine.h"
#include "explorer/memory_budget.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/grid.h"
#include "explorer/toy/hypercube.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using toy::Counter;

using Cube = toy::Hypercube;

struct Kind {
  Order order;
  Keep keep = Keep::exact;
};
const Kind kKinds[] = {{Order::depth},
                       {Order::depth, Keep::compact},
                       {Order::depth, Keep::bitstate},
                       {Order::guided},
                       {Order::random}};

Options of(const Kind& kind) {
  Options options;
  options.order = kind.order;
  options.keep = kind.keep;
  options.check_stuck = false;
  options.bitstate_bytes = 1 << 24;
  return options;
}

TEST(Limits, states) {
  Cube model{24, 40};
  for (const Kind& kind : kKinds) {
    Options options = of(kind);
    options.limits.states = 5000;
    const auto result = run(model, options);
    EXPECT_EQ(result.states, 5000u);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_FALSE(result.exhaustive);
    EXPECT_EQ(result.limit,
              kind.order == Order::random ? Limit::probabilistic : Limit::states);
  }
}

TEST(Limits, as_many_states_as_are_allowed_and_enough) {
  Cube model{10};
  for (const Kind& kind : {Kind{Order::depth}, Kind{Order::guided}}) {
    Options options = of(kind);
    options.limits.states = 1024;
    EXPECT_EQ(run(model, options).verdict, Verdict::holds);
    options.limits.states = 1023;
    EXPECT_EQ(run(model, options).limit, Limit::states);
  }
}

TEST(Limits, depth_bounds_the_stack) {
  Cube model{10, 4};
  for (const Kind& kind : kKinds) {
    Options options = of(kind);
    options.limits.depth = 5;
    if (kind.order == Order::random) options.limits.states = 1000;
    const auto result = run(model, options);
    EXPECT_EQ(result.depth, 5u);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.limit, kind.order == Order::random ? Limit::probabilistic : Limit::depth);
  }
  Counter line{{}, 10};
  Options options = of({Order::depth});
  options.limits.depth = 10;
  EXPECT_EQ(run(line, options).verdict, Verdict::holds) << "no way is as long as that";
}

TEST(Limits, memory_by_our_own_account) {
  Cube model{24, 100};
  for (const Kind& kind : kKinds) {
    if (kind.order == Order::random) continue;
    Options options = of(kind);
    // What earlier searches gave back may still count as resident.
    options.limits.memory = resident_bytes() + (48 << 20);
    const auto result = run(model, options);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.limit, Limit::memory);
    EXPECT_GT(result.states, 10'000u);
    EXPECT_LE(result.store_bytes, options.limits.memory);
  }
}

TEST(Limits, memory_too_small_for_one_state) {
  Cube model{3};
  for (const Kind& kind : kKinds) {
    if (kind.order == Order::random) continue;
    Options options = of(kind);
    options.limits.memory = 100;
    const auto result = run(model, options);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.limit, Limit::memory);
  }
}

TEST(Limits, time) {
  Cube model{24, 100};
  for (const Kind& kind : kKinds) {
    Options options = of(kind);
    options.limits.seconds = 0.2;
    const auto result = run(model, options);
    EXPECT_EQ(result.limit, kind.order == Order::random ? Limit::probabilistic : Limit::time);
    EXPECT_GE(result.seconds, 0.2);
    EXPECT_FALSE(result.exhaustive);
  }
}

TEST(Limits, a_violation_before_the_limit_stays_a_violation) {
  Counter model{{}, 1000, 5};
  for (const Keep keep : {Keep::exact, Keep::compact}) {
    Options options = of({Order::depth, keep});
    options.all_violations = true;
    options.limits.depth = 4;
    const auto result = run(model, options);
    EXPECT_EQ(result.verdict, Verdict::violated);
    EXPECT_EQ(result.limit, Limit::depth);
    EXPECT_FALSE(result.exhaustive);
  }
}

/// Raises the token at the second report.
struct Recorder : Observer {
  std::vector<Progress> seen;
  std::atomic<bool> stop{false};
  void progress(const Progress& progress) override {
    seen.push_back(progress);
    if (seen.size() == 2) stop = true;
  }
};

/// However slow the machine is: reports may come late, and never early.
TEST(Progress, at_most_four_times_a_second_until_the_stop_token) {
  Cube model{24, 100};
  for (const Kind& kind : kKinds) {
    Recorder recorder;
    Options options = of(kind);
    options.stop = &recorder.stop;
    options.observer = &recorder;
    const auto result = run(model, options);
    EXPECT_EQ(result.limit, Limit::stopped);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    ASSERT_EQ(recorder.seen.size(), 2u);
    EXPECT_GE(recorder.seen[0].seconds, 0.25);
    EXPECT_GE(recorder.seen[1].seconds, 0.5);
    EXPECT_GT(recorder.seen[0].states, 0u);
    EXPECT_GT(recorder.seen[0].transitions, 0u);
    EXPECT_GT(recorder.seen[1].transitions, recorder.seen[0].transitions);
  }
}

TEST(Limits, chance_has_a_name) { EXPECT_STREQ(name(Limit::probabilistic), "probabilistic"); }

TEST(Complaint, says_what_to_do) {
  Cube model{3};
  for (const Kind& kind : kKinds) {
    Options options = of(kind);
    options.limits.states = 10;
    EXPECT_EQ(complaint(model, options), "");
    options.workers = 2;
    EXPECT_NE(complaint(model, options).find("one worker"), std::string::npos);
    options = of(kind);
    options.check_stuck = true;
    options.limits.states = 10;
    EXPECT_NE(complaint(model, options).find("breadth-first"), std::string::npos);
  }
  EXPECT_EQ(complaint(Options{}), "");
  EXPECT_NE(complaint(of({Order::random})).find("limit the states"), std::string::npos);
  EXPECT_NE(complaint(of({Order::breadth, Keep::compact})).find("depth-first"), std::string::npos);
  EXPECT_NE(complaint(of({Order::guided, Keep::bitstate})).find("depth-first"), std::string::npos);
  Options options = of({Order::depth, Keep::bitstate});
  options.bitstate_bytes = 0;
  EXPECT_NE(complaint(options), "");
  options = of({Order::depth});
  options.check_stuck = true;
  EXPECT_EQ(complaint(options, Task::seek), "") << "nobody is judged then";
  options.reduce = Reduce::all;
  EXPECT_NE(complaint(options, Task::seek).find("postponed"), std::string::npos);
}

TEST(Complaint, knows_what_the_model_lacks) {
  toy::Grid model;
  EXPECT_NE(complaint(model, of({Order::guided})).find("distance"), std::string::npos);
  Options options;
  options.reduce = Reduce::all;
  EXPECT_NE(complaint(model, options).find("silent"), std::string::npos);
}

}  // namespace
}  // namespace vmwire::explorer
