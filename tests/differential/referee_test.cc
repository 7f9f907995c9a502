// What: the search against the slow referee, on NetBSD at small sizes drawn at random.
// Counts are compared on exhaustive runs only: an early stop has its own.

#include <set>
#include <tuple>
#include <vector>

#include "explorer/random_walk.h"
#include "tests/counts.h"
#include "tests/differential/small.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"
#include "tests/property.h"

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

RC_GTEST_PROP(Differential, the_search_agrees_with_the_referee, ()) {
  const Reduce how = *rc::gen::element(Reduce::symmetry, Reduce::none);
  const Config config = *any_small_config();
  const auto model = opened(config);
  const auto result = model->search(options(how), nullptr);
  RC_CLASSIFY(result.exhaustive, "small enough");
  if (!result.exhaustive) return;
  Lawful again(config);
  const auto referee = reachable(again, how);
  RC_ASSERT(counts(result) == counts(referee));
  RC_ASSERT(depths(result) == depths(referee));
  RC_ASSERT(model->coverage() == again.coverage());
  RC_CLASSIFY(result.verdict == explorer::Verdict::violated, "violated");
}

/// Of the last step. No step leads to an initial world.
std::uint32_t site_of(const families::AnyModel& model, const families::Run& run) {
  if (run.steps.empty()) return ~0u;
  const families::AnyWorld& before =
      run.steps.size() == 1 ? run.initial : run.steps[run.steps.size() - 2].world;
  return model.site(before, run.steps.back().action);
}

RC_GTEST_PROP(Differential, twice_the_same, ()) {
  const Config config = *any_small_config();
  const auto model = opened(config), again = opened(config);
  const auto one = model->search(options(Reduce::symmetry), nullptr);
  const auto two = again->search(options(Reduce::symmetry), nullptr);
  RC_ASSERT(counts(one) == counts(two));
  RC_ASSERT(one.violations.size() == two.violations.size());
  RC_ASSERT(model->coverage() == again->coverage());
  std::set<std::tuple<explorer::ViolationKind, unsigned, std::uint32_t>> told;
  for (std::size_t i = 0; i < one.violations.size(); ++i) {
    const auto &v = one.violations[i], &u = two.violations[i];
    RC_ASSERT(v.kind == u.kind && v.law == u.law && v.depth == u.depth);
    RC_ASSERT(site_of(*model, v.run) == site_of(*again, u.run));
    RC_ASSERT(told.emplace(v.kind, v.law, site_of(*model, v.run)).second);  // each is another one
    const auto &a = v.run, &b = u.run;
    RC_ASSERT(a.initial == b.initial);
    RC_ASSERT(a.steps.size() == b.steps.size());
    for (std::size_t s = 0; s < a.steps.size(); ++s) {
      RC_ASSERT(a.steps[s].action == b.steps[s].action);
      RC_ASSERT(a.steps[s].world == b.steps[s].world);
    }
  }
}

/// A counterexample is a run of the model, as long as it says, and it ends where the law breaks.
RC_GTEST_PROP(Differential, counterexamples_are_runs, ()) {
  const auto model = opened(*any_small_config());
  for (const auto& violation : model->search(options(Reduce::symmetry), nullptr).violations) {
    RC_ASSERT(violation.run.steps.size() == violation.depth);
    families::AnyWorld w = violation.run.initial;
    for (const auto& step : violation.run.steps) {
      families::AnyWorld after;
      family::Taken taken;
      RC_ASSERT(model->take(w, step.action, after, taken));
      RC_ASSERT(after == step.world);
      w = after;
    }
    if (violation.kind != explorer::ViolationKind::law) continue;
    RC_ASSERT((model->broken(w, ~0ull) >> violation.law & 1) == 1u);
  }
}

/// All that a run can meet at size tiny, with one operation at a time. Without exit, after which a
/// walk soon ends.
class WithinReach : public ::testing::Test {
 protected:
  Model model_{{find_version("netbsd-1.6")->personality,
                {.processes = 1, .threads = {2, 1, 1}, .in_flight = 1, .pages = 2},
                without(op::exit)}};
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
    const auto model = opened(*any_small_config());
    const auto result = model->search(options(Reduce::symmetry), nullptr);
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
