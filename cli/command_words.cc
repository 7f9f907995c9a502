// What: see command_words.h. CLI11 parses, from the same declarations as for `check`.
#include "cli/command_words.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "cli/check_options.h"
#include "cli/usage_errors.h"

namespace vmwire::cli {

bool split_words(const std::string& line, std::vector<std::string>& words) {
  char quote = 0;        // which one is open
  bool inside = false;   // a word has begun
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'') {
      if (++i == line.size()) return false;
      words.back() += line[i];
    } else {
      words.back() += c;
    }
  }
  return quote == 0;
}

std::string parse_check_line(const std::string& line, Setup& setup) {
  std::vector<std::string> words;
  if (!split_words(line, words)) return "has a quote without an end";
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
  const std::string wrong = empty_value(app);
  return wrong.empty() ? set_up(options, setup) : wrong;
}

}  // namespace vmwire::cli
