// What: the result of a run as text and as JSON.
// Source: derived.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/search.h"
#include "cli/setup.h"
#include "model/netbsd/model.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct Report {
  const Setup& setup;
  const Result& result;
  std::vector<traces::Trace> traces;     ///< one for each violation, or for the goal
  std::vector<std::string> trace_files;  ///< as long as `traces`; empty: not written
  std::vector<const netbsd::Mark*> unreached;
};

std::string text_report(const Report& report);
std::string json_report(const Report& report);
nlohmann::ordered_json report_json(const Report& report);

/// "holds", "violated" or "inconclusive". A goal that is reached counts as a violation of "never".
const char* verdict_word(explorer::Verdict verdict);
int exit_code(explorer::Verdict verdict);
double states_per_second(const Result& result);
std::uint64_t bytes_per_state(const Result& result);

}  // namespace vmwire::cli
