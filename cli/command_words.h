// What: a command line that stands in a text, such as a trace's `repeat`, as words and as a run.
// Source: POSIX 2018, Shell Command Language, 2.2 (quoting).
// Leaves out: all else of a shell: $ and ; are letters like others.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"

namespace vmwire::cli {

/// The words of a line, with quotes ' and " and the backslash. False: a quote has no end.
bool split_words(const std::string& line, std::vector<std::string>& words);

/// "./vmwire check ..." as a run. Returns "" or one line of complaint.
std::string parse_check_line(const std::string& line, Setup& setup);

}  // namespace vmwire::cli
