// What: see command_words.h. CLI11 parses, from the same declarations as for `check`.
// Source: POSIX 2018, Shell Command Language, 2.2 (quoting).
#include "cli/command_words.h"

#include <algorithm>
#include <cstring>

#include <CLI/CLI.hpp>

#include "cli/check_options.h"

namespace vmwire::cli {

bool split_words(const std::string& line, std::vector<std::string>& words) {
  bool quoted = false, inside = false;  // '...'; a word has begun
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c != '\'') {
      words.back() += c;
      continue;
    }
    if (c == ' ' && !quoted) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (c == '\'') {
      quoted = !quoted;
    } else if (c == '\\') {
      if (++i == line.size()) return false;
      words.back() += line[i];
    } else {
      if (std::strchr("\"$`;|&<>()*?[]#~{}!\t\n", c) != nullptr) return false;
      words.back() += c;
    }
  }
  return !quoted;
}

std::string parse_check_line(const std::string& line, Setup& setup) {
  std::vector<std::string> words;
  if (!split_words(line, words)) return "is more than words";
  if (words.size() < 2 || words[0] != "./vmwire" || words[1] != "check") {
    return "does not begin with ./vmwire check";
  }
  RunOptions options;
  CLI::App app;
  app.set_help_flag();
  add_run_options(app, options);
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  words.resize(words.size() - 2);
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return std::string("is no command: ") + error.what();
  }
  return set_up(options, setup);
}

}  // namespace vmwire::cli
