// What: see growth_report.h.
#include "cli/growth_report.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/exit_codes.h"
#include "cli/growth.h"
#include "cli/program_name.h"
#include "cli/pager.h"
#include "cli/report_lines.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "families/family.h"

namespace vmwire::cli {

using explorer::Verdict;
using nlohmann::ordered_json;

namespace {

/// The steps of a scenario that some run of any size began.
families::Begun begun_in_all(const GrowthReport& report) {
  families::Begun begun;
  for (const Grown& run : report.runs) begun |= run.answer.begun;
  return begun;
}

std::string verdict_text(const families::Answer& answer) {
  switch (answer.verdict) {
    case Verdict::holds: return "holds";
    case Verdict::unreachable: return "never";
    case Verdict::violated: return "VIOLATED";
    case Verdict::goal_reached: return "REACHED";
    case Verdict::inconclusive: break;
  }
  return std::string("cut off: ") + explorer::name(answer.limit);
}

/// As options, seen from the first size: what is nearest by itself may have another name.
std::string size_text(const GrowthReport& report, family::SizeView size) {
  const families::Family& family = *report.setup.family;
  return size_options(family, size, nearest_size(family, report.setup.config.size));
}

std::size_t exhausted_count(const GrowthReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.runs.begin(), report.runs.end(), exhausted));
}

/// The sizes that were exhausted, without those that another one contains.
std::vector<std::string> largest_exhausted(const GrowthReport& report) {
  const family::SizeTable& sizes = report.setup.family->sizes;
  std::vector<std::string> result;
  for (const Grown& run : report.runs) {
    if (!exhausted(run)) continue;
    const family::AnySize& size = run.setup.config.size;
    const bool within_another =
        std::any_of(report.runs.begin(), report.runs.end(), [&](const Grown& other) {
          return &other != &run && exhausted(other) &&
                 contains(sizes, other.setup.config.size, size);
        });
    if (!within_another) result.push_back(size_text(report, size));
  }
  return result;
}

std::string sizes_text(std::size_t count) {
  return count == 1 ? "1 size" : fmt::format("{} sizes", count);
}

std::string summary_line(const GrowthReport& report) {
  const std::size_t done = exhausted_count(report);
  const bool goal = report.setup.goal.has_value();
  const Grown& last = report.runs.back();
  const std::string unknown = goal ? "; the goal was not reached in what was covered"
                                   : "; nothing wrong in what was covered";
  switch (report.end) {
    case GrowthEnd::found: {
      const bool first = report.runs.size() == 1;
      std::string line = goal ? "REACHED" : "VIOLATED";
      line += " in size " + std::to_string(report.runs.size());
      return line + (first ? ", the first" : goal ? "; never in those before" :
                                                    "; those before it hold");
    }
    case GrowthEnd::cut_off:
      if (done == 0) return "INCONCLUSIVE: " + limit_text(report.limit) + unknown;
      return fmt::format("INCONCLUSIVE beyond {}: {}{}", sizes_text(done),
                         limit_text(report.limit), unknown);
    case GrowthEnd::enough:
    case GrowthEnd::complete: break;
  }
  std::string line = goal ? "NEVER in any of " : "HOLDS in each of ";
  line += sizes_text(done);
  line += report.end == GrowthEnd::complete ? ", which are all that there are" : "";
  line += report.setup.restricted() && !goal ? ", within the restriction below" : "";
  return line + "; exhaustive" + unjudged(report.setup, last.answer);
}

ordered_json run_json(const Grown& run) {
  Report plain{run.setup, run.answer, {}, {}, {}, {}};
  ordered_json json = report_json(plain);
  // What all runs have in common stands outside, and so does what was found.
  for (const char* member : {"program", "build", "kernel", "rules", "selection", "restricted",
                             "ops", "scenario", "invariants", "goal", "limits", "workers",
                             "reduce", "search", "store", "store_size", "seed", "walk_steps",
                             "all_violations", "past_violations", "violations", "unreached",
                             "never_put_to_the_test"}) {
    json.erase(member);
  }
  return json;
}

struct Cells {
  std::string number, states, transitions, depth, time, verdict, size;
};

/// One line, or two where the terminal is too narrow for that: all rows are alike.
std::string row(const Cells& c) {
  constexpr std::size_t kOneLine = 110;
  if (output_width() >= kOneLine) {
    return fmt::format("{:>4} {:>14} {:>16} {:>6} {:>11}  {:<16} {}\n", c.number, c.states,
                       c.transitions, c.depth, c.time, c.verdict, c.size);
  }
  const std::string first =
      fmt::format("{:>4} {:>11} {:>12} {:>5} {:>9}  {}\n", c.number, c.states, c.transitions,
                  c.depth, c.time, c.verdict);
  return first + fitted("     " + c.size, output_width());
}

}  // namespace

bool exhausted(const Grown& run) { return exit_code(run.answer.verdict) == kHolds; }

std::string growth_heading(const Setup& first) {
  return "growing from " + size_options(*first.family, first.config.size) + "\n" +
         row({"#", "states", "transitions", "depth", "time", "verdict", "size: the first with"});
}

std::string growth_line(const Setup& first, const Grown& run, std::size_t number) {
  const families::Answer& answer = run.answer;
  const std::string more =
      size_difference(*first.family, first.config.size, run.setup.config.size);
  return row({std::to_string(number), count_text(answer.states), count_text(answer.transitions),
              std::to_string(answer.depth), seconds_text(answer.seconds), verdict_text(answer),
              more.empty() ? "no more" : more});
}

std::string growth_summary(const GrowthReport& report) {
  std::string text = "\n";
  if (report.finding) text += text_report(*report.finding) + "\n";
  text += summary_line(report) + "\n";
  const std::size_t done = exhausted_count(report);
  if (done != 0) {
    text += labelled("exhausted", fmt::format("{}, all of them within: {}", sizes_text(done),
                                              fmt::join(largest_exhausted(report), "; ")));
  }
  const Grown& last = report.runs.back();
  if (report.end == GrowthEnd::cut_off && !exhausted(last)) {
    const families::Answer& answer = last.answer;
    text += labelled("cut off", fmt::format("{}: {}, {} expanded, depth {}, {}",
                                            size_text(report, last.setup.config.size),
                                            counted(answer.states, "state"),
                                            count_text(answer.expanded),
                                            answer.depth, seconds_text(answer.seconds)));
  } else if (report.end != GrowthEnd::found && report.next) {
    text += labelled("next", size_text(report, *report.next));
  }
  std::uint64_t states = 0, transitions = 0, memory = 0;
  for (const Grown& run : report.runs) {
    states += run.answer.states;
    transitions += run.answer.transitions;
    memory = std::max(memory, run.answer.peak_rss_bytes);
  }
  text += labelled("in all", fmt::format("{}, {}, {}, {} at most", counted(states, "state"),
                                         counted(transitions, "transition"),
                                         seconds_text(report.seconds), bytes_text(memory)));
  if (report.finding) {  // whose run was without them
    text += labelled("limits", report.setup.limits_text);
  } else {
    text += setup_lines(report.setup);
    if (report.setup.scenario && done != 0) {
      const std::string never = never_begun(*report.setup.scenario, begun_in_all(report));
      if (!never.empty()) text += labelled("never begun", "in no size: " + never);
    } else if (done != 0 && !report.unreached.empty()) {
      const std::string marks = unreached_text(report.setup, report.unreached);
      text += labelled("unreached", "in no size: " + marks);
    }
    const bool of_all = report.setup.scenario && report.setup.invariants.empty();
    for (const std::string& line : untested_lines(report.setup, report.untested)) {
      if (of_all) break;  // a scenario is not about all laws
      text += labelled("untested", "in no size: " + line);
    }
  }
  return text + "repeat: " + repeat_command(report.setup) + "\n";
}

std::string growth_json(const GrowthReport& report) {
  const Setup& setup = report.setup;
  families::Answer last = report.runs.back().answer;
  last.begun = begun_in_all(report);
  ordered_json json =
      report_json({setup, last, {}, {}, report.unreached, report.untested});
  if (report.finding) json["violations"] = report_json(*report.finding)["violations"];
  // These are of one run, and stand there.
  for (const char* member : {"size", "exhaustive", "stuck_checked", "states", "transitions",
                             "depth", "states_per_second", "bytes_per_state"}) {
    json.erase(member);
  }
  const int code = growth_exit_code(report);
  json["verdict"] = code == kHolds ? "holds" : code == kViolated ? "violated" : "inconclusive";
  json["limit"] = explorer::name(report.limit);
  json["seconds"] = report.seconds;
  json["exhausted"] = largest_exhausted(report);
  json["next"] = nullptr;
  if (report.next) json["next"] = size_text(report, *report.next);
  json["runs"] = ordered_json::array();
  for (const Grown& run : report.runs) json["runs"].push_back(run_json(run));
  return json.dump(2) + "\n";
}

int growth_exit_code(const GrowthReport& report) {
  switch (report.end) {
    case GrowthEnd::found: return kViolated;
    case GrowthEnd::cut_off: return kInconclusive;
    case GrowthEnd::enough:
    case GrowthEnd::complete: break;
  }
  return kHolds;
}

}  // namespace vmwire::cli
