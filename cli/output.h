// What: writing to stdout so that nothing is lost in silence, and complaints to stderr.
// A full disk must not look like "holds".
#pragma once

#include <string>

namespace vmwire::cli {

/// Writes and flushes. A reader that has gone away (a closed pipe) is no failure: it has seen
/// what it wanted. Any other failure is complained about, and remembered for `finish`.
void print(const std::string& text);

/// From now on `print` writes to stderr: standard output is for something else.
void print_aside();
/// As print, but always to standard output.
void print_out(const std::string& text);

/// `code`, or that of a failed write.
int finish(int code);

/// "vmwire: line" on stderr, on one line and without anything that a terminal would obey, whatever
/// the user typed; returns `code`.
int complain(const std::string& line, int code);

}  // namespace vmwire::cli
