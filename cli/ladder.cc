// What: `vmwire ladder`: climbs the rungs and tells how each behaved.
// The project's regression heart: a checker that finds the known bugs may be believed. A rung is a
// golden trace that stands for a rule, and holds both ways: rule on, the law breaks at the depth of
// the trace; rule off, it holds exhaustively in the same size with the same operations.
#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/golden.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/progress.h"
#include "cli/recorded.h"
#include "cli/report.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "explorer/memory_budget.h"
#include "families/families.h"
#include "traces/codec.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

// --- the rungs --------------------------------------------------------------------------------

/// A golden trace that stands for a rule.
struct GoldenRung {
  traces::Trace trace;
  Setup setup;  ///< in which it was found

  const std::string& rule() const { return trace.rung->rule; }
  const std::string& companion() const { return trace.rung->companion; }
  const std::string& law() const { return trace.violation.invariant; }
  unsigned depth() const { return trace.violation.depth; }
  std::string size() const { return size_options(*setup.family, setup.config.size); }
  std::string ops() const { return fmt::format("{}", fmt::join(setup.ops, ",")); }

  /// Where it stands on the ladder: by the orders of families and of their rules.
  auto place() const {
    const auto all = families::all();
    const family::RuleTable& rules = setup.family->rules;
    return std::tuple(std::find(all.begin(), all.end(), setup.family) - all.begin(),
                      rules.find(rule()) - rules.rules().data(), depth());
  }
};

/// Those of the golden traces that stand for a rule, in the order in which they are climbed.
std::string read_rungs(std::vector<GoldenRung>& rungs) {
  for (const auto& [name, json] : golden_traces()) {
    const traces::Read read = traces::from_json(json, name);
    if (!read.ok()) return read.error;
    if (!read.trace.rung || read.trace.rung->rule.empty()) continue;
    GoldenRung rung{read.trace, {}};
    std::string wrong = read_setup(rung.trace, rung.setup);
    if (wrong.empty() && rung.setup.family->rules.find(rung.rule()) == nullptr) {
      wrong = unknown_rule(rung.rule());
    }
    if (!wrong.empty()) return std::string(name) + ": " + wrong;
    rungs.push_back(std::move(rung));
  }
  std::stable_sort(rungs.begin(), rungs.end(), [](const GoldenRung& a, const GoldenRung& b) {
    return a.place() < b.place();
  });
  return "";
}

/// The rungs of these rules, of the rules that these kernels had, and of these families; all when
/// there are no names.
std::string choose(const std::vector<std::string>& names, std::vector<GoldenRung>& rungs) {
  for (const std::string& name : names) {
    if (families::find_by_rule(name) != nullptr || families::find_by_kernel(name) != nullptr ||
        families::find(name) != nullptr) {
      continue;
    }
    std::vector<std::string> known;
    for (const families::Family* family : families::all()) {
      known.push_back(family->name);
      for (const family::Rule& rule : family->rules.rules()) known.push_back(rule.id);
      for (const families::Version& version : family->versions) known.push_back(version.name);
    }
    return unknown("rule, kernel or family", name, known, "`vmwire list rules`");
  }
  const auto unwanted = [&names](const GoldenRung& rung) {
    const families::Family& family = *rung.setup.family;
    const auto had = family.rules.had(*family.rules.find(rung.rule()), family.versions);
    return std::none_of(names.begin(), names.end(), [&](const std::string& name) {
      return name == rung.rule() || name == rung.companion() || name == family.name ||
             std::find(had.begin(), had.end(), name) != had.end();
    });
  };
  if (!names.empty()) std::erase_if(rungs, unwanted);
  return rungs.empty() && !names.empty() ? "no rung is about " + names.front() : "";
}

// --- climbing ---------------------------------------------------------------------------------

/// One search of a rung.
struct Climb {
  std::string rules;  ///< "on", "off", "alone"
  explorer::Verdict verdict = explorer::Verdict::inconclusive;
  unsigned depth = 0;  ///< of the counterexample; else of the whole
  std::uint64_t states = 0;
  double seconds = 0;
  std::string size;
};

struct Climbed {
  const GoldenRung& rung;
  std::vector<Climb> climbs;
  std::string complaint;  ///< empty: the rung behaves
};

/// The rung's kernel without any bug or policy but these.
std::string set_up_rung(const GoldenRung& rung, const std::vector<std::string>& with,
                        Setup& setup) {
  std::string wrong = choose_kernel(rung.setup.kernel, setup);
  if (!wrong.empty()) return wrong;
  setup.selection.fixed = true;
  setup.selection.with = with;
  wrong = setup.family->rules.apply(setup.selection, setup.config.personality);
  setup.config.size = rung.setup.config.size;
  if (wrong.empty()) wrong = choose_ops(rung.setup.ops, setup);
  if (wrong.empty() && rung.setup.scenario) {
    wrong = choose_scenario(rung.setup.scenario->text, setup);
  }
  if (wrong.empty()) wrong = choose_invariants({rung.law()}, setup);
  setup.limits.memory = explorer::available_bytes() / 4 * 3;
  return wrong;
}

class Climber {
 public:
  Climber() : stop_(stop_on_interrupt()) {}

  Climbed climb(const GoldenRung& rung) {
    Climbed result{rung, {}, ""};
    std::vector<std::string> on = {rung.rule()};
    if (!rung.companion().empty()) on.push_back(rung.companion());
    const Climb broken = search(result, "on", on);
    if (!result.complaint.empty()) return result;
    if (broken.verdict != explorer::Verdict::violated) {
      result.complaint = fmt::format("with the rule {} {}", rung.law(), verdict_says(broken));
    } else if (broken.depth != rung.depth()) {
      result.complaint =
          fmt::format("breaks at depth {}, pinned is {}", broken.depth, rung.depth());
    }
    if (!rung.companion().empty()) expect_holds(result, "alone", {rung.rule()});
    expect_holds(result, "off", {});
    return result;
  }

  bool stopped() const { return stop_; }

 private:
  static std::string verdict_says(const Climb& climb) {
    return climb.verdict == explorer::Verdict::holds ? "holds" : "is not decided";
  }

  void expect_holds(Climbed& result, const char* rules, const std::vector<std::string>& with) {
    if (stopped()) return;
    const Climb climb = search(result, rules, with);
    if (climb.verdict == explorer::Verdict::holds || !result.complaint.empty()) return;
    result.complaint = climb.verdict == explorer::Verdict::violated
                           ? fmt::format("breaks with the rule {} too, at depth {}", rules,
                                         climb.depth)
                           : fmt::format("is not decided with the rule {}", rules);
  }

  Climb search(Climbed& result, const char* rules, const std::vector<std::string>& with) {
    Setup setup;
    Climb climb;
    climb.rules = rules;
    if (std::string wrong = set_up_rung(result.rung, with, setup); !wrong.empty()) {
      result.complaint = wrong;
      return climb;
    }
    const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
    ProgressLine progress(fmt::format("{} {}: ", result.rung.rule(), rules));
    const families::Answer found = run_search(*model, setup, &progress, &stop_);
    climb.verdict = found.verdict;
    climb.depth = found.violations.empty() ? found.depth : found.violations.front().depth;
    climb.states = found.states;
    climb.seconds = found.seconds;
    climb.size = result.rung.size();
    result.climbs.push_back(climb);
    return climb;
  }

  const std::atomic<bool>& stop_;
};

// --- output -----------------------------------------------------------------------------------

/// One line; or, where the terminal is too narrow, the rule and its law in a line of their own.
std::string row(const std::string& rule, const std::string& law, const std::string& figures) {
  constexpr std::size_t kOneLine = 110;
  if (output_width() >= kOneLine) return fmt::format("{:<40} {:<25} {}\n", rule, law, figures);
  const std::string first = rule.empty() ? "" : rule + "  " + law + "\n";
  return fitted(first + "    " + figures + "\n", output_width());
}

std::string heading() {
  return row("rule", "law", fmt::format("{:<7} {:<9} {:>5} {:>12} {:>9}", "rule is", "law",
                                        "depth", "states", "time"));
}

std::string text_of(const Climbed& climbed) {
  std::string result;
  for (const Climb& climb : climbed.climbs) {
    const bool first = result.empty();
    const char* verdict = climb.verdict == explorer::Verdict::violated ? "breaks"
                          : climb.verdict == explorer::Verdict::holds  ? "holds"
                                                                       : "?";
    result += row(first ? climbed.rung.rule() : "", first ? climbed.rung.law() : "",
                  fmt::format("{:<7} {:<9} {:>5} {:>12} {:>9}", climb.rules, verdict, climb.depth,
                              count_text(climb.states), seconds_text(climb.seconds)));
  }
  const GoldenRung& rung = climbed.rung;
  std::string under = rung.size();
  if (!rung.ops().empty()) under += " --ops " + rung.ops();
  if (rung.setup.scenario) under += " --steps '" + rung.setup.scenario->text + "'";
  if (!rung.companion().empty()) under += "; companion " + rung.companion();
  result += fitted("    " + under + "\n", output_width());
  if (!climbed.complaint.empty()) result += "    WRONG: " + climbed.complaint + "\n";
  return result;
}

ordered_json json_of(const Climbed& climbed) {
  const GoldenRung& rung = climbed.rung;
  ordered_json climbs = ordered_json::array();
  for (const Climb& climb : climbed.climbs) {
    climbs.push_back({{"rule_is", climb.rules},
                      {"verdict", verdict_word(climb.verdict)},
                      {"depth", climb.depth},
                      {"states", climb.states},
                      {"seconds", climb.seconds},
                      {"size", climb.size}});
  }
  return {{"rule", rung.rule()},     {"invariant", rung.law()},
          {"size", rung.size()},     {"ops", rung.ops()},
          {"depth", rung.depth()},   {"companion", rung.companion()},
          {"behaves", climbed.complaint.empty()},
          {"complaint", climbed.complaint},
          {"runs", std::move(climbs)}};
}

}  // namespace

int ladder(const std::vector<std::string>& names, const std::string& format) {
  std::vector<GoldenRung> rungs;
  if (std::string wrong = read_rungs(rungs); !wrong.empty()) return complain(wrong, kInternal);
  if (std::string wrong = choose(names, rungs); !wrong.empty()) return complain(wrong, kUsage);
  Climber climber;
  ordered_json json = ordered_json::array();
  const bool text = format == "text";
  std::size_t wrong = 0;
  std::size_t done = 0;
  if (text) print(heading());
  for (const GoldenRung& rung : rungs) {
    const Climbed climbed = climber.climb(rung);
    if (climber.stopped()) break;
    wrong += climbed.complaint.empty() ? 0 : 1;
    ++done;
    if (text) print(text_of(climbed));
    else json.push_back(json_of(climbed));
  }
  const bool stopped = done < rungs.size();
  if (text) {
    print(fmt::format("{} of {} rungs behave{}\n", done - wrong, rungs.size(),
                      stopped ? fmt::format("; stopped after {}", done) : ""));
  } else {
    print(json.dump(2) + "\n");
  }
  return finish(wrong != 0 ? kViolated : stopped ? kInconclusive : kHolds);
}

}  // namespace vmwire::cli
