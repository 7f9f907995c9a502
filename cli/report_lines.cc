// What: see report_lines.h.
// Source: derived.
#include "cli/report_lines.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "cli/engine_words.h"
#include "model/netbsd/rules.h"

namespace vmwire::cli {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : ", ") + part;
  return result.empty() ? "none" : result;
}

}  // namespace

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

std::string setup_lines(const Setup& setup) {
  std::string text;
  const std::string only = restriction(setup);
  if (!only.empty()) text += labelled("restricted", only);
  text += labelled("kernel", setup.kernel + "; rules on: " +
                                 joined(netbsd::rules_on(setup.config.personality)));
  const std::string from_named = size_options(setup.config.size).substr(7);  // after "--size "
  text += labelled("size", from_named + ": " + netbsd::options_of(setup.config.size));
  return text + labelled("engine", engine_line(setup, true));
}

std::string limit_text(explorer::Limit limit) {
  return std::string("a limit was reached (") + explorer::name(limit) + ")";
}

std::string unjudged(const Setup& setup, const Result& result) {
  if (!setup.stuck || setup.goal || result.stuck_checked) return "";
  const bool order = explorer::by_order(setup.reduce);
  return std::string("; stuck threads not judged under ") + (order ? "--reduce " : "--search ") +
         (order ? name_of(setup.reduce) : name_of(setup.order));
}

std::string unreached_text(const Setup& setup, const std::vector<const netbsd::Mark*>& marks) {
  std::string result;
  for (const netbsd::Mark* mark : marks) {
    result += (result.empty() ? "" : ", ") + std::string(mark->id);
  }
  const char* postponed = explorer::by_order(setup.reduce) ? "; some may be postponed steps" : "";
  return fmt::format("{} steps or cases (in words with --format json{}): {}", marks.size(),
                     postponed, result);
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

}  // namespace vmwire::cli
