// What: takes the steps of a record again, and says where the world departs from the recorded one.
// The record is sound already (recorded.h); what differs is the program or its rules.
#pragma once

#include <string>

#include "cli/recorded.h"
#include "families/any_model.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct Replayed {
  bool reached = false;   ///< the same violation, perhaps after a departure
  bool departed = false;
  std::string text;       ///< for a person
};

/// Under the recorded rules any departure ends it; under others it goes on as long as the steps
/// are on offer.
Replayed replay_record(const traces::Trace& trace, const Recorded& recorded,
                       const families::AnyConfig& config);

}  // namespace vmwire::cli
