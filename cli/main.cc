// What: the program: chooses a command, and lets no exception and no lost output out.
// Source: derived. Read next: commands.h.
#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/build_id/build_id.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/suggest.h"

namespace vmwire::cli {

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  vmwire check netbsd-1.4                 find what breaks in May 1999's kernel\n"
    "  vmwire check netbsd-1.4 --trace t.json  ... and keep the counterexample\n"
    "  vmwire show t.json                      tell it to a person\n"
    "  vmwire replay t.json --proposed         what the corrected kernel does instead\n"
    "  vmwire list kernels\n"
    "\n"
    "`vmwire COMMAND --help` has the options of a command.\n";

std::string one_line(std::string text) {
  text = text.substr(0, text.find('\n'));
  return text.empty() ? "wrong usage" : text;
}

/// The command that was chosen, or the program itself.
CLI::App* chosen(CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? &app : commands.front();
}

/// An unknown option gets the nearest known ones.
std::string unexpected(CLI::App& app, const std::string& word) {
  CLI::App* command = chosen(app);
  const std::string help = command == &app ? "`vmwire --help`"
                                           : "`vmwire " + command->get_name() + " --help`";
  if (word.rfind("--", 0) != 0) {
    return "unexpected argument '" + word.substr(0, 100) + "'; see " + help;
  }
  std::vector<std::string> names;
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return unknown("option", word.substr(0, word.find('=')), names, help);
}

int usage_error(CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  if (argc == 1) return complain("which command?\n\n" + app.help(), kUsage);
  // "A subcommand is required" would be true as well, and no help.
  if (chosen(app) == &app) return complain(unexpected(app, argv[1]), kUsage);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> words = app.remaining(true);
    if (!words.empty()) return complain(unexpected(app, words.front()), kUsage);
  }
  return complain(one_line(error.what()), kUsage);
}

/// Before CLI11 sees it: its own words for a misspelt command are about something else.
std::string misspelt_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return "";
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return "";
  return unknown("command", argv[1], names, "`vmwire --help`");
}

int run_program(int argc, char** argv) {
  CLI::App app("Explores how kernels wire virtual memory: every interleaving, within a size.",
               "vmwire");
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help for every command");
  app.set_version_flag("--version",
                       std::string("vmwire ") + version() + " (" + build_id() + ")");
  app.footer(kFooter);
  Run run;
  add_check(app, run);
  add_list(app, run);
  add_show(app, run);
  add_replay(app, run);
  add_ladder(app, run);
  if (const std::string wrong = misspelt_command(app, argc, argv); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return finish(kHolds);
  } catch (const CLI::CallForAllHelp&) {
    print(app.help("", CLI::AppFormatMode::All));
    return finish(kHolds);
  } catch (const CLI::CallForVersion& version_text) {
    print(std::string(version_text.what()) + "\n");
    return finish(kHolds);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, argc, argv);
  }
  return run();
}

}  // namespace

}  // namespace vmwire::cli

int main(int argc, char** argv) {
  using namespace vmwire::cli;
  ignore_broken_pipes();
  try {
    return run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain("out of memory", kUnavailable);
  } catch (const std::exception& error) {
    return complain(std::string("internal error: ") + error.what(), kInternal);
  } catch (...) {
    return complain("internal error", kInternal);
  }
}
