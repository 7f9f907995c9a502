// What: the search against the slow referee, on NetBSD at small sizes drawn at random.
// Source: derived. Counts are compared on exhaustive runs only: an early stop has its own.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <vector>

#include "explorer/random_walk.h"
#include "tests/differential/small.h"
#include "tests/counts.h"

namespace vmwire::netbsd {
namespace {

using explorer::initial_states_of;
using explorer::packed;
using explorer::random_walk;
using explorer::Reduce;

explorer::Options options(Reduce reduce) {
  explorer::Options options;
  options.all_violations = true;
  options.reduce = reduce;
  options.check_stuck = false;  // the referee would need a search from every state for it
  options.limits.states = kStatesMax;
  return options;
}

RC_GTEST_PROP(Differential, the_search_agrees_with_the_referee, (bool reduce)) {
  const Reduce how = reduce ? Reduce::symmetry : Reduce::none;
  Model model = with_laws(*any_small_config());
  const auto result = explore(model, options(how));
  RC_CLASSIFY(result.exhaustive, "small enough");
  if (!result.exhaustive) return;
  Model again = with_laws(model.config());
  const auto referee = reachable(again, how);
  RC_ASSERT(counts(result) == counts(referee));
  RC_ASSERT(depths(result) == depths(referee));
  RC_ASSERT(model.coverage() == again.coverage());
  RC_CLASSIFY(result.verdict == explorer::Verdict::violated, "violated");
}

RC_GTEST_PROP(Differential, twice_the_same, ()) {
  Model model = with_laws(*any_small_config()), again = with_laws(model.config());
  const auto one = explore(model, options(Reduce::symmetry));
  const auto two = explore(again, options(Reduce::symmetry));
  RC_ASSERT(counts(one) == counts(two));
  RC_ASSERT(one.violations.size() == two.violations.size());
  RC_ASSERT(model.coverage() == again.coverage());
  for (std::size_t i = 0; i < one.violations.size(); ++i) {
    const auto &v = one.violations[i], &u = two.violations[i];
    RC_ASSERT(v.kind == u.kind && v.law == u.law && v.depth == u.depth && v.site == u.site);
    const auto &a = v.path, &b = u.path;
    RC_ASSERT(a.initial == b.initial);
    RC_ASSERT(a.length() == b.length());
    for (std::size_t s = 0; s < a.length(); ++s) {
      RC_ASSERT(a.steps[s].action == b.steps[s].action);
      RC_ASSERT(a.steps[s].state == b.steps[s].state);
    }
  }
}

/// A counterexample is a run of the model, as long as it says, and it ends where the law breaks.
RC_GTEST_PROP(Differential, counterexamples_are_runs, ()) {
  Model model = with_laws(*any_small_config());
  for (const auto& violation : explore(model, options(Reduce::symmetry)).violations) {
    RC_ASSERT(violation.path.length() == violation.depth);
    World w = violation.path.initial;
    for (const auto& step : violation.path.steps) {
      World after{};
      Taken taken;
      RC_ASSERT(model.take(w, step.action, after, taken));
      RC_ASSERT(after == step.state);
      w = after;
    }
    if (violation.kind != explorer::ViolationKind::law) continue;
    RC_ASSERT((model.broken(w) >> violation.law & 1) == 1u);
  }
}

/// All that a run can meet at size tiny, with one operation at a time. Without exit, after which a
/// walk soon ends.
class WithinReach : public ::testing::Test {
 protected:
  Model model_{{find_version("netbsd-1.6")->personality,
                {.processes = 1, .threads = {2, 1, 1}, .in_flight = 1, .pages = 2},
                without(OpId::exit)}};
};

TEST_F(WithinReach, RandomWalksStay) {
  std::set<std::vector<std::byte>> known;
  for_each_reachable(model_, Reduce::symmetry, initial_states_of(model_),
                     [&](const World& w, const auto&, std::uint32_t) {
                       known.insert(packed(model_, w));
                     });
  std::set<std::vector<std::byte>> met;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    random_walk(model_, seed, 100, [&](World w) {
      model_.canonicalize(w);
      EXPECT_EQ(known.count(*met.insert(packed(model_, w)).first), 1u) << "seed " << seed;
      return !HasFailure();
    });
  }
  EXPECT_GT(met.size(), 1000u);
}

/// A canary: were all draws too large or all harmless, the properties above would be idle.
TEST(SmallConfigs, AreNotAllAlike) {
  unsigned exhaustive = 0, violated = 0, large = 0;
  rc::check([&] {
    Model model = with_laws(*any_small_config());
    const auto result = explore(model, options(Reduce::symmetry));
    exhaustive += result.exhaustive;
    violated += result.exhaustive && result.verdict == explorer::Verdict::violated;
    large += result.exhaustive && result.states > 100;
  });
  EXPECT_GT(exhaustive, 20u);
  EXPECT_GT(violated, 1u);
  EXPECT_GT(large, 5u);
}

}  // namespace
}  // namespace vmwire::netbsd
