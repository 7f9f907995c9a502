// What: `vmwire replay`: takes a trace's steps again, perhaps under other rules.
// Source: derived: issue 2, section 6. Read next: replayer.h.
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/recorded.h"
#include "cli/replayer.h"
#include "cli/run_options.h"
#include "cli/setup.h"
#include "traces/codec.h"

namespace vmwire::cli {

namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  vmwire replay t.json\n"
    "  vmwire replay t.json --proposed\n"
    "  vmwire replay t.json --without netbsd-vsunlock-clears-mlock\n"
    "\n"
    "Exit: 0 the same violation is reached, 1 it is not, 64 usage, 65 the file is broken.\n";

int replay(const std::string& file, const RuleOptions& rules) {
  netbsd::Selection selection;
  if (std::string wrong = choose_rules(rules, selection); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  Recorded recorded;
  if (std::string wrong = read_record(read.trace, recorded); !wrong.empty()) {
    return complain(file + ": " + wrong, kBadData);
  }
  // The options change the recorded personality, which may have been changed by --set.
  netbsd::Config config = recorded.setup.config;
  if (std::string wrong = netbsd::apply(selection, config.personality); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  const Replayed replayed = replay_record(read.trace, recorded, config);
  print(replayed.text);
  return finish(replayed.reached ? kHolds : kViolated);
}

}  // namespace

void add_replay(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("replay", "Take a trace's steps again");
  struct Options {
    std::string file;
    RuleOptions rules;
  };
  auto options = std::make_shared<Options>();
  command->add_option("TRACE", options->file, "A file written by `vmwire check --trace`")
      ->required()
      ->type_name("");
  add_rule_options(*command, options->rules);
  command->footer(kExamples);
  command->callback([options, &run] {
    run = [options] { return replay(options->file, options->rules); };
  });
}

}  // namespace vmwire::cli
