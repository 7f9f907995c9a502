// What: see finished.h.
#include "cli/finished.h"

#include "cli/report_lines.h"
#include "cli/trace_of.h"
#include "cli/untested.h"
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

}  // namespace

Report report_of(const Setup& setup, families::AnyModel& model, const families::Answer& answer) {
  Report report{setup, answer, {}, {}, unreached_marks(setup, model.coverage()), {}};
  if (answer.violations.empty()) report.untested = untested(setup, model.coverage());
  for (const families::Finding& finding : answer.violations) {
    report.traces.push_back(trace_of(setup, model, finding));
  }
  if (answer.witness) report.traces.push_back(trace_of_goal(setup, model, *answer.witness));
  return report;
}

std::string write_traces(const std::string& path, Report& report) {
  if (path.empty()) return "";
  const bool all = report.setup.all_violations;
  for (std::size_t i = 0; i < report.traces.size(); ++i) {
    if (i > 0 && !all) break;
    const std::string file = all ? numbered(path, i + 1) : path;
    if (std::string wrong = traces::write_file(report.traces[i], file); !wrong.empty()) {
      return "cannot write the trace: " + wrong;
    }
    report.trace_files.push_back(file);
  }
  return "";
}

}  // namespace vmwire::cli
