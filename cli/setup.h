// What: one run, decided: the kernel's personality, its size, and what is looked for.
// Source: derived. Made from a command line (set_up); the ladder fills it in itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/goal.h"
#include "cli/run_options.h"
#include "explorer/options.h"
#include "invariants/invariants.h"
#include "model/netbsd/model.h"
#include "model/netbsd/rules.h"

namespace vmwire::cli {

/// The two laws that are not about one world, as sentences.
inline constexpr const char* kDeadlockAlias = "no threads wait for each other in a circle";
inline constexpr const char* kStuckAlias = "every thread that sleeps can be woken";

struct Setup {
  std::string kernel;
  netbsd::Selection selection;
  netbsd::Config config;
  std::vector<std::string> ops;         ///< empty: all
  std::vector<std::string> invariants;  ///< ids, `deadlock` and `stuck` included; empty: all
  std::uint64_t laws = 0;               ///< bit i: invariants::laws()[i]
  bool deadlock = true, stuck = true;
  std::optional<Goal> goal;             ///< looked for instead of everything else
  explorer::Reduce reduce = explorer::Reduce::symmetry;
  bool all_violations = false;
  bool past_violations = false;         ///< with it: also what follows once a law is broken
  explorer::Limits limits;
  std::string limits_text;              ///< the options that set them, for `repeat`

  bool restricted() const { return !ops.empty() || !invariants.empty() || goal.has_value(); }
};

/// Empty, or one line of complaint about the command line.
std::string set_up(const RunOptions& options, Setup& setup);

/// Each returns one line of complaint or "", with the nearest names where one is unknown.
std::string choose_rules(const RuleOptions& options, netbsd::Selection& selection);
std::string choose_ops(const std::vector<std::string>& names, Setup& setup);
std::string choose_invariants(const std::vector<std::string>& names, Setup& setup);
std::string choose_size(const std::string& name, const std::map<std::string, std::string>& knobs,
                        netbsd::Size& size);

std::string unknown_kernel(const std::string& name);
std::string unknown_rule(const std::string& name);

/// All laws that there are, as a mask.
std::uint64_t all_laws();
/// "--size tiny --pages 1": the nearest named size, and where this one differs.
std::string size_options(const netbsd::Size& size);
/// The whole run as one command line.
std::string repeat_line(const Setup& setup);
/// "only operations a,b; only netbsd.I7", or "".
std::string restriction(const Setup& setup);

}  // namespace vmwire::cli
