// What: the search against the slow referee, on protocols drawn at random.
// Counts are compared on exhaustive runs only: an early stop has its own.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "explorer/bfs.h"
#include "explorer/random_walk.h"
#include "explorer/reachable.h"
#include "explorer/toy/random_protocol.h"
#include "tests/explorer/toy_counts.h"
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {
namespace {

using toy::RandomProtocol;
using Seed = std::uint64_t;

template <Model M>
std::optional<std::uint32_t> shortest(const Result<M>& result, ViolationKind kind,
                                      unsigned law = 0) {
  std::optional<std::uint32_t> depth;
  for (const auto& v : result.violations) {
    if (v.kind == kind && v.law == law && (!depth || v.depth < *depth)) depth = v.depth;
  }
  return depth;
}

RC_GTEST_PROP(Differential, all_violations_agrees_with_the_referee, (Seed seed, bool symmetric)) {
  RandomProtocol model(seed, symmetric);
  const auto result = explore(model, all_violations());
  const auto referee = reachable(model, Reduce::symmetry);
  RC_ASSERT(result.exhaustive);
  RC_ASSERT(counts(result) == counts(referee));
  for (unsigned law = 0; law < 64; ++law) {
    RC_ASSERT(shortest(result, ViolationKind::law, law) == referee.law_depth[law]);
  }
  RC_ASSERT(shortest(result, ViolationKind::deadlock) == referee.deadlock_depth);
  RC_ASSERT(shortest(result, ViolationKind::stuck) == stuck_depth(model));
  RC_CLASSIFY(result.verdict == Verdict::violated);
  RC_CLASSIFY(shortest(result, ViolationKind::stuck).has_value(), "stuck");
}

RC_GTEST_PROP(Differential, default_mode_stops_at_a_shortest, (Seed seed, bool symmetric)) {
  RandomProtocol model(seed, symmetric);
  const auto result = explore(model, {});
  const auto referee = reachable(model, Reduce::symmetry);
  std::optional<std::uint32_t> law;
  for (const auto& depth : referee.law_depth) {
    if (depth && (!law || *depth < *law)) law = depth;
  }
  const auto first = result.violations.empty() ? ViolationKind::stuck : result.violations[0].kind;
  if (!law && !referee.deadlock_depth) {
    RC_ASSERT(shortest(result, ViolationKind::stuck) == stuck_depth(model));
    RC_ASSERT(result.violations.size() <= 1);
  } else if (first == ViolationKind::law) {
    RC_ASSERT(result.violations[0].depth == *law);
    RC_ASSERT(!referee.deadlock_depth || *referee.deadlock_depth + 1 >= *law);
  } else {
    RC_ASSERT(first == ViolationKind::deadlock);
    RC_ASSERT(result.violations[0].depth == *referee.deadlock_depth);
    RC_ASSERT(!law || *law > *referee.deadlock_depth);
  }
}

/// Symmetry must not change what is found, nor how far away it is.
RC_GTEST_PROP(Differential, the_quotient_has_the_same_verdicts, (Seed seed)) {
  RandomProtocol model(seed, true);
  Options raw_options = all_violations();
  raw_options.reduce = Reduce::none;
  const auto raw = explore(model, raw_options);
  const auto quotient = explore(model, all_violations());
  // Not equal: the second initial state names an actor, and its renamings are no initial states.
  RC_ASSERT(raw.depth >= quotient.depth);
  RC_ASSERT(raw.states >= quotient.states);
  std::set<std::vector<std::byte>> classes;
  for_each_reachable(model, Reduce::none, initial_states_of(model),
                     [&](RandomProtocol::State state, const auto&, std::uint32_t) {
                       model.canonicalize(state);
                       classes.insert(packed(model, state));
                     });
  RC_ASSERT(classes.size() == quotient.states);
  for (unsigned law = 0; law < 3; ++law) {
    const auto kind = ViolationKind::law;
    RC_ASSERT(shortest(raw, kind, law) == shortest(quotient, kind, law));
  }
  for (const auto kind : {ViolationKind::deadlock, ViolationKind::stuck}) {
    RC_ASSERT(shortest(raw, kind) == shortest(quotient, kind));
  }
}

/// Every transition over which a law breaks belongs to some finding, and none is nearer.
RC_GTEST_PROP(Differential, every_law_and_site_is_told_once, (Seed seed, bool symmetric)) {
  RandomProtocol model(seed, symmetric);
  std::map<std::pair<unsigned, std::uint32_t>, std::uint32_t> expected;
  for (RandomProtocol::State state : initial_states_of(model)) {
    for (unsigned law = 0; law < 3; ++law) {
      if ((model.broken(state) >> law & 1) != 0) expected.emplace(std::pair{law, kNoSite}, 0);
    }
  }
  for_each_reachable(model, Reduce::symmetry, initial_states_of(model),
                     [&](const RandomProtocol::State& state, const auto& expansion,
                         std::uint32_t depth) {
                       for (const auto& step : expansion.steps) {
                         const auto fresh = model.broken(step.state) & ~model.broken(state);
                         const auto site = model.site(state, step.action);
                         for (unsigned law = 0; law < 3; ++law) {
                           if ((fresh >> law & 1) == 0) continue;
                           expected.emplace(std::pair{law, site}, depth + 1);
                         }
                       }
                     });
  std::map<std::pair<unsigned, std::uint32_t>, std::uint32_t> told;
  for (const auto& v : explore(model, all_violations()).violations) {
    if (v.kind != ViolationKind::law) continue;
    RC_ASSERT(told.emplace(std::pair{v.law, v.site}, v.depth).second);
  }
  RC_ASSERT(told == expected);
}

RC_GTEST_PROP(Differential, a_random_walk_stays_within_reach, (Seed seed, bool symmetric)) {
  RandomProtocol model(seed, symmetric);
  std::set<std::vector<std::byte>> known;
  for_each_reachable(model, Reduce::symmetry, initial_states_of(model),
                     [&](const RandomProtocol::State& state, const auto&, std::uint32_t) {
                       known.insert(packed(model, state));
                     });
  random_walk(model, seed, 100, [&](RandomProtocol::State state) {
    model.canonicalize(state);
    RC_ASSERT(known.count(packed(model, state)) == 1);
    return true;
  });
}

RC_GTEST_PROP(Determinism, twice_the_same, (Seed seed, bool symmetric, bool all)) {
  Options options;
  options.all_violations = all;
  RandomProtocol model(seed, symmetric), again(seed, symmetric);
  const auto first = explore(model, options), second = explore(again, options);
  RC_ASSERT(counts(first) == counts(second));
  RC_ASSERT(keys(first) == keys(second));
  for (std::size_t i = 0; i < first.violations.size(); ++i) {
    const auto &one = first.violations[i], &two = second.violations[i];
    RC_ASSERT(one.cycle == two.cycle);
    RC_ASSERT(one.path.initial == two.path.initial);
    RC_ASSERT(one.path.length() == two.path.length());
    for (std::size_t s = 0; s < one.path.length(); ++s) {
      RC_ASSERT(one.path.steps[s].action == two.path.steps[s].action);
      RC_ASSERT(one.path.steps[s].state == two.path.steps[s].state);
    }
  }
}

/// A canary: were the generator to draw only harmless protocols, the tests above would be idle.
TEST(Differential, the_drawn_protocols_are_not_all_alike) {
  std::map<ViolationKind, int> told;
  int holds = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    RandomProtocol model(seed, seed % 2 == 0);
    const auto result = explore(model, {});
    holds += result.verdict == Verdict::holds ? 1 : 0;
    if (!result.violations.empty()) ++told[result.violations[0].kind];
  }
  EXPECT_GT(holds, 50);
  EXPECT_GT(told[ViolationKind::law], 50);
  EXPECT_GT(told[ViolationKind::deadlock], 20);
  EXPECT_GT(told[ViolationKind::stuck], 20);

  std::map<unsigned, int> laws;
  int ends = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    RandomProtocol model(seed, seed % 2 == 0);
    for (const auto& v : explore(model, all_violations()).violations) {
      if (v.kind == ViolationKind::law) ++laws[v.law];
    }
    bool ended = false;
    for_each_reachable(model, Reduce::none, initial_states_of(model),
                       [&](const auto& s, const auto&, std::uint32_t) {
                         ended |= model.terminal(s);
                       });
    ends += ended ? 1 : 0;
  }
  EXPECT_GT(ends, 50);
  for (unsigned law = 0; law < 3; ++law) EXPECT_GT(laws[law], 20) << law;
}

}  // namespace
}  // namespace vmwire::explorer
