// What: the text report: findings first, then the verdict, what was searched, and how to repeat it.
// Source: derived.
#include "cli/report.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/units.h"
#include "explorer/verdict.h"
#include "model/netbsd/rules.h"
#include "traces/explain.h"

namespace vmwire::cli {

namespace {

using explorer::Verdict;

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : ", ") + part;
  return result.empty() ? "none" : result;
}

std::string verdict_line(const Report& report) {
  const Result& result = report.result;
  const std::string cut = std::string("a limit was reached (") + explorer::name(result.limit) + ")";
  switch (result.verdict) {
    case Verdict::holds:
      return report.setup.restricted() ? "HOLDS within the restriction below; exhaustive"
                                       : "HOLDS in every reachable world of this size; exhaustive";
    case Verdict::unreachable:
      return "NEVER: no reachable world of this size fits the goal; exhaustive";
    case Verdict::goal_reached: return "REACHED: a shortest way stands above";
    case Verdict::inconclusive:
      return "INCONCLUSIVE: " + cut + "; nothing wrong in what was covered";
    case Verdict::violated: break;
  }
  std::string line = "VIOLATED";
  if (report.setup.all_violations) line += fmt::format(": {} findings", result.violations.size());
  if (result.exhaustive && report.setup.all_violations && !report.setup.past_violations) {
    return line + "; exhaustive up to the first broken law on each way";
  }
  if (result.exhaustive) return line + "; exhaustive";
  if (result.limit != explorer::Limit::none) return line + "; then " + cut;
  return line + "; stopped at the first";
}

std::string searched_line(const Result& result) {
  std::string line = fmt::format(
      "{} states, {} transitions, depth {}, {}, {} states/s", count_text(result.states),
      count_text(result.transitions), result.depth, seconds_text(result.seconds),
      count_text(static_cast<std::uint64_t>(states_per_second(result))));
  if (!result.exhaustive) line += fmt::format("; {} expanded", count_text(result.expanded));
  return line;
}

std::string unreached_text(const Report& report) {
  std::string result;
  for (const netbsd::Mark* mark : report.unreached) {
    result += (result.empty() ? "" : ", ") + std::string(mark->id);
  }
  return fmt::format("{} steps or cases (in words with --format json): {}",
                     report.unreached.size(), result);
}

/// "label     text", with long text wrapped at "; ", ", " or a space, and aligned.
std::string labelled(const char* label, const std::string& text) {
  constexpr std::size_t kIndent = 12;
  constexpr std::size_t kWidth = 118 - kIndent;
  std::string result;
  std::istringstream words(text);
  std::string word, line;
  const auto flush = [&] {
    result += fmt::format("{:<{}}{}\n", result.empty() ? label : "", kIndent, line);
    line.clear();
  };
  while (words >> word) {
    if (!line.empty() && line.size() + 1 + word.size() > kWidth) flush();
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) flush();
  return result;
}

std::string findings(const Report& report) {
  std::string result;
  const std::string figures = fmt::format("{} states, {}", count_text(report.result.states),
                                          seconds_text(report.result.seconds));
  const bool all = report.setup.all_violations;
  for (std::size_t i = 0; i < report.traces.size(); ++i) {
    const traces::Trace& trace = report.traces[i];
    if (all) result += fmt::format("[{} of {}] ", i + 1, report.traces.size());
    // One step may break several laws; the table of steps would be the same for each.
    if (!all && i > 0) {
      result += "with it: " + traces::headline(trace) + "\n" +
                labelled("  culprit:", trace.violation.message);
      continue;
    }
    result += traces::explain(trace, figures);
    if (i < report.trace_files.size()) result += "trace:  " + report.trace_files[i] + "\n";
    if (all) result += "\n";
  }
  if (!result.empty() && !all) result += "\n";
  return result;
}

}  // namespace

std::string text_report(const Report& report) {
  const Setup& setup = report.setup;
  const Result& result = report.result;
  std::string text = findings(report);
  text += verdict_line(report) + "\n";
  const std::string only = restriction(setup);
  if (!only.empty()) text += labelled("restricted", only);
  text += labelled("kernel", setup.kernel + "; rules on: " +
                                 joined(netbsd::rules_on(setup.config.personality)));
  const std::string from_named = size_options(setup.config.size).substr(7);  // after "--size "
  text += labelled("size", from_named + ": " + netbsd::options_of(setup.config.size));
  text += labelled("searched", searched_line(result));
  text += labelled("memory", fmt::format("{} at most, {} bytes a state",
                                         bytes_text(result.peak_rss_bytes),
                                         bytes_per_state(result)));
  if (result.exhaustive && !report.unreached.empty()) {
    text += labelled("unreached", unreached_text(report));
  }
  if (report.traces.empty()) text += "repeat: " + repeat_line(setup) + "\n";
  return text;
}

std::vector<const netbsd::Mark*> unreached_marks(const Setup& setup, const netbsd::Marks& reached) {
  const auto listed = [&setup](const std::string& op) {
    return std::find(setup.ops.begin(), setup.ops.end(), op) != setup.ops.end();
  };
  const auto relevant = [&](const netbsd::Mark& mark) {
    if (setup.ops.empty()) return true;
    std::istringstream ops(mark.op);
    for (std::string op; std::getline(ops, op, ',');) {
      if (listed(op)) return true;
      // Shared by all that fault or unwire.
      for (const char* user : {"munmap", "mlock", "munlock", "physio", "read", "write", "exit"}) {
        if (op == "fault" && listed(user)) return true;
      }
    }
    return false;
  };
  std::vector<const netbsd::Mark*> result;
  for (std::size_t i = 0; i < netbsd::marks().size(); ++i) {
    const netbsd::Mark& mark = netbsd::marks()[i];
    if (!reached.test(i) && relevant(mark)) result.push_back(&mark);
  }
  return result;
}

const char* verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
    case Verdict::unreachable: return "holds";
    case Verdict::violated:
    case Verdict::goal_reached: return "violated";
    case Verdict::inconclusive: break;
  }
  return "inconclusive";
}

int exit_code(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
    case Verdict::unreachable: return kHolds;
    case Verdict::violated:
    case Verdict::goal_reached: return kViolated;
    case Verdict::inconclusive: break;
  }
  return kInconclusive;
}

double states_per_second(const Result& result) {
  return result.seconds > 0 ? static_cast<double>(result.states) / result.seconds : 0;
}

std::uint64_t bytes_per_state(const Result& result) {
  return result.states == 0 ? 0 : result.peak_rss_bytes / result.states;
}

}  // namespace vmwire::cli
