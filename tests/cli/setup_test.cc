// What: from the words of `check` to a run, and back to words that repeat it.
#include "cli/setup.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "cli/check_options.h"
#include "families/families.h"
#include "model/netbsd/size.h"

namespace vmwire::cli {
namespace {

constexpr const char* kRule = "netbsd-vsunlock-clears-mlock";

/// As the program parses it, but for quotes.
RunOptions parse(const std::string& words) {
  RunOptions options;
  CLI::App app;
  add_run_options(app, options);
  app.parse(words, false);
  return options;
}

Setup sound(const std::string& words) {
  cli::Setup setup;
  EXPECT_EQ(set_up(parse(words), setup), "") << words;
  return setup;
}

std::string complaint(const std::string& words) {
  cli::Setup setup;
  return set_up(parse(words), setup);
}

netbsd::Size size_of(const std::string& words) {
  return family::size_of<netbsd::Size>(sound(words).config.size);
}

TEST(Setup, TakesAVersionWithItsBugs) {
  const auto setup = sound("netbsd-1.4");
  ASSERT_EQ(setup.family, families::find("netbsd"));
  EXPECT_EQ(setup.config.personality, setup.family->find_version("netbsd-1.4")->personality);
  EXPECT_EQ(setup.config.size, setup.family->sizes.find_size("small")->size);
  EXPECT_EQ(setup.laws, setup.family->all_laws());
  EXPECT_TRUE(setup.deadlock && setup.stuck);
  EXPECT_FALSE(setup.restricted());
  EXPECT_GT(setup.limits.memory, 0u);
}

TEST(Setup, FixedComesFirstWhereverItStands) {
  const std::string with = std::string("--with ") + kRule;
  const auto rules = [](const std::string& words) {
    const auto setup = sound(words);
    return setup.family->rules.on(setup.config.personality);
  };
  EXPECT_EQ(rules("netbsd-1.4 " + with + " --fixed"), std::vector<std::string>{kRule});
  EXPECT_EQ(rules("--fixed " + with + " netbsd-1.4"), std::vector<std::string>{kRule});
  EXPECT_TRUE(rules("netbsd-1.4 --fixed").empty());
  EXPECT_FALSE(rules("netbsd-1.4 --proposed").empty());
}

TEST(Setup, SizesChangeByOneNumber) {
  EXPECT_EQ(size_of("netbsd-1.4 --size tiny --swap 0").swap_slots, 0u);
  const netbsd::Size three = size_of("netbsd-1.4 --threads 1,1,2");
  EXPECT_EQ(three.processes, 3u);
  EXPECT_EQ(three.threads[2], 2u);
  EXPECT_EQ(complaint("netbsd-1.4 --processes 2 --threads 1,1,2"),
            "--threads has numbers for 3 processes, and there are 2");
  EXPECT_EQ(complaint("netbsd-1.4 --threads 2,,1"),
            "--threads 2,,1: expected one number for each process, as 2,1");
  EXPECT_NE(complaint("netbsd-1.4 --threads 1,1,1,1"), "");
  EXPECT_NE(complaint("netbsd-1.4 --threads -2"), "");
  EXPECT_NE(complaint("netbsd-1.4 --pages 7"), "");
  EXPECT_NE(complaint("netbsd-1.4 --pages 4294967299"), "");
}

TEST(Setup, ANumberOfAnotherFamilyIsRefused) {
  EXPECT_TRUE(complaint("toykernel-1 --swap 1")
                  .starts_with("--swap: toykernel-1 has no such number; it has: "));
  EXPECT_NE(complaint("toykernel-1 --threads 2,1"), "");
  EXPECT_EQ(complaint("toykernel-1 --with netbsd-cow-of-wired-page"),
            "rule netbsd-cow-of-wired-page is one of netbsd, and not of toykernel");
  EXPECT_EQ(sound("toykernel-1 --size tiny").family, families::find("toykernel"));
}

TEST(Setup, OperationsAndLawsAreRestricted) {
  const auto setup = sound("netbsd-1.4 --ops mlock,mmap --ops forget --invariant I7 "
                            "--invariant deadlock");
  EXPECT_EQ(setup.ops, (std::vector<std::string>{"mmap", "mlock", "forget"}));
  family::OpSet ops = 0;
  for (const std::string& name : setup.ops) {
    ops |= family::only(setup.family->number(*setup.family->find_op(name)));
  }
  EXPECT_EQ(setup.config.ops, ops);
  EXPECT_EQ(setup.invariants, (std::vector<std::string>{"netbsd.I7", "deadlock"}));
  EXPECT_EQ(__builtin_popcountll(setup.laws), 1);
  EXPECT_TRUE(setup.deadlock);
  EXPECT_FALSE(setup.stuck);
  EXPECT_EQ(restriction(setup),
            "only operations mmap,mlock,forget; only netbsd.I7, deadlock");
}

TEST(Setup, AnswersMistakes) {
  const char* const rows[] = {
      "netbsd-1.5", "netbsd-1.4 --with vsunlock", "netbsd-1.4 --without x", "netbsd-1.4 --size big",
      "netbsd-1.4 --ops mlok", "netbsd-1.4 --ops none", "netbsd-1.4 --invariant I99",
      "netbsd-1.4 --set a", "netbsd-1.4 --set a=b", "netbsd-1.4 --set wire_lock=a",
      "netbsd-1.4 --goal page", "netbsd-1.4 --goal page[0].busy --all-violations",
      "netbsd-1.4 --goal page[0].busy --invariant I7", "netbsd-1.4 --max-states 0",
      "netbsd-1.4 --max-depth x", "netbsd-1.4 --max-memory 1Q", "netbsd-1.4 --max-time 0",
      ("netbsd-1.4 --with netbsd-page-protect-skips-wired "
       "--with netbsd-page-protect-panics-on-wired"),
      "netbsd-1.4 --past-violations",
  };
  for (const char* row : rows) {
    const std::string line = complaint(row);
    EXPECT_NE(line, "") << row;
    EXPECT_EQ(line.find('\n'), std::string::npos) << row;
  }
}

TEST(Setup, AnswersUnknownNamesWithTheNearest) {
  const char* const rows[][2] = {
      {"netbsd-1.7", "no kernel is named 'netbsd-1.7'; did you mean 'netbsd-1.4' or 'netbsd-1.6'?"},
      {"netbsd-1.4 --with vsunlock",
       "no rule is named 'vsunlock'; did you mean 'netbsd-vsunlock-clears-mlock'?"},
      {"netbsd-1.4 --ops mlok", "no operation is named 'mlok'; did you mean 'mlock'?"},
      {"netbsd-1.4 --invariant dma-promis",
       "no law is named 'dma-promis'; did you mean 'dma-promise'?"},
      {"netbsd-1.4 --set wire_lok=busy",
       "no field of a personality is named 'wire_lok'; did you mean 'wire_lock'?"},
      {"netbsd-1.4 --goal page[0].wirecount",
       "--goal: column 1: no field of page[0] is named 'wirecount'; did you mean 'wire_count'?"},
  };
  for (const auto& row : rows) EXPECT_EQ(complaint(row[0]), row[1]);
}

TEST(Setup, FieldsOfWorldsAndOfPersonalitiesAreToldApart) {
  for (const char* name : {"wire_count", "page[0].wire_count"}) {
    EXPECT_EQ(complaint(std::string("netbsd-1.4 --set ") + name + "=1"),
              "page[0].wire_count is a field of a world, for --goal; those of a personality are in "
              "`vmwire list kernels netbsd`");
  }
}

/// A command line in pieces that can be put together in any way.
std::string any_words() {
  std::string words = *rc::gen::element<std::string>("netbsd-1.4", "netbsd-1.6");
  for (const char* piece :
       {" --fixed", " --with netbsd-cow-of-wired-page", " --without netbsd-wire-keeps-queue",
        " --proposed", " --set wire_lock=busy", " --size tiny", " --swap 0", " --invariant I7",
        " --invariant stuck", " --ops mmap,mlock", " --all-violations --past-violations",
        " --reduce none", " --workers 3", " --grow",
        " --max-states 5k", " --max-memory 1G", " --max-time 10m"}) {
    if (*rc::gen::inRange(0, 3) == 0) words += piece;
  }
  return words;
}

RC_GTEST_PROP(Setup, RepeatsItself, ()) {
  const auto first = sound(any_words());
  const std::string line = repeat_line(first);
  const std::string start = "./vmwire check ";
  RC_ASSERT(line.rfind(start, 0) == 0u);
  const auto second = sound(line.substr(start.size()));
  RC_ASSERT(repeat_line(second) == line);
  RC_ASSERT(second.config.personality == first.config.personality);
  RC_ASSERT(size_difference(*first.family, first.config.size, second.config.size).empty());
  RC_ASSERT(second.config.ops == first.config.ops);
  RC_ASSERT(second.laws == first.laws);
  RC_ASSERT(second.limits.states == first.limits.states);
  RC_ASSERT(second.reduce == first.reduce);
  RC_ASSERT(second.workers == first.workers);
  RC_ASSERT(second.grow == first.grow);
}

TEST(Setup, QuotesAGoalForTheShell) {
  cli::Setup setup;
  RunOptions options;
  options.kernel = "netbsd-1.4";
  options.goal = "pte[0][0].page == 'page 1'";
  ASSERT_EQ(set_up(options, setup), "");
  EXPECT_NE(repeat_line(setup).find("--goal 'pte[0][0].page == '\\''page 1'\\'''"),
            std::string::npos);
}

}  // namespace
}  // namespace vmwire::cli
