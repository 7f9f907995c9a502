// What: see model_options.h. CLI11 parses, from the same declarations as for `check`.
#include "cli/model_options.h"

#include <algorithm>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/check_options.h"
#include "cli/command_words.h"
#include "cli/suggest.h"
#include "cli/usage_errors.h"

namespace vmwire::cli {

namespace {

/// What is not listed is refused: an option to come is more likely about the search.
std::vector<std::string> model_options() {
  std::vector<std::string> names = {"--fixed", "--proposed", "--with", "--without", "--set",
                                    "--size", "--ops", "--invariant"};
  for (const family::Knob* knob : known_knobs()) names.push_back(std::string("--") + knob->name);
  return names;
}

}  // namespace

std::string parse_model_options(const std::string& kernel, const std::string& options,
                                RunOptions& to) {
  CLI::App app;
  app.set_help_flag();
  add_run_options(app, to);
  app.remove_option(app.get_option("KERNEL"));
  to.kernel = kernel;
  const std::vector<std::string> known = model_options();
  std::vector<std::string> words;
  if (!split_words(options, words)) return "the options have a quote without an end: close it";
  if (std::string wrong = complaint_before(app, words); !wrong.empty()) return wrong;
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> rest = app.remaining();
    if (rest.empty()) return refused_value(error);
    const std::string& word = rest.front();
    if (word.rfind("--", 0) != 0) return "unexpected argument '" + word.substr(0, 100) + "'";
    return unknown("option", word.substr(0, word.find('=')), known, "`vmwire check --help`");
  }
  if (std::string wrong = empty_value(app); !wrong.empty()) return wrong;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    if (option->count() == 0 || std::find(known.begin(), known.end(), name) != known.end()) {
      continue;
    }
    return name + " is about a search, and not about the model";
  }
  return "";
}

}  // namespace vmwire::cli
