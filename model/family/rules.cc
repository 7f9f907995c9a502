// What: how a selection of rules makes a personality.
// Source: derived, see rules.h. The one `if` that asks for a field is in a step.
#include "model/family/rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/family/suggest.h"

namespace vmwire::family {

namespace {

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

const Rule* RuleTable::find(const std::string& id) const {
  for (const Rule& r : rules_) {
    if (id == r.id) return &r;
  }
  return nullptr;
}

std::string RuleTable::complaint_about_ids(const std::vector<std::string>& ids) const {
  for (const std::string& id : ids) {
    if (find(id) != nullptr) continue;
    std::vector<std::string> known;
    for (const Rule& r : rules_) known.emplace_back(r.id);
    return unknown("rule", id, known, "`vmwire list rules`");
  }
  return "";
}

// Two requests for different values of one field have no right order, so they are refused.
std::string RuleTable::complaint_about_conflicts(const Selection& selection) const {
  for (const std::string& id : selection.with) {
    const Rule& r = *find(id);
    if (has(selection.without, id)) return "rule " + id + " is both with and without: drop one";
    for (const std::string& other_id : selection.with) {
      const Rule& other = *find(other_id);
      if (r.place == other.place && r.on != other.on) {
        return fmt::format("rules {} and {} want different values of {}: drop one", id, other_id,
                           field_of(r).name);
      }
    }
  }
  for (const auto& [field, value] : selection.set) {
    for (const auto& [other_field, other_value] : selection.set) {
      if (field == other_field && value != other_value) {
        return fmt::format("personality field {} is set to both {} and {}: drop one", field, value,
                           other_value);
      }
    }
  }
  return "";
}

std::string RuleTable::apply(const Selection& selection, PersonalityBytes personality) const {
  for (const auto* ids : {&selection.with, &selection.without}) {
    const std::string unknown = complaint_about_ids(*ids);
    if (!unknown.empty()) return unknown;
  }
  const std::string conflict = complaint_about_conflicts(selection);
  if (!conflict.empty()) return conflict;

  AnyPersonality p(personality.begin(), personality.end());
  // `with` and `without` never name the same rule, but perhaps two rules of one field: turning a
  // rule off then must not undo the other, so `without` comes last and looks at who has the field.
  const bool all_off = selection.fixed || selection.proposed;
  for (const Rule& r : rules_) {
    if (r.kind != RuleKind::proposed_fix && all_off) r.turn(p, false);
    if (r.kind == RuleKind::proposed_fix && selection.proposed) r.turn(p, true);
  }
  for (const std::string& id : selection.with) find(id)->turn(p, true);
  for (const std::string& id : selection.without) {
    const Rule& r = *find(id);
    r.turn(p, false);
  }
  for (const auto& [field, value] : selection.set) {
    const std::string wrong = fields_.set(p, field, value);
    if (!wrong.empty()) return wrong;
  }
  std::copy(p.begin(), p.end(), personality.begin());
  return "";
}

std::vector<std::string> RuleTable::on(PersonalityView personality) const {
  std::vector<std::string> ids;
  for (const Rule& r : rules_) {
    if (r.is_on(personality)) ids.push_back(r.id);
  }
  return ids;
}

std::string options_of(const Selection& selection) {
  std::vector<std::string> words;
  const auto say = [&words](const std::string& word) {
    if (!has(words, word)) words.push_back(word);
  };
  // --proposed means --fixed as well.
  if (selection.fixed && !selection.proposed) say("--fixed");
  if (selection.proposed) say("--proposed");
  for (const std::string& id : selection.with) say("--with " + id);
  for (const std::string& id : selection.without) say("--without " + id);
  for (const auto& [field, value] : selection.set) say("--set " + field + "=" + value);
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace vmwire::family
