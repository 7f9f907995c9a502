// What: options that fill in run_options.h, declared to CLI11.
// For command_line.cc alone: CLI11 takes seconds to compile.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.h"
#include "model/family/size.h"

namespace CLI {
class App;
}

namespace vmwire::cli {

/// The knobs of all families, each name once: options are declared before a kernel is known.
std::vector<const family::Knob*> known_knobs();

void add_rule_options(CLI::App& app, RuleOptions& to);
void add_run_options(CLI::App& app, RunOptions& to);
void add_format_option(CLI::App& app, std::string& to, const std::vector<std::string>& formats);

}  // namespace vmwire::cli
