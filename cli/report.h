// What: the answer to a run as text and as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/report_lines.h"
#include "cli/setup.h"
#include "cli/untested.h"
#include "explorer/verdict.h"
#include "families/any_model.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct Report {
  const Setup& setup;
  const families::Answer& answer;
  std::vector<traces::Trace> traces;     ///< one for each finding, or for the goal
  std::vector<std::string> trace_files;  ///< as long as `traces`; empty: not written
  MarkRows unreached;
  std::vector<Untested> untested;  ///< laws that hold and were never put to the test
};

std::string text_report(const Report& report);
std::string json_report(const Report& report);
nlohmann::ordered_json report_json(const Report& report);

/// "holds", "violated" or "inconclusive". A goal that is reached counts as a violation of "never".
const char* verdict_word(explorer::Verdict verdict);
int exit_code(explorer::Verdict verdict);
double states_per_second(const families::Answer& answer);
/// Of the process at its largest; 0 when there are no states.
std::uint64_t bytes_per_state(const families::Answer& answer);

}  // namespace vmwire::cli
