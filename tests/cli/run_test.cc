// What: a run's finding as a trace: it comes back from JSON, and replays.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>

#include "cli/recorded.h"
#include "cli/replay_report.h"
#include "cli/replayer.h"
#include "cli/report.h"
#include "cli/report_lines.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/trace_of.h"
#include "families/family.h"
#include "traces/codec.h"
#include "traces/explain.h"
#include "traces/world_text.h"

namespace vmwire::cli {
namespace {

using nlohmann::json;

Setup setup_of(const std::function<void(RunOptions&)>& change) {
  RunOptions options;
  options.kernel = "netbsd-1.4";
  options.size = "tiny";
  change(options);
  cli::Setup setup;
  EXPECT_EQ(set_up(options, setup), "");
  return setup;
}

/// The bug of June 1999 as its first law sees it.
Setup vsunlock() {
  return setup_of([](RunOptions& options) {
    options.rules.fixed = true;
    options.rules.with = {"netbsd-vsunlock-clears-mlock"};
    options.invariants = {"I7"};
  });
}

traces::Trace first_trace(const Setup& setup) {
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  EXPECT_EQ(answer.verdict, explorer::Verdict::violated);
  return answer.violations.empty() ? traces::Trace()
                                   : trace_of(setup, *model, answer.violations.front());
}

/// A replay, and what is told of it.
struct Told : Replayed {
  std::string text;
};

Told replay(const traces::Trace& trace, const family::Selection& selection) {
  Recorded recorded;
  EXPECT_EQ(read_record(trace, recorded), "");
  Setup setup = recorded.setup;
  setup.selection = selection;
  EXPECT_EQ(setup.family->rules.apply(selection, setup.config.personality), "");
  Told told{replay_record(trace, recorded, setup.config), ""};
  const bool other = selection != family::Selection();
  told.text = replay_text({trace, told, setup, other, "t.json", {}});
  return told;
}

TEST(Run, AFindingBecomesATraceThatReplays) {
  const traces::Trace trace = first_trace(vsunlock());
  const std::string text = traces::to_json(trace).dump();
  const traces::Read read = traces::from_json(text, "t.json");
  ASSERT_EQ(read.error, "");
  EXPECT_EQ(read.trace, trace);
  EXPECT_EQ(trace.violation.depth, trace.steps.size());
  const Told replayed = replay(read.trace, {});
  EXPECT_TRUE(replayed.reached) << replayed.text;
  EXPECT_FALSE(replayed.departure.has_value());
}

TEST(Run, TheCorrectedKernelDeparts) {
  const Told replayed = replay(first_trace(vsunlock()), {.fixed = true});
  EXPECT_FALSE(replayed.reached) << replayed.text;
  EXPECT_TRUE(replayed.departure.has_value());
  EXPECT_NE(replayed.text.find("DEPARTS at step "), std::string::npos);
  EXPECT_NE(replayed.text.find("GONE netbsd.I7"), std::string::npos);
}

TEST(Run, TellsItToAPerson) {
  const traces::Trace trace = first_trace(vsunlock());
  const std::string text = traces::explain(trace, vsunlock().family->phrasing);
  EXPECT_EQ(text.rfind("VIOLATED netbsd.I7: ", 0), 0u);
  EXPECT_NE(text.find("uvm_vsunlock"), std::string::npos);
  EXPECT_NE(text.find("\nculprit: "), std::string::npos);
  EXPECT_NE(text.find("\nrepeat: ./vmwire check netbsd-1.4 --fixed --with "
                      "netbsd-vsunlock-clears-mlock --invariant netbsd.I7 --size tiny\n"),
            std::string::npos);
}

TEST(Run, AGoalIsReachedAndReplays) {
  const auto setup = setup_of([](RunOptions& options) {
    options.goal = "page[1].wire_count >= 2 && entry[0][0].wired_count == 0";
  });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  ASSERT_EQ(answer.verdict, explorer::Verdict::goal_reached);
  const traces::Trace trace = trace_of_goal(setup, *model, *answer.witness);
  EXPECT_EQ(traces::headline(trace), "REACHED goal: " + setup.goal->text());
  const Told again = replay(trace, {});
  EXPECT_TRUE(again.reached);
  EXPECT_EQ(again.text, "REACHED goal: " + setup.goal->text() + " again, after " +
                            std::to_string(trace.steps.size()) + " steps\nculprit: " +
                            trace.violation.message + "\n");
}

/// What is asked about a goal is answered in the goal's terms, and not in those of laws.
TEST(Run, AGoalThatIsNotMetIsGoneInItsOwnTerms) {
  const auto setup =
      setup_of([](RunOptions& options) { options.goal = "page[0].wire_count >= 1"; });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  traces::Trace trace = trace_of_goal(setup, *model, *answer.witness);
  // The last step is not taken.
  trace.steps.pop_back();
  trace.violation.depth = static_cast<unsigned>(trace.steps.size());
  family::AnyWorld last = answer.witness->initial;
  if (trace.steps.size() > 0) last = answer.witness->steps[trace.steps.size() - 1].world;
  trace.final = traces::text_of(last, model->fields());
  const Told told = replay(trace, {});
  EXPECT_FALSE(told.reached);
  EXPECT_EQ(told.text.rfind("GONE goal: page[0].wire_count >= 1: ", 0), 0u) << told.text;
  EXPECT_NE(told.text.find(" can be taken, and it is not met after that\n"), std::string::npos)
      << told.text;
}

TEST(Run, AReplayUnderOtherRulesSaysWhich) {
  const Told told =
      replay(first_trace(vsunlock()), {.set = {{"unwire_pte_bit", "if_entry_unwired"}}});
  EXPECT_FALSE(told.reached);
  EXPECT_NE(told.text.find("\nunder:   netbsd-1.4 as recorded, and "
                           "--set unwire_pte_bit=if_entry_unwired\n"), std::string::npos)
      << told.text;
}

/// A few states in a program of some megabytes say nothing of what one takes.
TEST(Run, BytesAStateAreToldWhereStatesTakeThem) {
  const auto setup = setup_of([](RunOptions&) {});
  families::Answer answer;
  answer.states = 57;
  answer.transitions = 1;
  answer.peak_rss_bytes = 5'841'000;
  const auto text = [&] { return text_report({setup, answer, {}, {}, {}}); };
  EXPECT_EQ(text().find("bytes a state"), std::string::npos) << text();
  EXPECT_NE(text().find("57 states, 1 transition, depth 0"), std::string::npos) << text();
  answer.states = 10'000'000;
  answer.peak_rss_bytes = 1'000'000'000;
  EXPECT_NE(text().find("at most, 100 bytes a state\n"), std::string::npos) << text();
}

TEST(Run, WhatWasAskedIsInTheAnswer) {
  const auto setup = setup_of([](RunOptions& options) {
    options.rules.fixed = true;
    options.rules.set = {"wire_lock=busy"};
    options.ops = {"mmap", "munmap"};
    options.depth_max = "2";
    options.states_max = "5k";
  });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  const Report report{setup, answer, {}, {}, {}};
  const std::string text = text_report(report);
  for (const char* line : {"\nkernel      netbsd-1.4; rules on: none; set: wire_lock=busy\n",
                           "\nrestricted  only operations mmap,munmap\n",
                           "\nlimits      --max-states 5k --max-depth 2\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  const json parsed = json::parse(json_report(report));
  EXPECT_EQ(parsed["selection"]["set"][0], json({{"field", "wire_lock"}, {"value", "busy"}}));
  EXPECT_EQ(parsed["selection"]["fixed"], true);
  EXPECT_EQ(parsed["limits"]["states"], 5000);
  EXPECT_EQ(parsed["limits"]["depth"], 2);
  EXPECT_EQ(parsed["limits"]["seconds"], nullptr);
  EXPECT_EQ(parsed["seed"], nullptr);
}

TEST(Run, ALimitIsInconclusive) {
  const auto setup = setup_of([](RunOptions& options) {
    options.invariants = {"deadlock"};
    options.depth_max = "2";
  });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  const Report report{setup, answer, {}, {}, unreached_marks(setup, model->coverage())};
  EXPECT_EQ(exit_code(answer.verdict), 2);
  EXPECT_EQ(text_report(report).rfind("INCONCLUSIVE: a limit was reached (depth)", 0), 0u);
  const json parsed = json::parse(json_report(report));
  EXPECT_EQ(parsed["verdict"], "inconclusive");
  EXPECT_EQ(parsed["exhaustive"], false);
  EXPECT_EQ(parsed["restricted"], true);
  EXPECT_FALSE(parsed["unreached"].empty());
  for (const char* member : {"kernel", "rules", "size", "states", "transitions", "depth", "seconds",
                             "states_per_second", "peak_rss_bytes", "bytes_per_state",
                             "violations"}) {
    EXPECT_TRUE(parsed.contains(member)) << member;
  }
}

TEST(Run, OnlyMarksOfTheOperationsThatHappenCanBeMissing) {
  const auto setup = setup_of([](RunOptions& options) { options.ops = {"mmap"}; });
  for (const family::MarkTable::Row* row : unreached_marks(setup, {})) {
    EXPECT_EQ(row->ops, "mmap") << row->mark->id;
  }
  const auto faulting = setup_of([](RunOptions& options) { options.ops = {"read"}; });
  bool with_shared = false;
  for (const family::MarkTable::Row* row : unreached_marks(faulting, {})) {
    const bool shared = row->ops == family::MarkTable::kShared;
    EXPECT_TRUE(shared || row->ops == "read,write") << row->mark->id;
    with_shared = with_shared || shared;
  }
  EXPECT_TRUE(with_shared);
}

TEST(Record, ATraceThatDoesNotAddUpIsRefused) {
  const traces::Trace sound = first_trace(vsunlock());
  const auto refused = [&sound](const char* what, auto&& damage) {
    traces::Trace trace = sound;
    damage(trace);
    Recorded recorded;
    EXPECT_NE(read_record(trace, recorded), "") << what;
  };
  using traces::Trace;
  refused("kernel", [](Trace& t) { t.kernel = "netbsd-0.8"; });
  refused("field unknown", [](Trace& t) { t.personality["colour"] = "red"; });
  refused("value unknown", [](Trace& t) { t.personality["wire_lock"] = "red"; });
  refused("knob unknown", [](Trace& t) { t.size["colour"] = {1}; });
  refused("size too large", [](Trace& t) { t.size["pages"] = {100}; });
  refused("threads", [](Trace& t) { t.size["threads"] = {2, 2, 2, 2, 2}; });
  refused("no threads", [](Trace& t) { t.size["threads"] = {}; });
  refused("operation", [](Trace& t) { t.ops = {"teleport"}; });
  refused("law", [](Trace& t) { t.violation.invariant = "netbsd.I99"; });
  refused("kind", [](Trace& t) { t.violation.kind = "goal"; });
  refused("goal", [](Trace& t) { t.goal = "page[0].busy"; });
  refused("initial hash", [](Trace& t) { t.initial_hash[0] ^= 1; });
  refused("initial", [](Trace& t) { t.initial["page[0]"]["colour"] = "red"; });
  refused("hash", [](Trace& t) { t.steps[0].world[0] ^= 1; });
  refused("from", [](Trace& t) { t.steps[0].changes[0].from = "red"; });
  refused("to", [](Trace& t) { t.steps[0].changes[0].to = "red"; });
  refused("change lost", [](Trace& t) { t.steps[0].changes.pop_back(); });
  refused("final", [](Trace& t) { t.final.clear(); });
  refused("actor", [](Trace& t) { t.steps[0].actor = "P9.t9"; });
  refused("op", [](Trace& t) { t.steps[0].arguments.op = "teleport"; });
  refused("argument", [](Trace& t) { t.steps[0].arguments.arg = "sideways"; });
}

/// As a golden trace that is older than a field or a knob.
TEST(Record, WhatATraceLacksIsTheDefault) {
  traces::Trace trace = first_trace(vsunlock());
  cli::Setup sound;
  ASSERT_EQ(read_setup(trace, sound), "");
  const families::Family& family = *sound.family;
  const family::PersonalityField& field = *family.personality().find("wire_lock");
  const family::Knob& pages = *family.sizes.find("pages");
  trace.personality.erase(field.name);
  trace.size.erase(pages.name);
  trace.size.erase("threads");
  cli::Setup setup;
  ASSERT_EQ(read_setup(trace, setup), "");
  EXPECT_EQ(setup.config.personality[field.place], field.usual);
  EXPECT_EQ(setup.config.size[pages.place], family.sizes.usual[pages.place]);
  // What stands there still counts.
  sound.config.personality[field.place] = field.usual;
  EXPECT_EQ(setup.config.personality, sound.config.personality);
  trace.personality.clear();
  trace.size.clear();
  cli::Setup bare;
  ASSERT_EQ(read_setup(trace, bare), "");
  for (const family::PersonalityField& each : family.personality().fields()) {
    EXPECT_EQ(bare.config.personality[each.place], each.usual) << each.name;
  }
  EXPECT_EQ(bare.config.size, family.sizes.usual);
}

TEST(Record, AStepThatIsNotOnOfferIsNamed) {
  traces::Trace trace = first_trace(vsunlock());
  trace.steps[0].arguments.begins = false;  // nothing has begun that could go on
  const Told replayed = replay(trace, {});
  EXPECT_FALSE(replayed.reached);
  EXPECT_NE(replayed.text.find("step 1 "), std::string::npos) << replayed.text;
  EXPECT_NE(replayed.text.find("is not on offer"), std::string::npos) << replayed.text;
}

}  // namespace
}  // namespace vmwire::cli
