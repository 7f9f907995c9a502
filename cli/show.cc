// What: `vmwire show`: a trace for a person. Needs no model: all that it tells is in the trace.
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "families/families.h"
#include "traces/codec.h"
#include "traces/explain.h"

namespace vmwire::cli {

namespace {

/// A kernel that no family of this program has is told field by field.
const traces::Phrasing& phrasing_of(const std::string& kernel) {
  static const traces::Phrasing none;
  const families::Family* family = families::find_by_kernel(kernel);
  return family == nullptr ? none : family->phrasing;
}

/// What the command line that stands at the end cannot say: who wrote it, and which rules were on.
std::string origin(const traces::Trace& trace) {
  const std::string rules = fmt::format("{}", fmt::join(trace.rules, ", "));
  const std::string steps = trace.scenario.empty() ? "" : "steps:  " + trace.scenario + "\n";
  return steps +
         fmt::format("kernel: {}; rules on: {}\nby:     vmwire {} ({})\n", trace.kernel,
                     rules.empty() ? "none" : rules, trace.program, trace.build);
}

}  // namespace

int show(const std::string& file, const std::string& format) {
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  const traces::Trace& trace = read.trace;
  print(format == "json" ? traces::to_json(trace).dump(2) + "\n"
                         : traces::explain(trace, phrasing_of(trace.kernel)) + origin(trace));
  return finish(kHolds);
}

}  // namespace vmwire::cli
