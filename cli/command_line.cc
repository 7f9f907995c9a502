// What: the command line: commands with their options, and help with examples.
// CLI11 parses; usage_errors.h has the complaints.
#include "cli/command_line.h"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/build_id/build_id.h"
#include "cli/check_options.h"
#include "cli/commands.h"
#include "cli/engine_words.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/scenario.h"
#include "cli/usage_errors.h"

namespace vmwire::cli {

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  vmwire check toykernel-1                search a kernel of one page: a second\n"
    "  vmwire check netbsd-1.4                 find what breaks in May 1999's kernel\n"
    "  vmwire check netbsd-1.6 --proposed --grow --max-time 10m\n"
    "                                          show that nothing breaks, in ever larger sizes\n"
    "  vmwire check netbsd-1.4 --trace t.json  ... and keep the counterexample\n"
    "  vmwire show t.json                      tell it to a person\n"
    "  vmwire replay t.json --proposed         what the corrected kernel does instead\n"
    "  vmwire list kernels\n"
    "  vmwire list messages                    from a panic to a command that shows a cause\n"
    "  vmwire list words                       what all these words mean\n"
    "\n"
    "`vmwire COMMAND --help` has the options of a command.\n";

constexpr const char* kCheckExamples =
    "Examples:\n"
    "  vmwire check toykernel-1\n"
    "  vmwire check netbsd-1.4\n"
    "  vmwire check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock "
    "--invariant mlock-promise\n"
    "  vmwire check netbsd-1.6 --proposed --size tiny --format json\n"
    "  vmwire check netbsd-1.4 --all-violations --trace t.json\n"
    "  vmwire check netbsd-1.4 --goal 'page[0].wire_count >= 2 && entry[0][0].wired_count == 0'\n"
    "  vmwire check netbsd-1.4 --steps 'P0 mmap anon [0,1); P0 mlock [0,1); P0 munlock [0,1)'\n"
    "  vmwire check netbsd-1.6 --proposed --workers 2 --reduce all\n"
    "  vmwire check netbsd-1.6 --proposed --grow --max-time 10m\n"
    "  vmwire check netbsd-1.6 --proposed --grow --max-sizes 8 --workers 2\n"
    "  vmwire check netbsd-1.6 --proposed --size medium --search dfs --store compact\n"
    "  vmwire check netbsd-1.4 --size large --search random --seed 7 --max-time 5m\n"
    "\n"
    "A goal compares fields of the world (`vmwire list fields KERNEL`) with numbers, words\n"
    "such as ACTIVE, things such as page[1], or fields, by == != < <= > >=, && || ! and ( ).\n"
    "page[0] is any page and page[1] any other one, unless --reduce none.\n"
    "\n"
    "--grow begins with size tiny unless a size is given, and then adds one more of each thing in\n"
    "turn; it ends with what breaks, with a limit, or with Ctrl-C, and tells what is exhausted.\n"
    "\n";

constexpr const char* kCheckExits =
    "\n"
    "Exit: 0 holds or never, 1 violated or goal reached, 2 inconclusive, 64 usage,\n"
    "69 cannot write, 70 our own fault.\n";

constexpr const char* kReplayExamples =
    "Examples:\n"
    "  vmwire replay t.json\n"
    "  vmwire replay t.json --proposed\n"
    "  vmwire replay t.json --without netbsd-vsunlock-clears-mlock\n"
    "  vmwire replay t.json --set unwire_pte_bit=always --format json\n"
    "\n"
    "Exit: 0 the same violation is reached, 1 it is not, 64 usage, 65 the file is broken.\n";

// --- the commands -----------------------------------------------------------------------------

/// Set by the command that was chosen; answers with an exit code.
using Run = std::function<int()>;

void add_check(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("check", "Explore all interleavings, tell what breaks");
  auto options = std::make_shared<RunOptions>();
  add_run_options(*command, *options);
  command->footer(std::string(kCheckExamples) + kStepsHelp + engine_help() + kCheckExits);
  command->callback([options, &run] { run = [options] { return check(*options); }; });
}

void add_list(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("list", "What there is, with citations");
  struct Options {
    std::string what, of, format = "text";
  };
  auto options = std::make_shared<Options>();
  command
      ->add_option("WHAT", options->what,
                   "kernels, rules, ops, invariants, fields, messages, sizes, machines, engine, "
                   "words or sources; or a message, a function or a word, to be explained")
      ->required()
      ->type_name("");
  command->add_option("OF", options->of,
                      "A kernel or a family; without one, all of them. Of words and sources: one")
      ->type_name("");
  add_format_option(*command, options->format, {"text", "json", "dot"});
  command->footer(
      "Examples:\n"
      "  vmwire list kernels\n"
      "  vmwire list sizes toykernel-1\n"
      "  vmwire list rules netbsd\n"
      "  vmwire list fields netbsd-1.6           what a goal can name\n"
      "  vmwire list messages                    from a panic to a command that shows a cause\n"
      "  vmwire list 'unwiring non-wired memory'\n"
      "  vmwire list uvm_fault_unwire_locked\n"
      "  vmwire list words BUSY\n"
      "  vmwire list machines netbsd-1.6 --format dot > machines.gv\n");
  command->callback([options, &run] {
    run = [options] { return list(options->what, options->of, options->format); };
  });
}

void add_show(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("show", "Tell a trace to a person");
  struct Options {
    std::string file, format = "text";
  };
  auto options = std::make_shared<Options>();
  command->add_option("TRACE", options->file, "A file written by `vmwire check --trace`; -: stdin")
      ->required()
      ->type_name("");
  add_format_option(*command, options->format, {"text", "json"});
  command->footer("Example:\n  vmwire show t.json\n\nExit: 0, or 65 when the file is broken.\n");
  command->callback([options, &run] {
    run = [options] { return show(options->file, options->format); };
  });
}

void add_replay(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("replay", "Take a trace's steps again");
  struct Options {
    std::string file, format = "text";
    RuleOptions rules;
  };
  auto options = std::make_shared<Options>();
  command->add_option("TRACE", options->file, "A file written by `vmwire check --trace`; -: stdin")
      ->required()
      ->type_name("");
  add_rule_options(*command, options->rules);
  add_format_option(*command, options->format, {"text", "json"});
  command->footer(kReplayExamples);
  command->callback([options, &run] {
    run = [options] { return replay(options->file, options->rules, options->format); };
  });
}

void add_ladder(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("ladder", "Check that every rule breaks its law");
  struct Options {
    std::vector<std::string> names;
    std::string format = "text";
  };
  auto options = std::make_shared<Options>();
  command->add_option("NAMES", options->names, "Rules; or kernels and families, for their rules")
      ->type_name("");
  add_format_option(*command, options->format, {"text", "json"});
  command->footer(
      "Examples:\n"
      "  vmwire ladder\n"
      "  vmwire ladder netbsd-vsunlock-clears-mlock\n"
      "\n"
      "Exit: 0 every rung behaves, 1 one does not, 2 stopped, 64 usage.\n");
  command->callback([options, &run] {
    run = [options] { return ladder(options->names, options->format); };
  });
}

}  // namespace

int run_command_line(int argc, char** argv) {
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
  if (const std::string wrong = complaint_before(app, argc, argv); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print_paged(app.help());
    return finish(kHolds);
  } catch (const CLI::CallForAllHelp&) {
    print_paged(app.help("", CLI::AppFormatMode::All));
    return finish(kHolds);
  } catch (const CLI::CallForVersion& version_text) {
    print(std::string(version_text.what()) + "\n");
    return finish(kHolds);
  } catch (const CLI::ParseError& error) {
    if (argc > 1) return complain(complaint_of(app, error, argc, argv), kUsage);
    complain("which command?", kUsage);
    std::fprintf(stderr, "\n%s", app.help().c_str());
    return kUsage;
  }
  for (const CLI::App* command : app.get_subcommands()) {
    if (const std::string wrong = empty_value(*command); !wrong.empty()) {
      return complain(wrong, kUsage);
    }
  }
  return run();
}

}  // namespace vmwire::cli
