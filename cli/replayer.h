// What: takes the steps of a record again, and says where the world departs from the recorded one.
// The record is sound already (recorded.h); what differs is the program or its rules.
// Next: replay_report.h, what is told of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/recorded.h"
#include "families/any_model.h"
#include "traces/trace.h"

namespace vmwire::cli {

/// Where the world was first another than the recorded one.
struct Departure {
  std::size_t step = 0;        ///< counted from 1
  std::string name;            ///< "P0.t0 mlock [0,1)"
  std::string recorded, seen;  ///< what the step does, in words
  struct Field {
    std::string name, recorded, seen;
  };
  std::vector<Field> fields;   ///< those that differ after it
};

struct Replayed {
  bool reached = false;      ///< the same violation, perhaps after a departure
  std::size_t steps = 0;     ///< that were taken
  std::optional<Departure> departure;
  std::string culprit;       ///< reached: what breaks the law, or where the goal is met, seen here
  std::string why;           ///< not reached: why not
};

/// Under the recorded rules any departure ends it; under others it goes on as long as the steps
/// are on offer. `trace`: in words that may be printed (retell.h).
Replayed replay_record(const traces::Trace& trace, const Recorded& recorded,
                       const families::AnyConfig& config);

}  // namespace vmwire::cli
