// What: the layout of a trace: columns as wide as they need to be, long cells wrapped.
#include "traces/explain.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace vmwire::traces {

namespace {

struct Row {
  std::string number, actor, operation, step, changes;
};

/// Where to break: after "; " or ", " unless that leaves too little, else at a space. A word longer
/// than the width is broken at it.
std::size_t cut_at(std::string_view text, std::size_t width) {
  for (const char* after : {"; ", ", "}) {
    const std::size_t cut = text.rfind(after, width - 1);
    if (cut != text.npos && cut >= width / 3) return cut + 1;
  }
  const std::size_t cut = text.rfind(' ', width);
  return cut == text.npos || cut == 0 ? width : cut;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    const std::size_t cut = cut_at(text, width);
    lines.emplace_back(text.substr(0, cut));
    text.remove_prefix(std::min(text.size(), cut));
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

class Table {
 public:
  explicit Table(std::size_t width) : width_(width) {}
  void add(Row row) { rows_.push_back(std::move(row)); }

  std::string text() const {
    const std::size_t number = widest(&Row::number, 6, 2);
    const std::size_t actor = widest(&Row::actor, 12, 5);
    const auto [operation, step, changes] = shares(width_ - number - actor - 8);
    std::string result;
    for (const Row& row : rows_) {
      const auto operations = wrapped(row.operation, operation);
      const auto steps = wrapped(row.step, step);
      const auto lines = wrapped(row.changes, changes);
      const std::size_t height = std::max({operations.size(), steps.size(), lines.size()});
      for (std::size_t i = 0; i < height; ++i) {
        const auto at = [i](const std::vector<std::string>& cell) {
          return i < cell.size() ? cell[i] : std::string();
        };
        std::string line = fmt::format("{:>{}}  {:<{}}  {:<{}}  {:<{}}  {}",
                                       i == 0 ? row.number : "", number, i == 0 ? row.actor : "",
                                       actor, at(operations), operation, at(steps), step,
                                       at(lines));
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + "\n";
      }
    }
    return result;
  }

 private:
  struct Shares {
    std::size_t operation, step, changes;
  };
  /// Of so many columns: each as wide as it needs to be; where that is too much, as its longest
  /// word; and where that is too much, a part.
  Shares shares(std::size_t all) const {
    const std::size_t operation = widest(&Row::operation, 26, 9);
    const std::size_t step = widest(&Row::step, 34, 4);
    if (operation + step + 30 <= all) return {operation, step, all - operation - step};
    const std::size_t least = longest_word(&Row::changes);
    std::size_t narrow = std::min(operation, std::max(longest_word(&Row::operation), all / 4));
    std::size_t middle = std::min(step, std::max(longest_word(&Row::step), all * 3 / 8));
    if (narrow + middle + std::min(least, all / 3) > all) {
      narrow = std::min(narrow, all / 4);
      middle = std::min(middle, all * 3 / 8);
    }
    return {narrow, middle, all - narrow - middle};
  }

  std::size_t longest_word(std::string Row::*cell) const {
    std::size_t result = 0;
    for (const Row& row : rows_) {
      const std::string& text = row.*cell;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        result = std::max(result, end - at);
        at = end + 1;
      }
    }
    return result;
  }

  std::size_t widest(std::string Row::*cell, std::size_t most, std::size_t least) const {
    std::size_t result = least;
    for (const Row& row : rows_) result = std::max(result, (row.*cell).size());
    return std::min(result, most);
  }

  std::size_t width_;
  std::vector<Row> rows_;
};

std::string steps_text(const Trace& trace, const Phrasing& phrasing, std::size_t width) {
  Table table(width);
  table.add({"#", "actor", "operation", "step", "what changed"});
  // `before` lags one step behind; so nothing is copied, however long the trace.
  std::vector<unsigned> threads;
  if (const auto at = trace.size.find("threads"); at != trace.size.end()) threads = at->second;
  Told before{trace.initial, threads};
  Told after{trace.initial, threads};
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const TraceStep& step = trace.steps[i];
    after.apply(step.changes);
    const auto changes = phrases(phrasing, before, after, step.changes, step.actor);
    before.apply(step.changes);
    table.add({std::to_string(i + 1), step.actor,
               step.arguments.begins ? step.operation : " .. " + step.arguments.op, step.step,
               fmt::format("{}", fmt::join(changes, "; "))});
  }
  return trace.steps.empty() ? "" : table.text();
}

std::string labelled(const char* label, const std::string& text, std::size_t width) {
  std::string result;
  const std::size_t indent = std::string(label).size() + 1;
  for (const std::string& line : wrapped(text, width - indent)) {
    result += (result.empty() ? std::string(label) + " " : std::string(indent, ' ')) + line + "\n";
  }
  return result;
}

}  // namespace

std::string headline(const Trace& trace) {
  const Violation& violation = trace.violation;
  if (violation.kind == "goal") return "REACHED goal: " + violation.alias;
  return "VIOLATED " + violation.invariant + ": " + violation.alias;
}

std::string explain(const Trace& trace, const Phrasing& phrasing, const std::string& figures,
                    std::size_t width, const std::string& repeat) {
  constexpr std::size_t kWidthMin = 40;  // of which the table needs a part for itself
  width = std::max(width, kWidthMin);
  const Violation& violation = trace.violation;
  std::string right = fmt::format("depth {}{}{}", violation.depth, figures.empty() ? "" : ", ",
                                  figures);
  std::string result;
  for (const std::string& line : wrapped(headline(trace), width)) {
    result += (result.empty() ? "" : "\n") + line;
  }
  if (result.size() + right.size() + 4 <= width) {
    result += std::string(std::max<std::size_t>(4, 80 - std::min<std::size_t>(80, result.size())),
                          ' ');
    if (result.size() + right.size() > width) result.resize(width - right.size());
    result += right + "\n";
  } else {
    result += "\n  " + right + "\n";
  }
  result += steps_text(trace, phrasing, width);
  if (trace.steps.empty()) result += "already in the initial world\n";
  result += labelled("culprit:", violation.message, width);
  for (const TraceWait& wait : violation.waits) {
    const std::string holders = wait.held_by.empty()
                                    ? "nobody"
                                    : fmt::format("{}", fmt::join(wait.held_by, " and "));
    result += labelled("waits:", wait.thread + " waits for " + wait.waits_for + ", held by " +
                                     holders, width);
  }
  const std::string& command = repeat.empty() ? trace.repeat : repeat;
  if (!command.empty()) result += "repeat: " + command + "\n";
  return result;
}

}  // namespace vmwire::traces
