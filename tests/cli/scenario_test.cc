// What: --steps from words to a run: what is meant, what is refused and where, which size it gets.
// Next: scenario_run_test.cc, what such runs answer.
#include "cli/scenario.h"

#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/report_lines.h"
#include "cli/setup.h"

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

std::string complaint(const std::string& steps, const Change& change = {}) {
  cli::Setup setup;
  return set_up(options_of(steps, change), setup);
}

std::string text_of(const std::string& steps, const Change& change = {}) {
  const auto setup = sound(steps, change);
  return setup.scenario ? setup.scenario->text : "none";
}

std::string size_of(const Setup& setup) { return size_options(*setup.family, setup.config.size); }

unsigned knob(const Setup& setup, const std::string& name, std::size_t i = 0) {
  return setup.config.size[setup.family->sizes.find(name)->place + i];
}

// --- words ------------------------------------------------------------------------------------

TEST(Scenario, IsSpeltAsTheProgramPrints) {
  EXPECT_EQ(text_of("P0 mlock [0,1)"), "P0.t0 mlock [0,1)");
  EXPECT_EQ(text_of(" P0.t0  mlock [ 0, 1 ) ;P1.t0 truncate 0"),
            "P0.t0 mlock [0,1); P1.t0 truncate to 0");
  EXPECT_EQ(text_of("P0 physio writes [0,1)"), "P0.t0 physio device writes [0,1)");
  EXPECT_EQ(text_of("P0 mmap anon rw [0,1) ;; P0 fork COPY"),
            "P0.t0 mmap anon rw [0,1) ;; P0.t0 fork COPY");
}

TEST(Scenario, WhatItPrintsItReads) {
  for (const std::string steps : {"P0 mlock [0,1) | P1 munlock ;; P1.t0 exit; P0 read 0",
                                  "P0 mmap [0,1); P0 mmap file [1,2)"}) {
    EXPECT_EQ(text_of(text_of(steps)), text_of(steps));
  }
}

TEST(Scenario, WhatIsLeftOutIsLeftOpen) {
  const auto setup = sound("P0 mmap anon [0,1); P0 mlock; P0 mmap private rw; P0 munlock [0,1)");
  std::vector<std::size_t> meanings;
  for (const Scenario::Step& step : setup.scenario->steps) meanings.push_back(step.meanings);
  EXPECT_EQ(meanings, (std::vector<std::size_t>{3, 1, 2, 1}));
  EXPECT_EQ(steps_text(*setup.scenario),
            "1 P0.t0 mmap anon [0,1) (any of 3); 2 P0.t0 mlock [0,1); "
            "3 P0.t0 mmap private rw (any of 2); 4 P0.t0 munlock [0,1)");
}

TEST(Scenario, AFileHasAStepOnEachLine) {
  const std::string file = testing::TempDir() + "report.steps";
  std::ofstream(file) << "# a report\n\nP0 mlock [0,1)   # first\r\nP0 munlock [0,1)\n;;\n"
                         "P0 read 0\n|\nP1 truncate to 0; P1 extend to 1\n";
  const Change from_file = [&](RunOptions& options) { options.steps_file = file; };
  EXPECT_EQ(text_of("", from_file),
            "P0.t0 mlock [0,1); P0.t0 munlock [0,1) ;; P0.t0 read 0 | P1.t0 truncate to 0; "
            "P1.t0 extend to 1");
  EXPECT_EQ(complaint("P0 read 0", from_file),
            "--steps and --steps-file say the same thing: give one of them");
  std::ofstream(file) << "P0 mlock [0,1)\n\nP0 mlok [0,1)\n";
  EXPECT_EQ(complaint("", from_file), "--steps-file " + file + ": line 3, column 4: no operation "
                                      "is named 'mlok'; did you mean 'mlock'?");
  std::ofstream(file) << "P0 mlock \033[0m\n";
  EXPECT_NE(complaint("", from_file).find("plain ASCII"), std::string::npos);
  EXPECT_NE(complaint("", [](RunOptions& options) { options.steps_file = "/none"; })
                .find("cannot be read"),
            std::string::npos);
}

TEST(Scenario, PointsAtTheWord) {
  const struct {
    const char *steps, *complaint;
  } rows[] = {
      {"P0 mlok", "column 4: no operation is named 'mlok'; did you mean 'mlock'?"},
      {"P0 read 0; mlock [0,1)", "column 12: 'mlock' needs a thread before it, as P0.t0 mlock"},
      {"pagedaemon deactivate", "column 1: 'pagedaemon' is the kernel's own, and runs as ever: a "
                                "step begins with a thread, as P0.t0"},
      {"P0 forget", "column 4: forget is done by the pmap, which runs as ever, and begun by no "
                    "thread"},
      {"P0 read 0;", ""},
      {"P0", "column 3: expected an operation after P0.t0"},
      {"P0 read 0;; ;P0 read 0", "column 13: expected a step, as 'P0.t0 mlock [0,1)'"},
      {"P0 read 0 |", "column 12: expected a step, as 'P0.t0 mlock [0,1)'"},
      {"; P0 read 0", "column 1: expected a step, as 'P0.t0 mlock [0,1)'"},
      {" # nothing", "column 11: expected a step, as 'P0.t0 mlock [0,1)'"},
      {"P0 read 0 | P1 read 0; P0 write 0",
       "column 24: P0.t0 has steps on both sides of '|': put what one thread does between two "
       "'|'"},
      {"P0 mlock [0,9)", "column 10: '[0,9)' does not follow 'mlock' in any size that fits; the "
                         "smallest has [0,1)"},
      {"P9 mlock", "column 1: no thread is named 'P9' in any size that fits; the smallest has "
                   "P0.t0"},
  };
  for (const auto& row : rows) {
    const std::string wanted = row.complaint;
    EXPECT_EQ(complaint(row.steps), wanted.empty() ? "" : "--steps: " + wanted) << row.steps;
  }
  std::string many = "P0 read 0";
  for (unsigned i = 0; i < 64; ++i) many += "; P0 read 0";
  EXPECT_NE(complaint(many).find("more than 64 steps"), std::string::npos);
  EXPECT_NE(complaint(std::string(5000, ' ') + "P0 read 0").find("longer"), std::string::npos);
}

// --- sizes ------------------------------------------------------------------------------------

TEST(Scenario, GetsTheSmallestSizeThatFits) {
  const auto one = sound("P0 mmap anon [0,1)");
  EXPECT_EQ(size_of(one), "--size tiny --threads 1 --in-flight 1");
  const auto two = sound("P0 mmap anon [0,1); P0.t1 mlock");
  EXPECT_EQ(size_of(two), "--size tiny");
  const auto wide = sound("P0 mmap anon [0,2)");
  EXPECT_EQ(knob(wide, "va-pages"), 2u);
  EXPECT_EQ(knob(wide, "processes"), 1u);
  const auto file = sound("P0 truncate to 2");
  EXPECT_EQ(knob(file, "file-pages"), 2u);
  const auto other = sound("P0 read 0; P1.t1 read 0");
  EXPECT_EQ(knob(other, "processes"), 2u);
  EXPECT_EQ(knob(other, "threads", 0), 1u);
  EXPECT_EQ(knob(other, "threads", 1), 2u);
  EXPECT_EQ(knob(other, "in-flight"), 2u);
}

TEST(Scenario, ForkGetsRoomForTheChild) {
  EXPECT_EQ(knob(sound("P0 fork as mapped"), "processes"), 2u);
  const Change tiny = [](RunOptions& options) { options.size = "tiny"; };
  EXPECT_EQ(complaint("P0 fork", tiny),
            "--steps: column 4: there is no room for what fork makes in this size; it has P0.t0, "
            "P0.t1; it fits with --processes 2 --threads 2,1");
}

TEST(Scenario, KeepsTheNumbersThatAreGiven) {
  const auto given = sound("P0 read 0", [](RunOptions& options) {
    options.knobs = {{"pages", "3"}, {"threads", "2,1"}};
  });
  EXPECT_EQ(knob(given, "pages"), 3u);
  EXPECT_EQ(knob(given, "processes"), 2u);
  EXPECT_EQ(knob(given, "threads"), 2u);
  const Change narrow = [](RunOptions& options) { options.knobs = {{"va-pages", "1"}}; };
  EXPECT_NE(complaint("P0 mlock [0,2)", narrow).find("column 10: '[0,2)'"), std::string::npos);
}

TEST(Scenario, IsRefusedByASizeThatLacksSomething) {
  const Change tiny = [](RunOptions& options) { options.size = "tiny"; };
  EXPECT_EQ(size_of(sound("P0 mlock [0,1)", tiny)), "--size tiny");
  EXPECT_EQ(complaint("P0 mlock [0,2)", tiny),
            "--steps: column 10: '[0,2)' does not follow 'mlock' in this size; it has [0,1); it "
            "fits with --va-pages 2");
  EXPECT_EQ(complaint("P0 mlock [0,1); P1 read 0", tiny),
            "--steps: column 17: no thread is named 'P1' in this size; it has P0.t0, P0.t1; it "
            "fits with --processes 2 --threads 2,1");
}

TEST(Scenario, SaysWhenTooFewCanBeInProgress) {
  const auto setup = sound("P0 mmap anon [0,2); P1 mlock", [](RunOptions& options) {
    options.knobs = {{"in-flight", "1"}};
  });
  EXPECT_EQ(restriction(setup), "only the steps below; only 1 of their 2 threads at once in an "
                                "operation");
}

TEST(Scenario, GoesWithOperationsThatAreAllowed) {
  const Change ops = [](RunOptions& options) { options.ops = {"mmap", "forget"}; };
  EXPECT_EQ(complaint("P0 mmap anon [0,1)", ops), "");
  EXPECT_EQ(complaint("P0 mmap; P0 mlock", ops), "--steps: column 13: mlock is not among --ops");
}

TEST(Scenario, IsRepeatedWordForWord) {
  const auto setup = sound("P0 mmap anon [0,1) ;; P0 mlock | P0.t1 physio");
  EXPECT_EQ(repeat_line(setup),
            "./vmwire check netbsd-1.4 --steps 'P0.t0 mmap anon [0,1) ;; P0.t0 mlock [0,1) | "
            "P0.t1 physio' --size tiny");
  EXPECT_TRUE(setup.restricted());
}

}  // namespace
}  // namespace vmwire::cli
