// What: the text report: findings first, then the verdict, what was searched, and how to repeat it.
#include "cli/report.h"

#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/program_name.h"
#include "cli/report_lines.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "families/family.h"
#include "traces/explain.h"

namespace vmwire::cli {

namespace {

using explorer::Verdict;

/// How it comes that a path may be longer than it must be.
std::string unless_shortest(const Report& report) {
  return report.setup.shortest() ? "" : "; a way that is told need not be a shortest";
}

std::string inconclusive_line(const Report& report) {
  const families::Answer& answer = report.answer;
  const std::string covered = "nothing wrong in what was covered";
  if (answer.limit != explorer::Limit::probabilistic) {
    return "INCONCLUSIVE: " + limit_text(answer.limit) + "; " + covered;
  }
  const std::string line = "INCONCLUSIVE (probabilistic): " + covered + "; ";
  if (report.setup.keep == explorer::Keep::exact) return line + "random walks exhaust nothing";
  return line + fmt::format("an estimated share of {:.1e} of the states was missed",
                            answer.omitted);
}

/// A scenario that cannot happen proves nothing.
std::string unbegun(const Report& report) {
  const auto& scenario = report.setup.scenario;
  const bool some = scenario && !never_begun(*scenario, report.answer.begun).empty();
  return some ? "; some of the steps can never begin" : "";
}

/// Who asks for a law wants to know whether anything could have broken it.
std::string put_to_the_test(const Report& report) {
  const Setup& setup = report.setup;
  if (setup.invariants.empty()) return "";  // of all laws at once: a line of its own below
  if (!report.untested.empty()) return "; NEVER PUT TO THE TEST, see below";
  return unreachable_laws(setup).empty() ? "" : "; not reachable at these rules, see below";
}

std::string untested_text(const Report& report) {
  std::string text;
  // A scenario is not about all laws.
  if (report.setup.scenario && report.setup.invariants.empty()) return text;
  for (const std::string& line : untested_lines(report.setup, report.untested)) {
    text += labelled("untested", line);
  }
  if (report.setup.invariants.empty()) return text;
  for (const families::LawInfo* law : unreachable_laws(report.setup)) {
    text += labelled("untested", std::string(law->id) + ": " + law->unreachable);
  }
  return text;
}

std::string verdict_line(const Report& report) {
  const families::Answer& answer = report.answer;
  switch (answer.verdict) {
    case Verdict::holds:
      return std::string("HOLDS ") +
             (report.setup.restricted() ? "within the restriction below"
                                        : "in every reachable world of this size") +
             "; exhaustive" + unjudged(report.setup, answer) + unbegun(report) +
             put_to_the_test(report);
    case Verdict::unreachable:
      return std::string("NEVER: no ") +
             (report.setup.scenario ? "world that the steps below lead to"
                                    : "reachable world of this size") +
             " fits the goal; exhaustive" + unbegun(report);
    case Verdict::goal_reached:
      return report.setup.shortest() ? "REACHED: a shortest way stands above"
                                     : "REACHED: the way above need not be a shortest";
    case Verdict::inconclusive: return inconclusive_line(report);
    case Verdict::violated: break;
  }
  std::string line = "VIOLATED";
  if (report.setup.all_violations) line += ": " + counted(answer.violations.size(), "finding");
  if (answer.exhaustive) {
    line += "; exhaustive";
    if (report.setup.all_violations && !report.setup.past_violations) {
      line += " up to the first broken law on each way";
    }
    // A limit while the findings were being rebuilt, or stuck threads looked for.
    line += answer.limit == explorer::Limit::none ? unjudged(report.setup, answer)
                                                  : "; then " + limit_text(answer.limit);
  } else if (answer.limit != explorer::Limit::none) {
    line += "; then " + limit_text(answer.limit);
  } else {
    line += "; stopped at the first";
  }
  return line + unless_shortest(report);
}

std::string searched_line(const Setup& setup, const families::Answer& answer) {
  const bool walks = setup.order == explorer::Order::random;
  std::string line = fmt::format(
      "{}{}, {}, depth {}, {}, {} states/s", counted(answer.states, "state"),
      walks ? " (as often as met)" : "", counted(answer.transitions, "transition"), answer.depth,
      seconds_text(answer.seconds),
      count_text(static_cast<std::uint64_t>(states_per_second(answer))));
  if (!answer.exhaustive) line += fmt::format("; {} expanded", count_text(answer.expanded));
  return line;
}

/// What a state takes can be told where states take most of it, and not the program itself.
std::string memory_line(const families::Answer& answer) {
  constexpr std::uint64_t kProgram = 64u << 20;
  const std::string most = bytes_text(answer.peak_rss_bytes) + " at most";
  if (answer.peak_rss_bytes < kProgram) return most;
  return most + ", " + count_text(bytes_per_state(answer)) + " bytes a state";
}

std::string findings(const Report& report) {
  std::string result;
  const std::string figures = counted(report.answer.states, "state") + ", " +
                              seconds_text(report.answer.seconds);
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
    result += traces::explain(trace, report.setup.family->phrasing, figures, output_width(),
                              as_called(trace.repeat));
    if (i < report.trace_files.size()) result += "trace:  " + report.trace_files[i] + "\n";
    if (all) result += "\n";
  }
  if (!result.empty() && !all) result += "\n";
  return result;
}

}  // namespace

std::string text_report(const Report& report) {
  const Setup& setup = report.setup;
  const families::Answer& answer = report.answer;
  std::string text = findings(report);
  text += verdict_line(report) + "\n";
  text += setup_lines(setup);
  if (setup.scenario && answer.exhaustive) {
    const std::string never = never_begun(*setup.scenario, answer.begun);
    if (!never.empty()) text += labelled("never begun", never);
  }
  text += labelled("searched", searched_line(setup, answer));
  text += labelled("memory", memory_line(answer));
  // A scenario means to leave most of the kernel alone.
  if (answer.exhaustive && !setup.scenario && !report.unreached.empty()) {
    text += labelled("unreached", unreached_text(setup, report.unreached));
  }
  if (report.traces.empty()) text += untested_text(report);
  if (report.traces.empty()) text += "repeat: " + repeat_command(setup) + "\n";
  return text;
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

double states_per_second(const families::Answer& answer) {
  return answer.seconds > 0 ? static_cast<double>(answer.states) / answer.seconds : 0;
}

std::uint64_t bytes_per_state(const families::Answer& answer) {
  return answer.states == 0 ? 0 : answer.peak_rss_bytes / answer.states;
}

}  // namespace vmwire::cli
