// What: see scenario_words.h.
#include "cli/scenario_words.h"

#include <algorithm>
#include <cctype>

namespace vmwire::cli {

namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The separators by their strength: where two meet, an end of line gives way.
enum class Cut { none, line, step, group, phase };

constexpr const char* kExpected = "expected a step, as 'P0.t0 mlock [0,1)'";

class Splitter {
 public:
  explicit Splitter(const std::string& text) : text_(text) {}

  std::string run(ScenarioWords& to, std::size_t& mistake_at) {
    to.clear();
    Cut cut = Cut::phase;  // before the first step
    bool written = false;  // the cut stands in the text, and is no end of line
    for (;;) {
      StepWords step = next_step();
      if (!step.empty()) {
        add(to, cut, std::move(step));
        cut = Cut::none;
        written = false;
      }
      mistake_at = at_;
      const Cut next = next_cut();
      if (next == Cut::none) break;
      if (next == Cut::line) {
        if (cut == Cut::none) cut = Cut::line;
        continue;
      }
      if (written || to.empty()) return kExpected;
      cut = next;
      written = true;
    }
    mistake_at = text_.size();
    return to.empty() || cut == Cut::group || cut == Cut::phase ? kExpected : "";
  }

 private:
  static void add(ScenarioWords& to, Cut cut, StepWords step) {
    if (cut == Cut::phase) to.emplace_back();
    if (cut >= Cut::group) to.back().emplace_back();
    to.back().back().push_back(std::move(step));
  }

  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip() {
    while (blank(here())) ++at_;
    if (here() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
  }

  StepWords next_step() {
    skip();
    const std::size_t from = at_;
    at_ = std::min(text_.find_first_of(";|\n#", at_), text_.size());
    return words_in(text_.substr(from, at_ - from), from);
  }

  Cut next_cut() {
    skip();
    if (at_ == text_.size()) return Cut::none;
    const char sign = text_[at_++];
    if (sign == '\n') return Cut::line;
    if (sign == '|') return Cut::group;
    if (here() != ';') return Cut::step;
    ++at_;
    return Cut::phase;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string split_scenario(const std::string& text, ScenarioWords& to, std::size_t& mistake_at) {
  return Splitter(text).run(to, mistake_at);
}

std::string place_in(const std::string& text, std::size_t at) {
  const auto end = text.begin() + static_cast<long>(std::min(at, text.size()));
  const auto line = std::count(text.begin(), end, '\n');
  const std::size_t start = at == 0 ? text.npos : text.rfind('\n', at - 1);
  const std::size_t column = at - (start == text.npos ? 0 : start + 1) + 1;
  const bool one = text.find('\n') == text.npos || text.find('\n') + 1 == text.size();
  return (one ? "" : "line " + std::to_string(line + 1) + ", ") + "column " +
         std::to_string(column);
}

StepWords words_in(const std::string& text, std::size_t at) {
  StepWords words;
  bool open = false;  // within "[0, 2)": its blanks count for nothing
  bool in_word = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (blank(c)) {
      in_word = in_word && open;
      continue;
    }
    if (!in_word) words.push_back({"", at + i});
    in_word = true;
    words.back().text += c;
    if (c == '[') open = true;
    if (c == ')' || c == ']') open = false;
  }
  return words;
}

}  // namespace vmwire::cli
