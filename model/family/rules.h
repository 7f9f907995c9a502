// What: rules: historical bugs, policies and proposed fixes, each one value of one behaviour, or of
// two that changed together.
// Source: derived: TigerBeetle's and CaDiCaL's tables of options; a family's rows have sources.
// Leaves out: what a rule should break; no code knows that, only a golden trace does.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/family/personality.h"

namespace vmwire::family {

enum class RuleKind {
  bug,           ///< a version had it
  policy,        ///< a pmap module's, a proposal's or an ancestor's rule; off unless asked for
  proposed_fix,  ///< derived: our proposal; off unless asked for, or --proposed
};

struct Rule {
  const char* id;
  RuleKind kind;
  const char* year;
  const char* citation;
  const char* sentence;
  std::size_t place;      ///< of the personality field that it changes
  std::uint8_t on;        ///< the field's value with the rule
  std::uint8_t off;       ///< ... and without it
  const char* companion;  ///< rule without which it has no visible effect, or null
  /// Other fields that the same correction changed. Whether the rule is on, the first field says: a
  /// version may have had a value of its own of these.
  struct Also {
    std::size_t place;
    std::uint8_t on, off;
  };
  std::vector<Also> also = {};

  bool is_on(PersonalityView p) const { return p[place] == on; }
  void turn(PersonalityBytes p, bool to_on) const {
    if (to_on == is_on(p)) return;
    p[place] = to_on ? on : off;
    for (const Also& other : also) p[other.place] = to_on ? other.on : other.off;
  }
  /// The same rule, which changes one more field.
  template <class P, class Enum>
  Rule and_also(Enum P::*member, Enum with, Enum without) const;
};

template <class P, class Enum>
std::size_t place_of_field(Enum P::*member) {
  static_assert(sizeof(Enum) == 1);
  static const P p{};
  return static_cast<std::size_t>(reinterpret_cast<const char*>(&(p.*member)) -
                                  reinterpret_cast<const char*>(&p));
}

template <class P, class Enum>
Rule Rule::and_also(Enum P::*member, Enum with, Enum without) const {
  Rule both = *this;
  both.also.push_back({place_of_field(member), static_cast<std::uint8_t>(with),
                       static_cast<std::uint8_t>(without)});
  return both;
}

/// A row that names the member and its two values, so that the compiler knows them.
template <class P, class Enum>
Rule rule(RuleKind kind, const char* id, const char* year, const char* citation,
          const char* sentence, Enum P::*member, Enum on, Enum off,
          const char* companion = nullptr) {
  return {id, kind, year, citation, sentence, place_of_field(member),
          static_cast<std::uint8_t>(on), static_cast<std::uint8_t>(off), companion};
}

/// Which rules a run uses: a version's own, or a selection on top of it.
struct Selection {
  bool fixed = false;     ///< every bug and policy off first
  bool proposed = false;  ///< fixed, and every proposed fix on
  std::vector<std::string> with = {}, without = {};  ///< rule ids; order does not matter
  /// Personality fields, applied last.
  std::vector<std::pair<std::string, std::string>> set = {};

  bool operator==(const Selection&) const = default;
};

/// A family's rules, with the fields that they change.
class RuleTable {
 public:
  RuleTable(const PersonalityTable& fields, std::vector<Rule> rules)
      : fields_(fields), rules_(std::move(rules)) {}

  const std::vector<Rule>& rules() const { return rules_; }
  const PersonalityTable& personality() const { return fields_; }
  const Rule* find(const std::string& id) const;
  const PersonalityField& field_of(const Rule& rule) const { return fields_.fields()[rule.place]; }

  /// Changes the personality as selected. Returns one line of complaint and changes nothing, or "".
  /// Errors: unknown rule, field or value; a rule both with and without; two rules that want
  /// different values of one field.
  std::string apply(const Selection& selection, PersonalityBytes personality) const;
  /// The ids of the rules that are on (proposed fixes included), in table order.
  std::vector<std::string> on(PersonalityView personality) const;
  /// The names of those of `versions` that had the bug: their own record says so.
  template <class P>
  std::vector<const char*> had(const Rule& rule, const std::vector<Version<P>>& versions) const {
    std::vector<const char*> names;
    for (const Version<P>& version : versions) {
      const AnyPersonality own(bytes(version.personality));
      if (rule.kind == RuleKind::bug && rule.is_on(own)) names.push_back(version.name);
    }
    return names;
  }

 private:
  static AnyPersonality bytes(const AnyPersonality& p) { return p; }
  template <Personality P>
  static AnyPersonality bytes(const P& p) {
    return any_of(p);
  }
  std::string complaint_about_ids(const std::vector<std::string>& ids) const;
  std::string complaint_about_conflicts(const Selection& selection) const;

  const PersonalityTable& fields_;
  std::vector<Rule> rules_;
};

/// The selection as command-line options, as short as possible.
std::string options_of(const Selection& selection);

}  // namespace vmwire::family
