// What: see model_options.h. CLI11 parses, from the same declarations as for `check`.
#include "cli/model_options.h"

#include <algorithm>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/check_options.h"
#include "cli/suggest.h"

namespace vmwire::cli {

namespace {

/// What is not listed is refused: an option to come is more likely about the search.
std::vector<std::string> model_options() {
  std::vector<std::string> names = {"--fixed", "--proposed", "--with", "--without", "--set",
                                    "--size", "--ops", "--invariant"};
  for (const family::Knob* knob : known_knobs()) names.push_back(std::string("--") + knob->name);
  return names;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::string parse_model_options(const std::string& kernel, const std::string& options,
                                RunOptions& to) {
  CLI::App app;
  app.set_help_flag();
  add_run_options(app, to);
  app.remove_option(app.get_option("KERNEL"));
  to.kernel = kernel;
  const std::vector<std::string> known = model_options();
  try {
    app.parse(options, false);
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> words = app.remaining();
    if (words.empty()) return first_line(error.what());
    const std::string& word = words.front();
    if (word.rfind("--", 0) != 0) return "unexpected argument '" + word.substr(0, 100) + "'";
    return unknown("option", word.substr(0, word.find('=')), known, "`vmwire check --help`");
  }
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
