// What: one run, decided: the kernel's personality, its size, and what is looked for.
// Made from a command line (set_up); the ladder fills it in itself.
// Next: setup.cc, from words to a run; engine_setup.cc, how it is searched; repeat.cc, back again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/goal.h"
#include "cli/run_options.h"
#include "cli/scenario.h"
#include "explorer/options.h"
#include "families/families.h"

namespace vmwire::cli {

/// The two laws that are not about one world, as sentences.
inline constexpr const char* kDeadlockAlias = "no threads wait for each other in a circle";
inline constexpr const char* kStuckAlias = "every thread that sleeps can be woken";

struct Setup {
  const families::Family* family = nullptr;  ///< the kernel's
  std::string kernel;
  family::Selection selection;
  families::AnyConfig config;
  std::vector<std::string> ops;         ///< empty: all
  std::optional<Scenario> scenario;     ///< all that threads begin; config.script follows it
  std::vector<std::string> invariants;  ///< ids, `deadlock` and `stuck` included; empty: all
  std::uint64_t laws = 0;               ///< bit i: Family::laws[i]
  bool deadlock = true, stuck = true;
  std::vector<const families::Message*> messages;  ///< that laws were asked for by
  std::optional<Goal> goal;             ///< looked for instead of everything else
  bool all_violations = false;
  bool past_violations = false;         ///< with it: also what follows once a law is broken

  explorer::Reduce reduce = explorer::Reduce::symmetry;
  unsigned workers = 1;
  explorer::Order order = explorer::Order::breadth;
  explorer::Keep keep = explorer::Keep::exact;
  std::uint64_t bitstate_bytes = explorer::Options().bitstate_bytes;
  std::uint64_t seed = explorer::Options().seed;
  std::uint64_t walk_steps = explorer::Options().walk_steps;

  bool grow = false;                    ///< the size is the first of many (growth.h)
  std::uint64_t sizes_max = 0;          ///< that many of them at most; 0: no limit
  explorer::Limits limits;
  std::string limits_text;              ///< the options that set them, for `repeat`

  bool restricted() const {
    return !ops.empty() || !invariants.empty() || goal.has_value() || scenario.has_value();
  }
  /// Whether a path that is found is a shortest one.
  bool shortest() const {
    return order == explorer::Order::breadth && !explorer::by_order(reduce);
  }
};

/// Empty, or one line of complaint about the command line.
std::string set_up(const RunOptions& options, Setup& setup);

/// Each returns one line of complaint or "", with the nearest names where one is unknown.
/// The first: the version with its own behaviours, and its family, on which the others depend.
std::string choose_kernel(const std::string& name, Setup& setup);
std::string choose_rules(const RuleOptions& options, const families::Family& family,
                         family::Selection& selection);
/// Names, or lists of them with commas.
std::string choose_ops(const std::vector<std::string>& lists, Setup& setup);
std::string choose_invariants(const std::vector<std::string>& names, Setup& setup);
std::string choose_size(const std::string& name, const std::map<std::string, std::string>& knobs,
                        Setup& setup);
/// A scenario at the size and with the operations that are chosen.
std::string choose_scenario(const std::string& text, Setup& setup);
/// --steps and --steps-file. Where no size is named, it becomes the smallest that fits.
std::string choose_steps(const RunOptions& options, Setup& setup);
/// Depends on the size, which may not have all that the goal names.
std::string choose_goal(const std::string& text, Setup& setup);
std::string choose_limits(const RunOptions& options, Setup& setup);
/// After everything else: some ways to search cannot answer some questions.
std::string choose_engine(const RunOptions& options, Setup& setup);
/// Of any family.
std::string unknown_kernel(const std::string& name);
std::string unknown_rule(const std::string& name);
/// Of one family.
std::string unknown_op(const families::Family& family, const std::string& name);
std::string unknown_law(const families::Family& family, const std::string& name);
/// A field of a personality, for --set.
std::string unknown_behaviour(const families::Family& family, const std::string& name);

/// Asks for one law more, by id or sentence; false where there is none of that name.
bool choose_law(const std::string& name, Setup& setup);
/// Asks for the laws behind a message, or behind those of a function (messages.h).
std::string choose_laws_of_message(const std::string& words, Setup& setup);

using NamedSize = family::NamedSize<family::AnySize>;
/// The named size with the fewest numbers that are others.
const NamedSize& nearest_size(const families::Family& family, family::SizeView size);
/// "--size tiny --pages 1": a named size, the nearest one if none is given, and where this one
/// differs.
std::string size_options(const families::Family& family, family::SizeView size);
std::string size_options(const families::Family& family, family::SizeView size,
                         const NamedSize& from);
/// "--pages 3": where `size` differs from `first`; "" where it does not.
std::string size_difference(const families::Family& family, family::SizeView first,
                            family::SizeView size);
/// "--workers 2 --reduce all": how it is searched, without what is as it always is; all of it
/// with `defaults`.
std::string engine_line(const Setup& setup, bool defaults);
std::string shell_quoted(const std::string& text);
/// The whole run as one command line.
std::string repeat_line(const Setup& setup);
/// "only operations a,b; only mlock-promise", or "".
std::string restriction(const Setup& setup);
/// "toy-1; rules on: a, b; set: wire_lock=busy": who is asked about, as far as it is not usual.
std::string kernel_line(const Setup& setup);

}  // namespace vmwire::cli
