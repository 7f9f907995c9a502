// What: `vmwire replay`: takes a trace's steps again, perhaps under other rules.
// Read next: replayer.h.
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/recorded.h"
#include "cli/replayer.h"
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

int replay(const std::string& file, const RuleOptions& rules) {
  if (std::string wrong = complaint_about(rules); !wrong.empty()) return complain(wrong, kUsage);
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  Recorded recorded;
  if (std::string wrong = read_record(read.trace, recorded); !wrong.empty()) {
    return complain(file + ": " + wrong, kBadData);
  }
  const families::Family& family = *recorded.setup.family;
  // The options change the recorded personality, which may have been changed by --set.
  families::AnyConfig config = recorded.setup.config;
  family::Selection selection;
  std::string wrong = choose_rules(rules, family, selection);
  if (wrong.empty()) wrong = family.rules.apply(selection, config.personality);
  if (!wrong.empty()) return complain(wrong, kUsage);
  const Replayed replayed = replay_record(read.trace, recorded, config);
  print(replayed.text);
  return finish(replayed.reached ? kHolds : kViolated);
}

}  // namespace vmwire::cli
