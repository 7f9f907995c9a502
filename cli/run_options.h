// What: what the command line of `check` says, word for word; setup.h makes sense of it.
// One struct, read as plain members. command_line.cc fills it in.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vmwire::cli {

/// --with, --without, --fixed, --proposed, --set: shared with `replay`.
struct RuleOptions {
  bool fixed = false, proposed = false;
  std::vector<std::string> with, without;
  std::vector<std::string> set;  ///< FIELD=VALUE

  bool any() const {
    return fixed || proposed || !with.empty() || !without.empty() || !set.empty();
  }
};

/// "" stands for what was not given, wherever a default depends on other options.
struct RunOptions {
  std::string kernel;
  RuleOptions rules;
  std::string size;                         ///< "": small; tiny to grow from, or for a scenario
  std::map<std::string, std::string> knobs; ///< by name; "" when not given
  bool grow = false;
  std::string sizes_max;
  std::vector<std::string> ops, invariants;
  std::string steps, steps_file;            ///< a scenario, or the file that has it
  std::string goal;
  bool all_violations = false, past_violations = false;
  std::string workers = "1", reduce = "symmetry", search = "bfs", store = "exact";
  std::string store_size, seed, walk_steps;
  std::string states_max, depth_max, memory_max, time_max;
  std::string trace;
  std::string format = "text";
};

}  // namespace vmwire::cli
