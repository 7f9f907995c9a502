// What: THE table of historical bugs (rules) and of mendings: each changes one personality field.
// Source: netbsd.md sections 5 and 6.1; mendings are ours and marked derived.
// Leaves out: what a rule should break; no code knows that (ladder pins live in cli/ladder.cc).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/netbsd/personality.h"

namespace vmwire::netbsd {

enum class RuleKind {
  bug,      ///< a version had it
  policy,   ///< a pmap module's, a proposal's or an ancestor's rule; off unless asked for
  mending,  ///< derived: our proposal; off unless asked for, or --proposed
};

struct Rule {
  const char* id;
  RuleKind kind;
  const char* year;
  std::vector<const char*> versions;  ///< the versions modelled here that had it
  const char* citation;
  const char* sentence;
  const char* field;      ///< personality field it changes
  const char* on;         ///< the field's value with the rule
  const char* off;        ///< ... and without it
  const char* companion;  ///< rule without which it has no visible effect, or null
};

const std::vector<Rule>& rules();
const Rule* find_rule(const std::string& id);

/// Which rules a run uses: a version's own, or a selection on top of it.
struct Selection {
  bool fixed = false;     ///< every bug and policy off first
  bool proposed = false;  ///< fixed, and every mending on
  std::vector<std::string> with = {}, without = {};     ///< rule ids; order does not matter
  /// Personality fields, applied last.
  std::vector<std::pair<std::string, std::string>> set = {};

  bool operator==(const Selection&) const = default;
};

/// The version's personality under the selection. Returns one line of complaint, or "".
/// Errors: unknown rule, field or value; a rule both with and without; two rules that want
/// different values of one field.
std::string apply(const Selection& selection, Personality& personality);
/// The ids of the rules that are on in this personality (mendings included), in table order.
std::vector<std::string> rules_on(const Personality& personality);
/// The selection as command-line options, as short as possible.
std::string options_of(const Selection& selection);

}  // namespace vmwire::netbsd
