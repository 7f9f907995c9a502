// What: `vmwire replay`: takes a trace's steps again, perhaps under other rules.
// Source: derived. Read next: replayer.h.
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/recorded.h"
#include "cli/replayer.h"
#include "cli/setup.h"
#include "traces/codec.h"

namespace vmwire::cli {

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

}  // namespace vmwire::cli
