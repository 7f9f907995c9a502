// What: what a scenario's runs answer: alike however they are searched, with what is begun and what
// never can be, and who waits at the end; and how traces keep it.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/recorded.h"
#include "cli/replayer.h"
#include "cli/report.h"
#include "cli/report_lines.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/trace_of.h"
#include "families/families.h"
#include "traces/codec.h"

namespace vmwire::cli {
namespace {

using Change = std::function<void(RunOptions&)>;

RunOptions options_of(const std::string& steps, const Change& change) {
  RunOptions options;
  options.kernel = "netbsd-1.4";
  options.steps = steps;
  if (change) change(options);
  return options;
}

Setup sound(const std::string& steps, const Change& change = {}) {
  cli::Setup setup;
  EXPECT_EQ(set_up(options_of(steps, change), setup), "") << steps;
  return setup;
}

// --- runs -------------------------------------------------------------------------------------

constexpr const char* kLost = "P0 mmap anon private rw [0,1); P0 mlock [0,1) ;; "
                              "P0.t1 physio device reads [0,1) | P0 read 0";

/// Raw I/O forgets mlock, which breaks a promise in this scenario.
Setup lost(const Change& change = {}) {
  return sound(kLost, [&](RunOptions& options) {
    options.rules.fixed = true;
    options.rules.with = {"netbsd-vsunlock-clears-mlock"};
    options.invariants = {"mlock-promise"};
    if (change) change(options);
  });
}

families::Answer answer_of(const Setup& setup) {
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  EXPECT_EQ(search_complaint(*model, setup), "");
  return run_search(*model, setup, nullptr, nullptr);
}

traces::Trace first_trace(const Setup& setup) {
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  EXPECT_EQ(answer.verdict, explorer::Verdict::violated);
  return answer.violations.empty() ? traces::Trace()
                                   : trace_of(setup, *model, answer.violations.front());
}

TEST(ScenarioRun, BeginsWhatItSaysAndNothingElse) {
  const traces::Trace trace = first_trace(lost());
  std::vector<std::string> begun;
  for (const traces::TraceStep& step : trace.steps) {
    if (step.arguments.begins) begun.push_back(step.actor + " " + step.operation);
  }
  EXPECT_EQ(begun, (std::vector<std::string>{
                       "P0.t0 mmap anon private rw [0,1)", "P0.t0 mlock [0,1)",
                       "P0.t1 physio device reads [0,1)", "P0.t0 read 0"}));
}

TEST(ScenarioRun, AnswersAlikeHoweverItIsSearched) {
  for (const char* reduce : {"none", "symmetry", "por", "all"}) {
    for (const char* search : {"bfs", "dfs", "guided"}) {
      for (const char* workers : {"1", "2"}) {
        if (std::string(search) != "bfs" && std::string(workers) != "1") continue;
        const Change how = [&](RunOptions& options) {
          options.reduce = reduce;
          options.search = search;
          options.workers = workers;
        };
        const auto setup = lost(how);
        EXPECT_EQ(answer_of(setup).verdict, explorer::Verdict::violated) << reduce << search;
        const auto without = lost([&](RunOptions& options) {
          how(options);
          options.rules.with.clear();
        });
        const families::Answer holds = answer_of(without);
        EXPECT_EQ(holds.verdict, explorer::Verdict::holds) << reduce << search;
        EXPECT_EQ(holds.begun.count(), 4u);
      }
    }
  }
  const auto compact = lost([](RunOptions& options) {
    options.search = "dfs";
    options.store = "compact";
  });
  EXPECT_EQ(answer_of(compact).verdict, explorer::Verdict::violated);
  const auto random = lost([](RunOptions& options) {
    options.search = "random";
    options.states_max = "100000";
  });
  EXPECT_EQ(answer_of(random).verdict, explorer::Verdict::violated);
}

TEST(ScenarioRun, OrderMatters) {
  const auto verdict = [](const std::string& steps) {
    return answer_of(sound(steps, [](RunOptions& options) {
             options.kernel = "toykernel-1";
           })).verdict;
  };
  // The bug needs two steps of one wire and nothing else; unwire undoes what was promised.
  EXPECT_EQ(verdict("t0 wire"), explorer::Verdict::violated);
  EXPECT_EQ(verdict("t0 fault"), explorer::Verdict::holds);
}

/// A truncation while raw I/O is going on takes its page away; after its end it does not.
TEST(ScenarioRun, AfterTheReturnIsNotAfterTheBegin) {
  const auto verdict = [](const std::string& cut) {
    return answer_of(sound("P0 mmap file shared rw [0,1) ;; P0 physio device writes [0,1)" + cut +
                               "P1 truncate to 0",
                           [](RunOptions& options) {
                             options.kernel = "netbsd-1.6";
                             options.invariants = {"dma-promise"};
                           })).verdict;
  };
  EXPECT_EQ(verdict("; "), explorer::Verdict::violated);
  EXPECT_EQ(verdict(" | "), explorer::Verdict::violated);
  EXPECT_EQ(verdict(" ;; "), explorer::Verdict::holds);
}

TEST(ScenarioRun, TracesKeepIt) {
  const auto setup = lost();
  const traces::Trace trace = first_trace(setup);
  EXPECT_EQ(trace.scenario, setup.scenario->text);
  const traces::Read read = traces::from_json(traces::to_json(trace).dump(), "t.json");
  ASSERT_EQ(read.error, "");
  EXPECT_EQ(read.trace, trace);
  Recorded recorded;
  ASSERT_EQ(read_record(read.trace, recorded), "");
  ASSERT_TRUE(recorded.setup.scenario);
  EXPECT_EQ(recorded.setup.scenario->text, trace.scenario);
  EXPECT_TRUE(replay_record(read.trace, recorded, recorded.setup.config).reached);
  families::AnyConfig fixed = recorded.setup.config;
  ASSERT_EQ(recorded.setup.family->rules.apply({.fixed = true}, fixed.personality), "");
  EXPECT_FALSE(replay_record(read.trace, recorded, fixed).reached);
}

TEST(ScenarioRun, ATraceThatBeginsSomethingElseIsRefused) {
  traces::Trace trace = first_trace(lost());
  trace.scenario = "P0.t0 mmap anon private rw [0,1); P0.t0 munlock [0,1)";
  Recorded recorded;
  EXPECT_EQ(read_record(trace, recorded), "/steps/1: is not what /scenario begins there");
  trace.scenario = "P0.t0 mlok";
  EXPECT_EQ(read_record(trace, recorded), "/scenario: column 7: no operation is named 'mlok'; did "
                                          "you mean 'mlock'?");
}

TEST(ScenarioRun, TellsWhatCanNeverBegin) {
  const auto setup = sound("P0 mmap anon [0,1); P0 mlock; P0 fork; P1 read 0",
                           [](RunOptions& options) {
                             options.kernel = "netbsd-1.6";
                             options.rules.proposed = true;
                           });
  const families::Answer answer = answer_of(setup);
  EXPECT_EQ(never_begun(*setup.scenario, answer.begun), "");
  const auto alone = sound("P0 mlock [0,1); P0 read 0; P0 fork");  // nothing is mapped to be read
  const families::Answer halted = answer_of(alone);
  EXPECT_EQ(never_begun(*alone.scenario, halted.begun), "2 P0.t0 read 0; 3 P0.t0 fork");
  const Report report{alone, halted, {}, {}, {}, {}};
  const std::string text = text_report(report);
  EXPECT_EQ(text.rfind("HOLDS within the restriction below; exhaustive; some of the steps can "
                       "never begin\n", 0), 0u) << text;
  EXPECT_NE(text.find("\nnever begun 2 P0.t0 read 0; 3 P0.t0 fork\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nrestricted  only the steps below\nsteps       1 P0.t0 mlock [0,1); "),
            std::string::npos) << text;
  const auto json = nlohmann::json::parse(json_report(report));
  EXPECT_EQ(json["scenario"]["text"], alone.scenario->text);
  EXPECT_EQ(json["scenario"]["steps"][0]["begun"], true);
  EXPECT_EQ(json["scenario"]["steps"][1]["begun"], false);
  EXPECT_EQ(json["scenario"]["steps"][2]["meanings"], 5);
  EXPECT_EQ(json["restricted"], true);
}

TEST(ScenarioRun, AGoalIsSoughtInIt) {
  const auto verdict = [](const std::string& goal) {
    return answer_of(sound("P0 mmap anon private rw [0,1); P0 mlock [0,1)",
                           [&](RunOptions& options) { options.goal = goal; })).verdict;
  };
  EXPECT_EQ(verdict("page[0].wire_count == 1"), explorer::Verdict::goal_reached);
  EXPECT_EQ(verdict("page[0].wire_count == 2"), explorer::Verdict::unreachable);
}

/// Who is named in the steps is that very one in a goal, too.
TEST(ScenarioRun, AGoalMeansTheProcessThatItNames) {
  const auto verdict = [](const std::string& goal) {
    return answer_of(sound("P0 mmap anon private rw [0,1); P0 mlock [0,1); P1 exit",
                           [&](RunOptions& options) { options.goal = goal; })).verdict;
  };
  EXPECT_EQ(verdict("entry[0][0].wired_count == 1"), explorer::Verdict::goal_reached);
  EXPECT_EQ(verdict("entry[1][0].wired_count == 1"), explorer::Verdict::unreachable);
  EXPECT_EQ(verdict("thread[0].op == mlock"), explorer::Verdict::goal_reached);
  EXPECT_EQ(verdict("thread[1].op == mlock"), explorer::Verdict::unreachable);
}

/// P1's thread has another number where P0 has more threads.
TEST(ScenarioRun, ALargerSizeHasTheSameThreads) {
  auto setup = lost();
  const families::Answer small = answer_of(setup);
  const family::Knob& threads = *setup.family->sizes.find("threads");
  const family::Knob& processes = *setup.family->sizes.find("processes");
  setup.config.size[processes.place] = 2;
  setup.config.size[threads.place] = 3;
  ASSERT_EQ(choose_scenario(setup.scenario->text, setup), "");
  EXPECT_EQ(answer_of(setup).verdict, small.verdict);
  auto other = sound("P0 mmap anon private rw [0,1); P1 mmap anon private rw [0,1)");
  EXPECT_EQ(other.config.script.next({}, 1), nullptr);
  other.config.size[threads.place] = 2;
  ASSERT_EQ(choose_scenario(other.scenario->text, other), "");
  families::Progress progress;
  progress.at[0] = 1;
  EXPECT_EQ(other.config.script.next(progress, 1), nullptr);
  EXPECT_NE(other.config.script.next(progress, 2), nullptr);
}

// --- who waits --------------------------------------------------------------------------------

/// P0 holds the only page, and P1 waits for one.
Setup full(const std::string& rest, const std::string& in_flight) {
  return sound("P0 mmap anon private rw [0,1); P0 mlock [0,1) ;; P1 mmap anon private rw [0,1) ;; "
               "P1 write 0" + rest, [&](RunOptions& options) {
    options.kernel = "netbsd-1.6";
    options.rules.proposed = true;
    options.invariants = {"stuck"};
    options.knobs = {{"pages", "1"}, {"swap", "0"}, {"in-flight", in_flight}};
  });
}

TEST(ScenarioStuck, ATurnThatIsToComeMayWake) {
  EXPECT_EQ(answer_of(full("; P0 munlock [0,1); P0 munmap [0,1)", "2")).verdict,
            explorer::Verdict::holds);
  // The cap withholds what the script would begin.
  EXPECT_EQ(answer_of(full("; P0 munlock [0,1); P0 munmap [0,1)", "1")).verdict,
            explorer::Verdict::holds);
}

TEST(ScenarioStuck, TheEndOfTheStepsIsNamed) {
  const auto message = [](const cli::Setup& setup) {
    const families::Answer answer = answer_of(setup);
    EXPECT_EQ(answer.verdict, explorer::Verdict::violated);
    return first_trace(setup).violation.message;
  };
  EXPECT_EQ(message(full("", "2")), "P1.t0: nothing in the steps ever wakes it; something begun "
                                    "beyond them would");
  EXPECT_EQ(message(full("", "1")), "P1.t0: nothing in the steps ever wakes it; whether something "
                                    "begun beyond them would is not known");
  const traces::Trace trace = first_trace(full("", "2"));
  Recorded recorded;
  ASSERT_EQ(read_record(trace, recorded), "");
  EXPECT_TRUE(replay_record(trace, recorded, recorded.setup.config).reached);
}

TEST(ScenarioStuck, WhoHasNothingLeftIsIdle) {
  EXPECT_EQ(answer_of(sound("P0 mmap anon private rw [0,1); P0.t1 read 0",
                            [](RunOptions& options) { options.invariants = {"stuck"}; })).verdict,
            explorer::Verdict::holds);
}

}  // namespace
}  // namespace vmwire::cli
