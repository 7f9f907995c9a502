// What: the commands. Each answers with an exit code.
// Source: derived: issue 2, section 6. Read next: check.cc; command_line.cc has their options.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.h"

namespace vmwire::cli {

int check(const RunOptions& options);
int list(const std::string& what, const std::string& format);
int ladder(const std::vector<std::string>& names, const std::string& format);
int replay(const std::string& file, const RuleOptions& rules);
int show(const std::string& file, const std::string& format);

}  // namespace vmwire::cli
