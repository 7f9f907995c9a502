// What: `vmwire check`: explores every interleaving within a size, and tells what breaks.
// Next: grow.cc, the same for one size after the other.
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/finished.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/run_options.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "families/family.h"

namespace vmwire::cli {

namespace {

/// Standard output is for one thing.
std::string trace_complaint(const RunOptions& options) {
  if (options.trace != "-") return "";
  if (options.all_violations) return "--trace - is for one trace: give --all-violations a FILE";
  return options.format == "json" ? "--trace - and --format json: the trace is in that JSON already"
                                  : "";
}

}  // namespace

int check(const RunOptions& options) {
  Setup setup;
  if (std::string wrong = set_up(options, setup); !wrong.empty()) return complain(wrong, kUsage);
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  if (std::string wrong = search_complaint(*model, setup); !wrong.empty()) {
    return complain(wrong, kUsage);
  }
  if (std::string wrong = trace_complaint(options); !wrong.empty()) return complain(wrong, kUsage);
  stop_on_interrupt();  // from here on there is something to tell
  if (std::string wrong = prepare_traces(options.trace, setup.all_violations); !wrong.empty()) {
    return complain(wrong, kUnavailable);
  }
  if (options.trace == "-") print_aside();
  if (setup.grow) return grow(setup, options.trace, options.format);
  ProgressLine progress;
  const families::Answer answer = run_search(*model, setup, &progress, &stop_on_interrupt());
  progress.clear();

  Report report = report_of(setup, *model, answer);
  const std::string unwritten = write_traces(options.trace, report);
  print(options.format == "json" ? json_report(report) : text_report(report));
  if (!unwritten.empty()) return complain(unwritten, kUnavailable);
  return finish(exit_code(answer.verdict));
}

}  // namespace vmwire::cli
