// What: what is told of a replay, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/replayer.h"
#include "cli/setup.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct ReplayReport {
  const traces::Trace& trace;
  const Replayed& replayed;
  const Setup& setup;     ///< under which the steps were taken
  bool other_rules;       ///< than the recorded ones were asked for
  std::string file;       ///< the trace's
  std::vector<std::string> differences;  ///< between the file's words and ours (retell.h)
};

std::string replay_text(const ReplayReport& report);
std::string replay_json(const ReplayReport& report);

}  // namespace vmwire::cli
