// What: `vmwire show`: a trace for a person, told from its actions; its words are only compared.
#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/program_name.h"
#include "cli/recorded.h"
#include "cli/retell.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "families/family.h"
#include "traces/codec.h"
#include "traces/explain.h"

namespace vmwire::cli {

namespace {

/// What the command line that stands at the end cannot say: who wrote it, and which rules were on.
std::string origin(const traces::Trace& trace, const Setup& setup) {
  std::string text = "kernel: " + kernel_line(setup) + "\n";
  if (const std::string only = restriction(setup); !only.empty()) {
    text += "restricted: " + only + "\n";
  }
  if (!trace.scenario.empty()) text += "steps:  " + trace.scenario + "\n";
  return text + fmt::format("by:     vmwire {} ({})\n", trace.program, trace.build);
}

}  // namespace

int show(const std::string& file, const std::string& format) {
  const traces::Read read = traces::read_file(file);
  if (!read.ok()) return complain(read.error, kBadData);
  Recorded recorded;
  if (std::string wrong = read_record(read.trace, recorded); !wrong.empty()) {
    return complain(file + ": " + wrong, kBadData);
  }
  const Retold retold = retell(read.trace, recorded);
  if (!retold.ok()) {
    return complain(file + ": " + retold.error + "; `vmwire replay` says more", kBadData);
  }
  const std::string differences = differences_text(retold.differences);
  if (format == "json") {
    std::fputs(differences.c_str(), stderr);
    print_paged(traces::to_json(retold.trace).dump(2) + "\n");
  } else {
    const std::string told =
        traces::explain(retold.trace, recorded.setup.family->phrasing, "", output_width(),
                        as_called(retold.trace.repeat));
    print_paged(differences + told + origin(retold.trace, recorded.setup));
  }
  return finish(kHolds);
}

}  // namespace vmwire::cli
