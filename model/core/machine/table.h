// What: a lifecycle's transition table as plain data, for `vmwire list machines` and for tests.
// Source: derived: read out of each machine's Boost.MSM table, never written down twice.
#pragma once

#include <string>
#include <vector>

namespace vmwire {

struct MachineRow {
  std::string from;   ///< phase
  std::string event;
  std::string to;     ///< phase; equal to `from` when the event changes counts only
  std::string guard;  ///< empty, or the condition under which the row applies
};

struct MachineTable {
  std::string name;    ///< "page", "pte", ...
  std::string what;    ///< one sentence
  std::string source;  ///< section of the specification
  std::vector<std::string> phases;  ///< in the order of the phase enum
  std::vector<MachineRow> rows;     ///< in the order of the machine's table
};

}  // namespace vmwire
