// What: `vmwire show`: a trace for a person. Needs no model: all that it tells is in the trace.
// Source: derived.
#include <string>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "traces/codec.h"
#include "traces/explain.h"

namespace vmwire::cli {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : ", ") + part;
  return result.empty() ? "none" : result;
}

/// What the command line that stands at the end cannot say: who wrote it, and which rules were on.
std::string origin(const traces::Trace& trace) {
  return "kernel: " + trace.kernel + "; rules on: " + joined(trace.rules) + "\n" +
         "by:     vmwire " + trace.program + " (" + trace.build + ")\n";
}

}  // namespace

int show(const std::string& file, const std::string& format) {
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  print(format == "json" ? traces::to_json(read.trace).dump(2) + "\n"
                         : traces::explain(read.trace) + origin(read.trace));
  return finish(kHolds);
}

}  // namespace vmwire::cli
