// What: `vmwire check`: explores every interleaving within a size, and tells what breaks.
// Source: derived: issue 2, section 6.
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/run_options.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "cli/trace_of.h"
#include "traces/codec.h"

namespace vmwire::cli {

namespace {

/// "t.json" -> "t-1.json"
std::string numbered(const std::string& path, std::size_t number) {
  const std::size_t slash = path.rfind('/');
  std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash) || dot == 0) {
    dot = path.size();
  }
  return path.substr(0, dot) + "-" + std::to_string(number) + path.substr(dot);
}

/// Nothing is written when nothing was found. One file for the first finding; all have theirs
/// with --all-violations.
std::string write_traces(const std::string& path, bool all, Report& report) {
  if (path.empty()) return "";
  for (std::size_t i = 0; i < report.traces.size(); ++i) {
    if (i > 0 && !all) break;
    const std::string file = all ? numbered(path, i + 1) : path;
    if (std::string wrong = traces::write_file(report.traces[i], file); !wrong.empty()) {
      return wrong;
    }
    report.trace_files.push_back(file);
  }
  return "";
}

}  // namespace

int check(const RunOptions& options) {
  Setup setup;
  if (std::string wrong = set_up(options, setup); !wrong.empty()) return complain(wrong, kUsage);
  netbsd::Model model(setup.config);
  ProgressLine progress;
  const Result result = run_search(model, setup, &progress, &stop_on_interrupt());
  progress.clear();

  Report report{setup, result, {}, {}, unreached_marks(setup, model.coverage())};
  for (const Violation& violation : result.violations) {
    report.traces.push_back(trace_of(setup, model, violation));
  }
  if (result.witness) report.traces.push_back(trace_of_goal(setup, model, *result.witness));
  const std::string unwritten = write_traces(options.trace, options.all_violations, report);
  print(options.format == "json" ? json_report(report) : text_report(report));
  if (!unwritten.empty()) return complain("cannot write the trace: " + unwritten, kUnavailable);
  return finish(exit_code(result.verdict));
}

}  // namespace vmwire::cli
