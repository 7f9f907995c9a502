// What: `vmwire ladder`: climbs the rungs and tells how each behaved.
// Source: derived: a checker that finds the known bugs may be believed. Read next: rungs.cc.
#include "cli/ladder.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/suggest.h"
#include "cli/units.h"
#include "explorer/memory_budget.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

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
  const Rung* rung = nullptr;
  std::vector<Climb> climbs;
  std::string complaint;  ///< empty: the rung behaves
};

/// "--size tiny --swap 0" as a size. A rung that makes no sense is our own fault.
std::string size_of(const std::string& text, netbsd::Size& size) {
  std::istringstream words(text);
  std::string name = "small", option, value;
  std::map<std::string, std::string> knobs;
  while (words >> option >> value) {
    if (option == "--size") name = value;
    else knobs[option.substr(option.find_first_not_of('-'))] = value;
  }
  return choose_size(name, knobs, size);
}

/// A rule's kernel: the first version that had it, else the oldest. With --fixed that matters
/// only for behaviours that are no bugs.
const netbsd::Version& version_of(const netbsd::Rule& rule) {
  if (!rule.versions.empty()) {
    if (const auto* version = netbsd::find_version(rule.versions.front())) return *version;
  }
  return netbsd::versions().front();
}

std::string set_up_rung(const Rung& rung, const std::vector<std::string>& with, Setup& setup) {
  const netbsd::Rule* rule = netbsd::find_rule(rung.rule);
  if (rule == nullptr) return unknown_rule(rung.rule);
  const netbsd::Version& version = version_of(*rule);
  setup.kernel = version.name;
  setup.selection.fixed = true;
  setup.selection.with = with;
  setup.config.personality = version.personality;
  std::string wrong = netbsd::apply(setup.selection, setup.config.personality);
  if (wrong.empty()) wrong = size_of(rung.size, setup.config.size);
  std::vector<std::string> ops;
  std::istringstream list(rung.ops);
  for (std::string op; std::getline(list, op, ',');) ops.push_back(op);
  if (wrong.empty()) wrong = choose_ops(ops, setup);
  if (wrong.empty()) wrong = choose_invariants({rung.law}, setup);
  setup.limits.memory = explorer::available_bytes() / 4 * 3;
  return wrong;
}

class Climber {
 public:
  Climber() : stop_(stop_on_interrupt()) {}

  Climbed climb(const Rung& rung) {
    Climbed result{&rung, {}, ""};
    const std::string companion = rung.companion;
    std::vector<std::string> on = {rung.rule};
    if (!companion.empty()) on.push_back(companion);
    const Climb broken = search(result, "on", on);
    if (!result.complaint.empty()) return result;
    if (broken.verdict != explorer::Verdict::violated) {
      result.complaint = fmt::format("with the rule {} {}", rung.law, verdict_says(broken));
    } else if (rung.depth == 0) {
      result.complaint = fmt::format("breaks at depth {}, which is not pinned yet", broken.depth);
    } else if (broken.depth != rung.depth) {
      result.complaint =
          fmt::format("breaks at depth {}, pinned is {}", broken.depth, rung.depth);
    }
    if (!companion.empty()) expect_holds(result, "alone", {rung.rule});
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
    if (std::string wrong = set_up_rung(*result.rung, with, setup); !wrong.empty()) {
      result.complaint = wrong;
      return climb;
    }
    netbsd::Model model(setup.config);
    ProgressLine progress(fmt::format("{} {}: ", result.rung->rule, rules));
    const Result found = run_search(model, setup, &progress, &stop_);
    climb.verdict = found.verdict;
    climb.depth = found.violations.empty() ? found.depth : found.violations.front().depth;
    climb.states = found.states;
    climb.seconds = found.seconds;
    climb.size = size_options(setup.config.size);
    result.climbs.push_back(climb);
    return climb;
  }

  const std::atomic<bool>& stop_;
};

// --- output -----------------------------------------------------------------------------------

std::string heading() {
  return fmt::format("{:<36} {:<25} {:<6} {:<9} {:>5} {:>12} {:>9}\n", "rule", "law", "rule is",
                     "law", "depth", "states", "time");
}

std::string text_of(const Climbed& climbed) {
  std::string result;
  for (const Climb& climb : climbed.climbs) {
    const bool first = result.empty();
    result += fmt::format("{:<36} {:<25} {:<7} {:<9} {:>5} {:>12} {:>9}\n",
                          first ? climbed.rung->rule : "", first ? climbed.rung->law : "",
                          climb.rules,
                          climb.verdict == explorer::Verdict::violated ? "breaks"
                          : climb.verdict == explorer::Verdict::holds  ? "holds"
                                                                       : "?",
                          climb.depth, count_text(climb.states), seconds_text(climb.seconds));
  }
  const Rung& rung = *climbed.rung;
  std::string under = rung.size;
  if (*rung.ops != '\0') under += std::string(" --ops ") + rung.ops;
  if (*rung.companion != '\0') under += std::string("; companion ") + rung.companion;
  result += "    " + under + "\n";
  if (!climbed.complaint.empty()) result += "    WRONG: " + climbed.complaint + "\n";
  return result;
}

ordered_json json_of(const Climbed& climbed) {
  const Rung& rung = *climbed.rung;
  ordered_json climbs = ordered_json::array();
  for (const Climb& climb : climbed.climbs) {
    climbs.push_back({{"rule_is", climb.rules},
                      {"verdict", verdict_word(climb.verdict)},
                      {"depth", climb.depth},
                      {"states", climb.states},
                      {"seconds", climb.seconds},
                      {"size", climb.size}});
  }
  return {{"rule", rung.rule},       {"invariant", rung.law},
          {"size", rung.size},       {"ops", rung.ops},
          {"depth", rung.depth},     {"companion", rung.companion},
          {"behaves", climbed.complaint.empty()},
          {"complaint", climbed.complaint},
          {"runs", std::move(climbs)}};
}

// --- the command ------------------------------------------------------------------------------

/// The rungs of these rules and of the rules that these kernels had; all when there are no names.
std::string choose(const std::vector<std::string>& names, std::vector<const Rung*>& chosen) {
  for (const std::string& name : names) {
    if (netbsd::find_rule(name) != nullptr || netbsd::find_version(name) != nullptr) continue;
    std::vector<std::string> known;
    for (const netbsd::Rule& rule : netbsd::rules()) known.push_back(rule.id);
    for (const netbsd::Version& version : netbsd::versions()) known.push_back(version.name);
    return unknown("rule or kernel", name, known, "`vmwire list rules`");
  }
  for (const Rung& rung : rungs()) {
    const netbsd::Rule* rule = netbsd::find_rule(rung.rule);
    const bool wanted = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      if (name == rung.rule || name == rung.companion) return true;
      if (rule == nullptr) return false;
      return std::find(rule->versions.begin(), rule->versions.end(), name) != rule->versions.end();
    });
    if (names.empty() || wanted) chosen.push_back(&rung);
  }
  return chosen.empty() ? "no rung is about " + names.front() : "";
}

}  // namespace

int ladder(const std::vector<std::string>& names, const std::string& format) {
  std::vector<const Rung*> chosen;
  if (std::string wrong = choose(names, chosen); !wrong.empty()) return complain(wrong, kUsage);
  Climber climber;
  ordered_json json = ordered_json::array();
  const bool text = format == "text";
  std::size_t wrong = 0;
  std::size_t done = 0;
  if (text) print(heading());
  for (const Rung* rung : chosen) {
    const Climbed climbed = climber.climb(*rung);
    if (climber.stopped()) break;
    wrong += climbed.complaint.empty() ? 0 : 1;
    ++done;
    if (text) print(text_of(climbed));
    else json.push_back(json_of(climbed));
  }
  const bool stopped = done < chosen.size();
  if (text) {
    print(fmt::format("{} of {} rungs behave{}\n", done - wrong, chosen.size(),
                      stopped ? fmt::format("; stopped after {}", done) : ""));
  } else {
    print(json.dump(2) + "\n");
  }
  return finish(wrong != 0 ? kViolated : stopped ? kInconclusive : kHolds);
}

}  // namespace vmwire::cli
