// What: what `check --grow` tells: a line for each size as it ends, and what is exhausted in all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/report.h"
#include "cli/report_lines.h"
#include "cli/setup.h"
#include "explorer/verdict.h"
#include "families/any_model.h"

namespace vmwire::cli {

/// One size, searched.
struct Grown {
  Setup setup;
  families::Answer answer;
};

enum class GrowthEnd : std::uint8_t {
  found,      ///< something is violated, or the goal was reached: by the last run
  cut_off,    ///< a limit was reached, within the last run or just after it
  enough,     ///< as many sizes as were asked for
  complete,   ///< every size that there is
};

struct GrowthReport {
  explicit GrowthReport(const Setup& first) : setup(first) {}

  const Setup& setup;      ///< of the first size, with all limits
  std::vector<Grown> runs;
  GrowthEnd end = GrowthEnd::complete;
  explorer::Limit limit = explorer::Limit::none;  ///< what cut it off
  std::optional<Report> finding;                  ///< of the last run
  std::optional<family::AnySize> next;            ///< where it would go on
  MarkRows unreached;                             ///< by any of the runs
  std::vector<Untested> untested;                 ///< laws that no run has put to the test
  double seconds = 0;
};

/// Whether every state of the run's size was looked at.
bool exhausted(const Grown& run);

std::string growth_heading(const Setup& first);
/// `number` counts from 1.
std::string growth_line(const Setup& first, const Grown& run, std::size_t number);
/// What comes after the lines: the finding, if there is one, and the summary.
std::string growth_summary(const GrowthReport& report);
std::string growth_json(const GrowthReport& report);
int growth_exit_code(const GrowthReport& report);

}  // namespace vmwire::cli
