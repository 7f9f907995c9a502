// What: no word of a trace is believed: each is derived again from the actions, and told where the
// file says otherwise.
#include "cli/retell.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_words.h"
#include "cli/golden.h"
#include "cli/recorded.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/trace_of.h"
#include "families/family.h"
#include "traces/codec.h"

namespace vmwire::cli {
namespace {

using traces::Trace;

/// The bug of June 1999 as its first law sees it.
Trace sound() {
  RunOptions options;
  options.kernel = "netbsd-1.4";
  options.size = "tiny";
  options.rules.fixed = true;
  options.rules.with = {"netbsd-vsunlock-clears-mlock"};
  options.rules.set = {"wire_lock=busy"};
  options.invariants = {"I7"};
  options.depth_max = "80";
  cli::Setup setup;
  EXPECT_EQ(set_up(options, setup), "");
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  return trace_of(setup, *model, answer.violations.at(0));
}

const Trace& sample() {
  static const Trace trace = sound();
  return trace;
}

Retold retold(const Trace& trace) {
  Recorded recorded;
  EXPECT_EQ(read_record(trace, recorded), "");
  return retell(trace, recorded);
}

TEST(Retell, ASoundTraceIsWhatItSays) {
  const Retold again = retold(sample());
  EXPECT_EQ(again.error, "");
  EXPECT_EQ(again.differences, std::vector<std::string>());
  EXPECT_EQ(again.trace, sample());
  EXPECT_EQ(differences_text(again.differences), "");
}

TEST(Retell, EachGoldenTraceIsWhatItSays) {
  for (const auto& [name, json] : golden_traces()) {
    const traces::Read read = traces::from_json(json, name);
    ASSERT_EQ(read.error, "");
    const Retold again = retold(read.trace);
    EXPECT_EQ(again.error, "") << name;
    EXPECT_EQ(differences_text(again.differences), "") << name;
  }
}

TEST(Retell, EachWordIsDerivedAgain) {
  const struct {
    const char* place;
    std::function<void(Trace&)> forge;
  } rows[] = {
      {"/steps/1/operation: ", [](Trace& t) { t.steps[1].operation = "munlock [0,1)"; }},
      {"/steps/1/step: ", [](Trace& t) { t.steps[1].step = "nothing"; }},
      {"/steps/1/source", [](Trace& t) { t.steps[1].sources[0].function = "exit"; }},
      {"/steps/1/source", [](Trace& t) { t.steps[1].sources.clear(); }},
      {"/rules", [](Trace& t) { t.rules = {"netbsd-cow-of-wired-page"}; }},
      {"/repeat: ", [](Trace& t) { t.repeat = "rm -rf ~"; }},
      {"/repeat: ", [](Trace& t) { t.repeat += "; rm -rf ~"; }},
      {"/repeat: ", [](Trace& t) { t.repeat += " --ops mmap"; }},
      {"/repeat: ", [](Trace& t) { t.repeat = "./vmwire check netbsd-1.6 --size tiny"; }},
      {"/violation/message: ", [](Trace& t) { t.violation.message = "nothing is wrong"; }},
      {"/violation/alias: ", [](Trace& t) { t.violation.alias = "all is well"; }},
      {"/violation/kind: ", [](Trace& t) { t.violation.kind = "panic"; }},
      {"/violation/waits: ", [](Trace& t) { t.violation.waits = {{"P0.t0", "x", {}}}; }},
      {"/invariants/0: ", [](Trace& t) { t.invariants = {"I7"}; }},
      {"/personality/nested_munlock: ", [](Trace& t) { t.kernel = "netbsd-1.6"; }},
      {"/personality/wire_lock: ", [](Trace& t) { t.selection.set.clear(); }},
  };
  for (const auto& row : rows) {
    Trace forged = sample();
    row.forge(forged);
    const Retold again = retold(forged);
    ASSERT_EQ(again.error, "") << row.place;
    const std::string text = differences_text(again.differences);
    EXPECT_NE(text.find(std::string("\n    ") + row.place), std::string::npos)
        << row.place << "\n" << text;
    EXPECT_EQ(again.trace.steps, sample().steps);
    EXPECT_EQ(again.trace.violation, sample().violation);
    EXPECT_EQ(again.trace.repeat.find("rm"), std::string::npos);
  }
}

TEST(Retell, WhatIsNotWrongIsRefused) {
  const auto refused = [](const char* what, auto&& forge) {
    Trace forged = sample();
    forge(forged);
    EXPECT_EQ(retold(forged).error.rfind("/violation", 0), 0u) << what;
  };
  refused("a law that holds", [](Trace& t) { t.violation.invariant = "netbsd.I24"; });
  refused("no deadlock", [](Trace& t) { t.violation.kind = t.violation.invariant = "deadlock"; });
  refused("nobody sleeps", [](Trace& t) {
    t.violation.kind = t.violation.invariant = "stuck";
    t.violation.waits = {{"P0.t0", "x", {}}};
  });
}

TEST(Retell, AStepThatIsNotOnOfferIsRefused) {
  Trace forged = sample();
  forged.steps[0].arguments.begins = false;
  EXPECT_EQ(retold(forged).error, "/steps/0: is not on offer there");
}

TEST(Retell, NamesThatNobodyHasAreRefused) {
  const auto refused = [](const std::string& place, auto&& forge) {
    Trace forged = sample();
    forge(forged);
    Recorded recorded;
    EXPECT_EQ(read_record(forged, recorded).rfind(place, 0), 0u) << read_record(forged, recorded);
  };
  refused("/kernel: no kernel is named", [](Trace& t) { t.kernel = "netbsd-9"; });
  refused("/rules: no rule is named", [](Trace& t) { t.rules.push_back("netbsd-x"); });
  refused("/selection: no rule is named", [](Trace& t) { t.selection.with = {"netbsd-x"}; });
  refused("/selection: no rule is named", [](Trace& t) { t.selection.without = {"netbsd-x"}; });
  refused("/selection: ", [](Trace& t) { t.selection.set = {{"colour", "red"}}; });
  refused("/program: is no version", [](Trace& t) { t.program = "1.0 (all is well)"; });
  refused("/build: is no revision", [](Trace& t) { t.build = "run this: rm"; });
  refused("/rung: no rule is named", [](Trace& t) { t.rung = {"netbsd-x", "", ""}; });
  refused("/rung: no rule is named", [](Trace& t) { t.rung = {"", "netbsd-x", ""}; });
}

TEST(Retell, WorldsAreComplete) {
  const auto refused = [](const std::string& said, auto&& forge) {
    Trace forged = sample();
    forge(forged);
    Recorded recorded;
    EXPECT_EQ(read_record(forged, recorded), said);
  };
  // All of these are zero, so that the world is the same without them.
  refused("/initial: 'process[0].busy' is missing",
          [](Trace& t) { t.initial["process[0]"].erase("busy"); });
  refused("/initial: 'system' is missing", [](Trace& t) { t.initial.erase("system"); });
  refused("/final: 'process[0].busy' is missing",
          [](Trace& t) { t.final["process[0]"].erase("busy"); });
  refused("/initial: things that there are not have members",
          [](Trace& t) { t.initial["page[1]"]["wire_count"] = "0"; });
}

TEST(Words, AreThoseOfAShell) {
  const auto words = [](const std::string& line) {
    std::vector<std::string> result;
    EXPECT_TRUE(split_words(line, result)) << line;
    return result;
  };
  EXPECT_EQ(words("a  b"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(words("--goal 'a && b' c"), (std::vector<std::string>{"--goal", "a && b", "c"}));
  EXPECT_EQ(words("'it'\\''s' ''"), (std::vector<std::string>{"it's", ""}));
  EXPECT_EQ(words(R"("it's" "a \" b" c\ d)"),
            (std::vector<std::string>{"it's", "a \" b", "c d"}));
  EXPECT_EQ(words("a; $b"), (std::vector<std::string>{"a;", "$b"}));
  for (const char* line : {"'a", "\"a", "a\\", "'a' 'b", "\"a\\\""}) {
    std::vector<std::string> result;
    EXPECT_FALSE(split_words(line, result)) << line;
  }
}

}  // namespace
}  // namespace vmwire::cli
