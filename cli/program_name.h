// What: how the program was called, so that a command that it prints works where it is printed.
#pragma once

#include <string>

namespace vmwire::cli {

struct Setup;

/// From main: what stood in front of the arguments.
void set_program_name(const char* name);

/// repeat_line of the setup, with that name in front, for a shell. Traces have "./vmwire" instead:
/// they are read elsewhere.
std::string repeat_command(const Setup& setup);
/// The same of a line of a trace.
std::string as_called(const std::string& line);

}  // namespace vmwire::cli
