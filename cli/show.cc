// What: `vmwire show`: a trace for a person. Needs no model: all that it tells is in the trace.
// Source: derived.
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/run_options.h"
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

int show(const std::string& file, const std::string& format) {
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  print(format == "json" ? traces::to_json(read.trace).dump(2) + "\n"
                         : traces::explain(read.trace) + origin(read.trace));
  return finish(kHolds);
}

}  // namespace

void add_show(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("show", "Tell a trace to a person");
  struct Options {
    std::string file, format = "text";
  };
  auto options = std::make_shared<Options>();
  command->add_option("TRACE", options->file, "A file written by `vmwire check --trace`")
      ->required()
      ->type_name("");
  add_format_option(*command, options->format, {"text", "json"});
  command->footer("Example:\n  vmwire show t.json\n\nExit: 0, or 65 when the file is broken.\n");
  command->callback([options, &run] {
    run = [options] { return show(options->file, options->format); };
  });
}

}  // namespace vmwire::cli
