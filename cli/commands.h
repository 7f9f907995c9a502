// What: the commands. Each answers with an exit code.
// Read next: check.cc; command_line.cc has their options.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.h"

namespace vmwire::cli {

struct Setup;

int check(const RunOptions& options);
/// check --grow, of a setup that is sound.
int grow(const Setup& first, const std::string& trace, const std::string& format);
/// `of`: a kernel or a family; "": all of them.
int list(const std::string& what, const std::string& of, const std::string& format);
int ladder(const std::vector<std::string>& names, const std::string& format);
int replay(const std::string& file, const RuleOptions& rules, const std::string& format);
int show(const std::string& file, const std::string& format);

}  // namespace vmwire::cli
