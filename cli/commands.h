// What: the commands. Each adds its options to the program, and what to do when it is chosen.
// Source: derived: issue 2, section 6. Read next: check.cc.
#pragma once

#include <functional>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace vmwire::cli {

/// Set by the command that was chosen; answers with an exit code.
using Run = std::function<int()>;

void add_check(CLI::App& app, Run& run);
void add_list(CLI::App& app, Run& run);
void add_ladder(CLI::App& app, Run& run);
void add_replay(CLI::App& app, Run& run);
void add_show(CLI::App& app, Run& run);

}  // namespace vmwire::cli
