// What: a trace told again from its actions: what the file says in words is derived anew.
// A file may come from anybody. Its numbers are checked as a record (recorded.h); its words could
// say anything, so none of them is printed before it was found to be what this program says.
// Leaves out: whether threads of a `stuck` finding are never woken (replayer.h explores that).
#pragma once

#include <string>
#include <vector>

#include "cli/recorded.h"
#include "traces/trace.h"

namespace vmwire::cli {

struct Retold {
  traces::Trace trace;  ///< as the file, in this program's words
  /// "/steps/2/operation: the file says 'x', and it is 'y'".
  std::vector<std::string> differences;
  /// One line with the place: this program cannot take the steps so, or nothing is wrong at their
  /// end. Then there is no trace.
  std::string error;

  bool ok() const { return error.empty(); }
};

/// Under the recorded rules. Needs: the record is sound, and of this file.
Retold retell(const traces::Trace& file, const Recorded& recorded);

/// The differences as lines for a person, the first of them; "" where there are none.
std::string differences_text(const std::vector<std::string>& differences);

}  // namespace vmwire::cli
