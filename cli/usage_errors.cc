// What: see usage_errors.h.
#include "cli/usage_errors.h"

#include <algorithm>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/suggest.h"

namespace vmwire::cli {

namespace {

constexpr std::size_t kQuotedMax = 100;

std::string in_quotes(const std::string& word) { return "'" + word.substr(0, kQuotedMax) + "'"; }

std::string empty(const std::string& name) {
  return name + " is empty: leave it out, or give it a value";
}

/// The command that was chosen, or the program itself.
CLI::App* chosen(CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? &app : commands.front();
}

std::string help_of(const CLI::App& app, const CLI::App& command) {
  return &app == &command ? "`vmwire --help`" : "`vmwire " + command.get_name() + " --help`";
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// An unknown option gets the nearest known ones.
std::string unexpected(CLI::App& app, const std::string& word, int argc, char** argv) {
  CLI::App* command = chosen(app);
  const std::string help = help_of(app, *command);
  if (word.rfind("--", 0) != 0) return "unexpected argument " + in_quotes(word) + "; see " + help;
  const std::vector<std::string> names = options_of(*command);
  const std::string name = word.substr(0, word.find('='));
  if (!contains(names, name)) return unknown("option", name, names, help);
  // It is known, but not in that place.
  const std::string& own = command->get_name();
  for (int i = 1; i < argc && own != argv[i]; ++i) {
    if (name == std::string(argv[i]).substr(0, name.size())) {
      return name + " stands before the command: write `vmwire " + own + " ... " + name + "`";
    }
  }
  return "unexpected argument " + in_quotes(word) + " after --; see " + help;
}

}  // namespace

std::string complaint_before(const CLI::App& app, int argc, char** argv) {
  if (argc < 2) return "";
  const CLI::App* command = &app;
  if (argv[1][0] != '-') {
    std::vector<std::string> names;
    for (const CLI::App* each : app.get_subcommands(nullptr)) {
      names.push_back(each->get_name());
      if (names.back() == argv[1]) command = each;
    }
    if (!contains(names, argv[1])) return unknown("command", argv[1], names, "`vmwire --help`");
  }
  return complaint_before(*command, std::vector<std::string>(argv + 1, argv + argc));
}

std::string complaint_before(const CLI::App& command, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") break;
    const std::size_t sign = word.find('=');
    if (word.rfind("--", 0) != 0 || sign == std::string::npos) continue;
    const std::string name = word.substr(0, sign);
    const CLI::Option* option = command.get_option_no_throw(name);
    if (option == nullptr) continue;
    if (option->get_items_expected_max() == 0) {
      return name + " takes no value, and has " + in_quotes(word.substr(sign + 1));
    }
    if (sign + 1 == word.size()) return empty(name);
  }
  return "";
}

std::string empty_value(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const std::vector<std::string>& values = option->results();
    if (option->get_items_expected_max() == 0 || !contains(values, "")) continue;
    const bool needed = option->get_required();
    return needed ? option->get_name() + " is empty: give it a value" : empty(option->get_name());
  }
  return "";
}

std::string refused_value(const CLI::ParseError& error) {
  const std::string said = error.what();
  const std::string line = said.substr(0, said.find('\n'));
  const std::string name = line.substr(0, line.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const bool twice = line.find("received") != std::string::npos;
    return name + (twice ? " stands there more than once: drop one" : " needs a value after it");
  }
  // These are ours: "--format: ...".
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) return line;
  return "wrong usage";
}

std::string complaint_of(CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  // "A subcommand is required" would be true as well, and no help.
  CLI::App* command = chosen(app);
  if (command == &app) return unexpected(app, argv[1], argc, argv);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> words = app.remaining(true);
    if (!words.empty()) return unexpected(app, words.front(), argc, argv);
  }
  const std::string help = help_of(app, *command);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    for (const CLI::Option* option : command->get_options()) {
      if (!option->get_required() || option->count() != 0) continue;
      return option->get_name() + " is missing: `vmwire " + command->get_name() + " " +
             option->get_name() + "`; see " + help;
    }
  }
  return refused_value(error);
}

}  // namespace vmwire::cli
