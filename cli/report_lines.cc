// What: see report_lines.h.
#include "cli/report_lines.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "cli/engine_words.h"
#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "families/family.h"

namespace vmwire::cli {

std::string labelled(const char* label, const std::string& text) {
  constexpr std::size_t kIndent = 12;
  const std::size_t width = output_width() - kIndent;
  std::string result;
  std::istringstream words(text);
  std::string word, line;
  const auto flush = [&] {
    result += fmt::format("{:<{}}{}\n", result.empty() ? label : "", kIndent, line);
    line.clear();
  };
  while (words >> word) {
    if (!line.empty() && line.size() + 1 + word.size() > width) flush();
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) flush();
  return result;
}

std::string steps_text(const Scenario& scenario) {
  std::string text;
  unsigned number = 0;
  for (const Scenario::Step& step : scenario.steps) {
    const std::string open = step.meanings > 1 ? fmt::format(" (any of {})", step.meanings) : "";
    text += fmt::format("{}{} {} {}{}", step.cut, ++number, step.thread, step.operation, open);
  }
  return text;
}

std::string never_begun(const Scenario& scenario, const families::Begun& begun) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Scenario::Step& step = scenario.steps[i];
    if (begun.test(i)) continue;
    lines.push_back(fmt::format("{} {} {}", i + 1, step.thread, step.operation));
  }
  return fmt::format("{}", fmt::join(lines, "; "));
}

std::string setup_lines(const Setup& setup) {
  const families::Family& family = *setup.family;
  std::string text;
  const std::string only = restriction(setup);
  if (!only.empty()) text += labelled("restricted", only);
  if (setup.scenario) text += labelled("steps", steps_text(*setup.scenario));
  for (const families::Message* m : setup.messages) text += labelled("message", meaning_of(*m));
  text += labelled("kernel", kernel_line(setup));
  const family::AnySize& size = setup.config.size;
  const std::string from_named = size_options(family, size).substr(7);  // after "--size "
  text += labelled("size", from_named + ": " + family.sizes.options_of(size));
  text += labelled("engine", engine_line(setup, true));
  return text + labelled("limits", setup.limits_text);
}

std::string limit_text(explorer::Limit limit) {
  return std::string("a limit was reached (") + explorer::name(limit) + ")";
}

std::string unjudged(const Setup& setup, const families::Answer& answer) {
  if (!setup.stuck || setup.goal || answer.stuck_checked) return "";
  const bool order = explorer::by_order(setup.reduce);
  return std::string("; stuck threads not judged under ") + (order ? "--reduce " : "--search ") +
         (order ? name_of(setup.reduce) : name_of(setup.order));
}

std::string unreached_text(const Setup& setup, const MarkRows& marks) {
  std::vector<const char*> ids;
  for (const family::MarkTable::Row* row : marks) ids.push_back(row->mark->id);
  const char* postponed = explorer::by_order(setup.reduce) ? "; some may be postponed steps" : "";
  const std::string count =
      counted(marks.size(), "step") + (marks.size() == 1 ? " or case" : " or cases");
  return fmt::format("{} (in words with --format json{}): {}", count, postponed,
                     fmt::join(ids, ", "));
}

MarkRows unreached_marks(const Setup& setup, const family::Reached& reached) {
  const families::Family& family = *setup.family;
  const bool shared_are_relevant =
      std::any_of(setup.ops.begin(), setup.ops.end(),
                  [&](const std::string& op) { return family.find_op(op)->faults; });
  const auto relevant = [&](const family::MarkTable::Row& row) {
    if (setup.ops.empty()) return true;
    std::istringstream ops(row.ops);
    for (std::string op; std::getline(ops, op, ',');) {
      if (op == family::MarkTable::kShared && shared_are_relevant) return true;
      if (std::find(setup.ops.begin(), setup.ops.end(), op) != setup.ops.end()) return true;
    }
    return false;
  };
  MarkRows result;
  for (std::size_t i = 0; i < family.marks.size(); ++i) {
    const family::MarkTable::Row& row = family.marks.rows()[i];
    if (!reached.test(i) && relevant(row)) result.push_back(&row);
  }
  return result;
}

}  // namespace vmwire::cli
