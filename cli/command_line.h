// What: from the words of the command line to a command, and from there to an exit code.
#pragma once

namespace vmwire::cli {

int run_command_line(int argc, char** argv);

}  // namespace vmwire::cli
