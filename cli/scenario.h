// What: --steps: a bug report as a script: "P0.t0 mmap anon [0,1); P0.t0 mlock; P1.t0 munlock".
// The grammar stands in `check --help` (kStepsHelp). Operations are spelt as the program prints
// them; what is left out of one is left open, so that `mlock` is an mlock of any range.
// Next: families/script.h, what comes out; scenario_size.h, the size that it needs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "families/any_model.h"
#include "families/script.h"

namespace vmwire::cli {

struct Scenario {
  struct Step {
    std::string cut;        ///< what stands before it: "", "; ", " | " or " ;; "
    std::string thread;     ///< "P0.t0"
    std::string operation;  ///< "mlock [0,1)"
    std::size_t meanings;   ///< operations that it may be, at this size
  };
  std::string text;         ///< in the program's own spelling, on one line
  std::vector<Step> steps;  ///< by number
  families::Script script;
  std::size_t threads = 0;  ///< that are named
};

/// What is wrong with a scenario.
struct ScenarioMistake {
  std::string what;      ///< with its place: "column 7: ..."; empty: nothing is
  std::size_t at = 0;    ///< characters before it
  std::string there_is;  ///< what this size has instead, where a larger one may have more; or ""

  bool of_size() const { return !there_is.empty(); }
  /// One line. `any_size`: larger sizes were tried.
  std::string line(bool any_size) const;
};

/// A scenario at the size, and with the operations, of `model`.
ScenarioMistake parse_scenario(const std::string& text, const families::AnyModel& model,
                               Scenario& to);

extern const char* const kStepsHelp;

}  // namespace vmwire::cli
