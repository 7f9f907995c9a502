// What: a command line that stands in a text, such as a trace's `repeat`, as a run again.
// Leaves out: all of a shell but blanks, single quotes and the backslash: what `repeat` has.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"

namespace vmwire::cli {

/// The words of a line; nothing where a quote has no end, or where a shell would see more than
/// words ($, ;, | and their like outside of quotes).
bool split_words(const std::string& line, std::vector<std::string>& words);

/// "./vmwire check ..." as a run. Returns "" or one line of complaint.
std::string parse_check_line(const std::string& line, Setup& setup);

}  // namespace vmwire::cli
