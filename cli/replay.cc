// What: `vmwire replay`: takes a trace's steps again, perhaps under other rules.
// Read next: replayer.h.
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/recorded.h"
#include "cli/replay_report.h"
#include "cli/replayer.h"
#include "cli/retell.h"
#include "cli/setup.h"
#include "families/families.h"
#include "traces/codec.h"

namespace vmwire::cli {

namespace {

/// A rule that no family has is a mistake of the command line, whatever the trace is of.
std::string complaint_about(const RuleOptions& rules) {
  for (const auto* ids : {&rules.with, &rules.without}) {
    for (const std::string& id : *ids) {
      if (families::find_by_rule(id) == nullptr) return unknown_rule(id);
    }
  }
  return "";
}

}  // namespace

int replay(const std::string& file, const RuleOptions& rules, const std::string& format) {
  if (std::string wrong = complaint_about(rules); !wrong.empty()) return complain(wrong, kUsage);
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  Recorded recorded;
  if (std::string wrong = read_record(read.trace, recorded); !wrong.empty()) {
    return complain(file + ": " + wrong, kBadData);
  }
  // The options change the recorded personality, which may have been changed by --set.
  Setup setup = recorded.setup;
  setup.selection = {};
  std::string wrong = choose_rules(rules, *setup.family, setup.selection);
  if (wrong.empty()) wrong = setup.family->rules.apply(setup.selection, setup.config.personality);
  if (!wrong.empty()) return complain(wrong, kUsage);
  // Where this program cannot tell it anew, the replay says from which step on.
  const Retold retold = retell(read.trace, recorded);
  const traces::Trace& trace = retold.ok() ? retold.trace : read.trace;
  const Replayed replayed = replay_record(trace, recorded, setup.config);
  const ReplayReport report{trace, replayed, setup, rules.any(), file, retold.differences};
  print(format == "json" ? replay_json(report) : replay_text(report));
  return finish(replayed.reached ? kHolds : kViolated);
}

}  // namespace vmwire::cli
