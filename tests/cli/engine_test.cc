// What: how a run is searched: the words for it, what does not go together, and what reports say.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

#include "cli/growth_report.h"
#include "cli/report.h"
#include "cli/run_options.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "families/family.h"

namespace vmwire::cli {
namespace {

using explorer::Keep;
using explorer::Order;
using explorer::Reduce;
using explorer::Verdict;
using nlohmann::json;

RunOptions tiny() {
  RunOptions options;
  options.kernel = "netbsd-1.6";
  options.size = "tiny";
  return options;
}

template <class Change>
std::string complaint(Change&& change) {
  RunOptions options = tiny();
  change(options);
  cli::Setup setup;
  return set_up(options, setup);
}

template <class Change>
Setup sound(Change&& change) {
  RunOptions options = tiny();
  change(options);
  cli::Setup setup;
  EXPECT_EQ(set_up(options, setup), "");
  return setup;
}

TEST(Engine, HasDefaults) {
  const auto setup = sound([](RunOptions&) {});
  EXPECT_EQ(setup.workers, 1u);
  EXPECT_EQ(setup.reduce, Reduce::symmetry);
  EXPECT_EQ(setup.order, Order::breadth);
  EXPECT_EQ(setup.keep, Keep::exact);
  EXPECT_TRUE(setup.shortest());
  EXPECT_EQ(engine_line(setup, false), "");
  EXPECT_EQ(engine_line(setup, true),
            "--workers 1 --reduce symmetry --search bfs --store exact");
}

TEST(Engine, TakesItsWords) {
  const auto por = sound([](RunOptions& o) { o.reduce = "all", o.workers = "16"; });
  EXPECT_EQ(por.reduce, Reduce::all);
  EXPECT_EQ(por.workers, 16u);
  EXPECT_FALSE(por.shortest());
  EXPECT_NE(repeat_line(por).find(" --workers 16 --reduce all "), std::string::npos);
  const auto bits = sound([](RunOptions& o) {
    o.search = "dfs", o.store = "bitstate", o.store_size = "64M";
  });
  EXPECT_EQ(bits.order, Order::depth);
  EXPECT_EQ(bits.keep, Keep::bitstate);
  EXPECT_EQ(bits.bitstate_bytes, std::uint64_t{64} << 20);
  EXPECT_NE(repeat_line(bits).find(" --search dfs --store bitstate --store-size 67108864 "),
            std::string::npos);
  const auto random = sound([](RunOptions& o) {
    o.search = "random", o.seed = "7", o.walk_steps = "2k";
  });
  EXPECT_EQ(random.seed, 7u);
  EXPECT_EQ(random.walk_steps, 2000u);
  EXPECT_NE(repeat_line(random).find(" --search random --seed 7 --walk-steps 2000 "),
            std::string::npos);
}

TEST(Engine, SuggestsTheNearestWord) {
  EXPECT_EQ(complaint([](RunOptions& o) { o.reduce = "symetry"; }),
            "--reduce: no reduction is named 'symetry'; did you mean 'symmetry'?");
  EXPECT_EQ(complaint([](RunOptions& o) { o.search = "gided"; }),
            "--search: no order is named 'gided'; did you mean 'guided'?");
  EXPECT_EQ(complaint([](RunOptions& o) { o.store = "bits"; }),
            "--store: no store is named 'bits'; did you mean 'bitstate'?");
}

TEST(Engine, RefusesNumbersOutOfBounds) {
  for (const char* workers : {"0", "17", "-1", "two", "99999999999999999999"}) {
    const std::string line = complaint([&](RunOptions& o) { o.workers = workers; });
    EXPECT_NE(line.find("from 1 to 16"), std::string::npos) << workers;
  }
  EXPECT_NE(complaint([](RunOptions& o) { o.search = "random", o.seed = "x"; }), "");
  EXPECT_NE(complaint([](RunOptions& o) { o.search = "random", o.walk_steps = "0"; }), "");
  EXPECT_NE(complaint([](RunOptions& o) {
    o.search = "dfs", o.store = "bitstate", o.store_size = "0";
  }), "");
  EXPECT_NE(complaint([](RunOptions& o) { o.grow = true, o.sizes_max = "0"; }), "");
}

/// What cannot be honoured is refused, in a line that says what to do.
TEST(Engine, RefusesWhatDoesNotGoTogether) {
  const auto refused = [](auto&& change, const std::string& says) {
    const std::string line = complaint(change);
    EXPECT_NE(line.find(says), std::string::npos) << "'" << line << "' does not say " << says;
    EXPECT_EQ(line.find('\n'), std::string::npos);
  };
  for (const char* reduce : {"por", "all"}) {
    const std::string use = reduce == std::string("all") ? "use --reduce symmetry"
                                                         : "use --reduce none";
    refused([&](RunOptions& o) { o.reduce = reduce, o.invariants = {"stuck"}; }, use);
    refused([&](RunOptions& o) { o.reduce = reduce, o.goal = "page[0].busy"; }, use);
    refused([&](RunOptions& o) {
      o.reduce = reduce, o.all_violations = o.past_violations = true;
    }, use);
    EXPECT_EQ(complaint([&](RunOptions& o) { o.reduce = reduce, o.all_violations = true; }), "");
    EXPECT_EQ(complaint([&](RunOptions& o) { o.reduce = reduce, o.invariants = {"I7"}; }), "");
  }
  refused([](RunOptions& o) { o.store = "compact"; }, "--search dfs");
  refused([](RunOptions& o) { o.store = "bitstate", o.search = "random"; }, "--search dfs");
  refused([](RunOptions& o) { o.workers = "2", o.search = "dfs"; }, "--search bfs");
  refused([](RunOptions& o) { o.invariants = {"stuck"}, o.search = "dfs"; }, "--search bfs");
  refused([](RunOptions& o) { o.store_size = "1G"; }, "--store bitstate");
  refused([](RunOptions& o) { o.seed = "1"; }, "--search random");
  refused([](RunOptions& o) { o.walk_steps = "1"; }, "--search random");
  refused([](RunOptions& o) { o.sizes_max = "1"; }, "--grow");
  refused([](RunOptions& o) { o.grow = true, o.search = "random"; }, "--search random");
  refused([](RunOptions& o) { o.grow = true, o.search = "dfs", o.store = "compact"; },
          "--store compact");
  refused([](RunOptions& o) { o.grow = true, o.depth_max = "9"; }, "--max-depth");
}

TEST(Engine, GrowsFromTinyUnlessASizeIsGiven) {
  const auto grown = sound([](RunOptions& o) { o.grow = true, o.size = ""; });
  EXPECT_EQ(grown.config.size, grown.family->sizes.find_size("tiny")->size);
  EXPECT_NE(repeat_line(grown).find(" --grow --size tiny"), std::string::npos);
  const auto given = sound([](RunOptions& o) { o.grow = true, o.size = "large"; });
  EXPECT_EQ(given.config.size, given.family->sizes.find_size("large")->size);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string verdict_of(const Setup& setup, const families::Answer& answer) {
  return first_line(text_report({setup, answer, {}, {}, {}}));
}

TEST(Engine, SaysWhatWasNotJudged) {
  const auto all = sound([](RunOptions& o) { o.reduce = "all"; });
  families::Answer answer;
  answer.verdict = Verdict::holds;
  answer.exhaustive = true;
  EXPECT_EQ(verdict_of(all, answer),
            "HOLDS in every reachable world of this size; exhaustive; "
            "stuck threads not judged under --reduce all");
  answer.stuck_checked = true;
  EXPECT_EQ(verdict_of(all, answer), "HOLDS in every reachable world of this size; exhaustive");
  // Who did not ask about stuck threads is told nothing of them.
  answer.stuck_checked = false;
  const auto law = sound([](RunOptions& o) { o.reduce = "por", o.invariants = {"I7"}; });
  EXPECT_EQ(verdict_of(law, answer), "HOLDS within the restriction below; exhaustive");
}

TEST(Engine, SaysWhenAWayNeedNotBeShortest) {
  families::Answer answer;
  answer.verdict = Verdict::violated;
  const std::string plain = "VIOLATED; stopped at the first";
  EXPECT_EQ(verdict_of(sound([](RunOptions&) {}), answer), plain);
  EXPECT_EQ(verdict_of(sound([](RunOptions& o) { o.reduce = "por"; }), answer),
            plain + "; a way that is told need not be a shortest");
  answer.verdict = Verdict::goal_reached;
  EXPECT_EQ(verdict_of(sound([](RunOptions& o) { o.search = "dfs"; }), answer),
            "REACHED: the way above need not be a shortest");
}

TEST(Engine, SaysWhenStatesMayHaveBeenMissed) {
  const auto setup = sound([](RunOptions& o) {
    o.search = "dfs", o.store = "compact", o.ops = {"mmap", "munmap", "mlock"};
  });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  ASSERT_EQ(search_complaint(*model, setup), "");
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  const std::string line = verdict_of(setup, answer);
  EXPECT_EQ(line.rfind("INCONCLUSIVE (probabilistic): nothing wrong in what was covered; "
                       "an estimated share of ", 0), 0u) << line;
  EXPECT_EQ(exit_code(answer.verdict), 2);
}

TEST(Engine, EachOrderFindsWhatIsThere) {
  for (const char* search : {"bfs", "dfs", "random"}) {
    const auto setup = sound([&](RunOptions& o) {
      o.kernel = "netbsd-1.4", o.search = search, o.states_max = "1M";
    });
    const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
    ASSERT_EQ(search_complaint(*model, setup), "") << search;
    EXPECT_EQ(run_search(*model, setup, nullptr, nullptr).verdict, Verdict::violated) << search;
  }
}

TEST(Engine, ASearchInDepthHoldsAsOneInBreadth) {
  const auto search = [](const char* order) {
    const auto setup = sound([&](RunOptions& o) {
      o.rules.proposed = true, o.search = order;
    });
    const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
    const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
    EXPECT_EQ(answer.verdict, Verdict::holds);
    const bool breadth = setup.order == Order::breadth;
    EXPECT_EQ(verdict_of(setup, answer),
              std::string("HOLDS in every reachable world of this size; exhaustive") +
                  (breadth ? "" : "; stuck threads not judged under --search dfs"));
    return answer.states;
  };
  EXPECT_EQ(search("bfs"), search("dfs"));
}

TEST(Engine, ReportsAsJson) {
  const auto setup = sound([](RunOptions& o) {
    o.workers = "2", o.reduce = "all", o.invariants = {"I24"}, o.ops = {"mmap", "munmap"};
  });
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  const families::Answer answer = run_search(*model, setup, nullptr, nullptr);
  EXPECT_EQ(answer.verdict, Verdict::holds);
  const json parsed = json::parse(json_report({setup, answer, {}, {}, {}}));
  EXPECT_EQ(parsed["workers"], 2);
  EXPECT_EQ(parsed["reduce"], "all");
  EXPECT_EQ(parsed["search"], "bfs");
  EXPECT_EQ(parsed["store"], "exact");
  EXPECT_EQ(parsed["shortest"], false);
  EXPECT_EQ(parsed["stuck_checked"], false);
}

TEST(Engine, WorkersChangeNothing) {
  const auto search = [](const char* workers) {
    const auto setup = sound([&](RunOptions& o) {
      o.workers = workers, o.ops = {"mmap", "munmap", "mlock", "read", "write"};
    });
    const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
    return run_search(*model, setup, nullptr, nullptr);
  };
  const families::Answer one = search("1"), three = search("3");
  EXPECT_EQ(one.verdict, three.verdict);
  EXPECT_EQ(one.states, three.states);
  EXPECT_EQ(one.transitions, three.transitions);
  EXPECT_EQ(one.depth, three.depth);
}

/// Three sizes, the last of which ended as `verdict` says.
GrowthReport growth(const Setup& setup, Verdict verdict, GrowthEnd end) {
  const std::size_t pages = setup.family->sizes.find("pages")->place;
  GrowthReport report(setup);
  for (unsigned more = 0; more < 3; ++more) {
    report.runs.push_back({setup, {}});
    report.runs.back().setup.config.size[pages] += more;
    report.runs.back().answer.verdict = Verdict::holds;
    report.runs.back().answer.stuck_checked = true;
  }
  report.runs.back().answer.verdict = verdict;
  report.end = end;
  return report;
}

TEST(GrowthReport, TellsWhatIsExhausted) {
  const auto setup = sound([](RunOptions& o) { o.grow = true; });
  GrowthReport cut = growth(setup, Verdict::inconclusive, GrowthEnd::cut_off);
  cut.limit = explorer::Limit::time;
  const std::string text = growth_summary(cut);
  EXPECT_NE(text.find("INCONCLUSIVE beyond 2 sizes: a limit was reached (time)"),
            std::string::npos) << text;
  EXPECT_NE(text.find("\nexhausted   2 sizes, all of them within: --size tiny --pages 3\n"),
            std::string::npos) << text;
  EXPECT_NE(text.find("\ncut off     --size tiny --pages 4: "), std::string::npos) << text;
  EXPECT_EQ(growth_exit_code(cut), 2);
  const json parsed = json::parse(growth_json(cut));
  EXPECT_EQ(parsed["verdict"], "inconclusive");
  EXPECT_EQ(parsed["limit"], "time");
  EXPECT_EQ(parsed["exhausted"], json({"--size tiny --pages 3"}));
  EXPECT_EQ(parsed["runs"].size(), 3u);
  EXPECT_EQ(parsed["runs"][1]["verdict"], "holds");
  EXPECT_EQ(parsed["runs"][1]["size"]["pages"], 3);
}

TEST(GrowthReport, HoldsWhenAllThatWereAskedForHold) {
  const auto setup = sound([](RunOptions& o) { o.grow = true; });
  const GrowthReport enough = growth(setup, Verdict::holds, GrowthEnd::enough);
  EXPECT_NE(growth_summary(enough).find("\nHOLDS in each of 3 sizes; exhaustive\n"),
            std::string::npos);
  EXPECT_EQ(growth_exit_code(enough), 0);
  const GrowthReport complete = growth(setup, Verdict::holds, GrowthEnd::complete);
  EXPECT_NE(growth_summary(complete).find("3 sizes, which are all that there are"),
            std::string::npos);
}

}  // namespace
}  // namespace vmwire::cli
