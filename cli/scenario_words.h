// What: a scenario's text as words: steps, groups and phases, before anything is known of a kernel.
// The grammar: phases are separated by ";;", their groups by "|", a group's steps by ";" or the end
// of a line. "#" begins a comment, which ends with the line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace vmwire::cli {

struct ScenarioWord {
  std::string text;
  std::size_t at = 0;  ///< characters before it
};
using StepWords = std::vector<ScenarioWord>;

/// Phases of groups of steps, none of them empty.
using ScenarioWords = std::vector<std::vector<std::vector<StepWords>>>;

/// Empty, or what is wrong; then `mistake_at` is where.
std::string split_scenario(const std::string& text, ScenarioWords& to, std::size_t& mistake_at);

/// Where that is, for people: "column 7", or with several lines "line 2, column 7".
std::string place_in(const std::string& text, std::size_t at);

/// An operation's text as words; a range is one word.
StepWords words_in(const std::string& text, std::size_t at = 0);

}  // namespace vmwire::cli
