// What: `vmwire check --grow`: exhausts one size after the other, until a limit is met.
// Next: growth.h, the order of sizes.
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/finished.h"
#include "cli/growth.h"
#include "cli/growth_report.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report_lines.h"
#include "cli/search.h"
#include "cli/terminal.h"
#include "families/family.h"

namespace vmwire::cli {

namespace {

using explorer::Limit;

class Grower {
 public:
  Grower(const Setup& first, bool text) : family_(*first.family), report_(first), text_(text) {}

  GrowthReport run(std::string& unwritten, const std::string& trace) {
    Growth growth(family_.sizes, report_.setup.config.size);
    family::Reached reached;
    report_.next = growth.next();
    while (go_on()) {
      report_.runs.push_back({setup_at(*report_.next), {}});
      Grown& run = report_.runs.back();
      const std::unique_ptr<families::AnyModel> model = family_.open(run.setup.config);
      search(*model, run);
      reached |= model->coverage();
      if (text_) print(growth_line(report_.setup, run, report_.runs.size()));
      if (exit_code(run.answer.verdict) == kViolated) {
        report_.end = GrowthEnd::found;
        // Only now: the report refers to a run, and no run follows that could move it.
        report_.finding.emplace(report_of(run.setup, *model, run.answer));
        unwritten = write_traces(trace, *report_.finding);
        break;
      }
      if (!exhausted(run)) {
        cut_off(run.answer.limit);
        break;
      }
      report_.next = growth.next();
    }
    report_.unreached = unreached_marks(report_.setup, reached);
    if (!report_.finding) report_.untested = untested(report_.setup, reached);
    report_.seconds = seconds();
    return std::move(report_);
  }

 private:
  using Clock = std::chrono::steady_clock;

  double seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
  }
  void cut_off(Limit limit) {
    report_.end = GrowthEnd::cut_off;
    report_.limit = limit;
  }

  /// The first size is always begun: something has to be told.
  bool go_on() {
    if (!report_.next) return false;  // GrowthEnd::complete
    if (report_.runs.empty()) return true;
    const Setup& setup = report_.setup;
    if (report_.runs.size() == setup.sizes_max) {
      report_.end = GrowthEnd::enough;
      return false;
    }
    if (stop_) cut_off(Limit::stopped);
    else if (setup.limits.seconds > 0 && seconds() >= setup.limits.seconds) cut_off(Limit::time);
    return report_.limit == Limit::none;
  }

  /// A run for itself, which is repeated without what went before.
  Setup setup_at(const family::AnySize& size) const {
    Setup setup = report_.setup;
    setup.config.size = size;
    setup.grow = false;
    setup.sizes_max = 0;
    setup.limits_text.clear();
    if (setup.limits.seconds > 0) {
      setup.limits.seconds = std::max(setup.limits.seconds - seconds(), 0.001);
    }
    // What makes sense in a size does so in each larger one, and cannot fail. Threads have other
    // numbers there.
    if (setup.scenario) choose_scenario(report_.setup.scenario->text, setup);
    if (setup.goal) choose_goal(report_.setup.goal->text(), setup);
    return setup;
  }

  void search(families::AnyModel& model, Grown& run) {
    const std::string more =
        size_difference(family_, report_.setup.config.size, run.setup.config.size);
    // The figures matter more, and the line is short.
    const bool fits = !more.empty() && more.size() <= 40 && progress_width() >= 110;
    ProgressLine progress(fmt::format("size {}{}: ", report_.runs.size(),
                                      fits ? ", with " + more : ""));
    run.answer = run_search(model, run.setup, &progress, &stop_);
  }

  const families::Family& family_;
  GrowthReport report_;
  bool text_;
  const std::atomic<bool>& stop_ = stop_on_interrupt();
  Clock::time_point start_ = Clock::now();
};

}  // namespace

int grow(const Setup& first, const std::string& trace, const std::string& format) {
  const bool text = format != "json";
  if (text) print(growth_heading(first));
  std::string unwritten;
  const GrowthReport report = Grower(first, text).run(unwritten, trace);
  print(text ? growth_summary(report) : growth_json(report));
  if (!unwritten.empty()) return complain(unwritten, kUnavailable);
  return finish(growth_exit_code(report));
}

}  // namespace vmwire::cli
