// What: every golden trace is about known things, and replays to its violation.
// Source: herdtools7's litmus tests, each of which states its verdict.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "cli/golden.h"
#include "cli/recorded.h"
#include "cli/replayer.h"
#include "families/families.h"
#include "traces/codec.h"

namespace vmwire::cli {
namespace {

struct Golden {
  std::string file;
  traces::Trace trace;
};

/// In the order in which they are compiled in, which is that of their names.
std::vector<Golden> golden() {
  std::vector<Golden> result;
  for (const auto& [name, json] : golden_traces()) {
    const traces::Read read = traces::from_json(json, name);
    EXPECT_EQ(read.error, "");
    if (read.ok()) result.push_back({name, read.trace});
  }
  return result;
}

TEST(Golden, ThereAreSome) { EXPECT_FALSE(golden().empty()); }

TEST(Golden, EachReplaysToItsViolation) {
  for (const auto& [file, trace] : golden()) {
    Recorded recorded;
    ASSERT_EQ(read_record(trace, recorded), "") << file;
    const Replayed replayed = replay_record(trace, recorded, recorded.setup.config);
    EXPECT_TRUE(replayed.reached) << file << ": " << replayed.why;
    EXPECT_FALSE(replayed.departure.has_value()) << file << ": " << replayed.departure->name;
  }
}

TEST(Golden, EveryRungIsAboutKnownThings) {
  for (const auto& [file, trace] : golden()) {
    ASSERT_TRUE(trace.rung.has_value()) << file;
    const traces::Rung& rung = *trace.rung;
    EXPECT_NE(rung.story, "") << file;
    const families::Family* family = families::find_by_kernel(trace.kernel);
    ASSERT_NE(family, nullptr) << file;
    const std::string& law = trace.violation.invariant;
    EXPECT_TRUE(family->find_law(law) != nullptr || law == "deadlock" || law == "stuck") << file;
    if (rung.rule.empty()) {
      EXPECT_EQ(rung.companion, "") << file;
      continue;
    }
    // The ladder has no other rules on; the trace must not need any.
    std::set<std::string> on = {rung.rule};
    if (!rung.companion.empty()) on.insert(rung.companion);
    for (const std::string& rule : on) EXPECT_NE(family->rules.find(rule), nullptr) << rule;
    EXPECT_EQ(std::set<std::string>(trace.rules.begin(), trace.rules.end()), on) << file;
  }
}

}  // namespace
}  // namespace vmwire::cli
