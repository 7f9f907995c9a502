// What: `vmwire list`: what there is, each with its citation and one sentence.
// Source: derived: every list is the table that the program itself uses.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/engine_words.h"
#include "cli/exit_codes.h"
#include "cli/list_machines.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "cli/suggest.h"
#include "invariants/invariants.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/rules.h"
#include "model/netbsd/size.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

const char* kind_word(netbsd::RuleKind kind) {
  switch (kind) {
    case netbsd::RuleKind::bug: return "bug";
    case netbsd::RuleKind::policy: return "policy";
    case netbsd::RuleKind::mending: return "mending";
  }
  return "?";
}

template <class Strings>
std::string joined(const Strings& parts, const char* between = ", ") {
  std::string result;
  for (const auto& part : parts) result += (result.empty() ? "" : between) + std::string(part);
  return result;
}

/// A name, and below it, indented, what there is to say of it.
std::string item(const std::string& name, const std::vector<std::string>& lines) {
  std::string result = name + "\n";
  for (const std::string& line : lines) result += "    " + line + "\n";
  return result;
}

// --- kernels ----------------------------------------------------------------------------------

ordered_json kernels_json() {
  ordered_json result = ordered_json::array();
  for (const netbsd::Version& version : netbsd::versions()) {
    ordered_json personality = ordered_json::object();
    for (const netbsd::PersonalityField& field : netbsd::personality_fields()) {
      personality[field.name] = field.values[field.get(version.personality)];
    }
    result.push_back({{"name", version.name},
                      {"when", version.when},
                      {"citation", version.citation},
                      {"sentence", version.sentence},
                      {"rules", netbsd::rules_on(version.personality)},
                      {"later_forms", version.later_forms},
                      {"personality", std::move(personality)}});
  }
  return result;
}

std::string kernels_text() {
  std::string result;
  for (const netbsd::Version& version : netbsd::versions()) {
    const std::string bugs = joined(netbsd::rules_on(version.personality));
    result += item(std::string(version.name) + " (" + version.when + ")  " + version.citation,
                   {version.sentence, "bugs: " + (bugs.empty() ? "none" : bugs)});
    result += "    behaviours in their later, corrected form:\n";
    for (const char* form : version.later_forms) result += std::string("      ") + form + "\n";
    result += "    personality:\n";
    for (const netbsd::PersonalityField& field : netbsd::personality_fields()) {
      result += fmt::format("      {:<20} {:<22} {} {}\n", field.name,
                            field.values[field.get(version.personality)], field.what,
                            field.citation);
    }
    result += "\n";
  }
  result += "Change one with --set FIELD=VALUE. Values:\n";
  for (const netbsd::PersonalityField& field : netbsd::personality_fields()) {
    result += fmt::format("    {:<20} {}\n", field.name, joined(field.values, ", "));
  }
  return result;
}

// --- rules, operations, invariants, sizes -------------------------------------------------------

ordered_json rules_json() {
  ordered_json result = ordered_json::array();
  for (const netbsd::Rule& rule : netbsd::rules()) {
    result.push_back({{"id", rule.id},
                      {"kind", kind_word(rule.kind)},
                      {"year", rule.year},
                      {"versions", rule.versions},
                      {"citation", rule.citation},
                      {"sentence", rule.sentence},
                      {"field", rule.field},
                      {"on", rule.on},
                      {"off", rule.off},
                      {"companion", nullptr}});
    if (rule.companion != nullptr) result.back()["companion"] = rule.companion;
  }
  return result;
}

std::string rules_text() {
  std::string result;
  for (const netbsd::Rule& rule : netbsd::rules()) {
    std::vector<std::string> lines = {rule.sentence};
    std::string had = kind_word(rule.kind);
    if (std::string(rule.year) != "-") had += std::string(", ") + rule.year;
    if (!rule.versions.empty()) had += ", in " + joined(rule.versions);
    lines.push_back(had + "; --set " + rule.field + "=" + rule.on + " (else " + rule.off + ")");
    if (rule.companion != nullptr) {
      lines.push_back(std::string("shows only with ") + rule.companion);
    }
    result += item(std::string(rule.id) + "  " + rule.citation, lines);
  }
  return result;
}

ordered_json ops_json() {
  ordered_json result = ordered_json::array();
  for (const netbsd::OpInfo& op : netbsd::ops()) {
    if (op.id == netbsd::OpId::none) continue;
    result.push_back({{"name", op.name},
                      {"actor", op.actor},
                      {"arguments", op.arguments},
                      {"range", op.range},
                      {"citation", op.citation},
                      {"sentence", op.sentence}});
  }
  return result;
}

std::string ops_text() {
  std::string result;
  for (const netbsd::OpInfo& op : netbsd::ops()) {
    if (op.id == netbsd::OpId::none) continue;
    result += fmt::format("{:<14} {:<11} {} {}\n", op.name, op.actor, op.sentence, op.citation);
    if (!op.arguments.empty()) {
      result += fmt::format("{:<26} argument: {}\n", "", joined(op.arguments, " | "));
    }
  }
  return result;
}

ordered_json invariants_json() {
  ordered_json result = ordered_json::array();
  for (const invariants::Law& law : invariants::laws()) {
    result.push_back({{"id", law.id},
                      {"alias", law.alias},
                      {"citation", law.citation},
                      {"exception", law.exception}});
  }
  for (const auto& [id, alias] : {std::pair{"deadlock", kDeadlockAlias}, {"stuck", kStuckAlias}}) {
    result.push_back(
        {{"id", id}, {"alias", alias}, {"citation", "derived:"}, {"exception", "never"}});
  }
  return result;
}

std::string invariants_text() {
  std::string result;
  for (const ordered_json& law : invariants_json()) {
    const auto text = [&law](const char* member) { return law[member].get<std::string>(); };
    result += fmt::format("{:<28} {}  {}\n", text("id"), text("alias"), text("citation"));
    if (text("exception") != "never") {
      result += fmt::format("{:<28} except: {}\n", "", text("exception"));
    }
  }
  return result;
}

ordered_json sizes_json() {
  ordered_json named = ordered_json::array();
  for (const netbsd::NamedSize& size : netbsd::named_sizes()) {
    named.push_back({{"name", size.name},
                     {"sentence", size.what},
                     {"options", netbsd::options_of(size.size)}});
  }
  ordered_json knobs = ordered_json::array();
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    knobs.push_back(
        {{"name", knob.name}, {"sentence", knob.what}, {"low", knob.low}, {"high", knob.high}});
  }
  return {{"sizes", std::move(named)}, {"knobs", std::move(knobs)}};
}

std::string sizes_text() {
  std::string result;
  for (const netbsd::NamedSize& size : netbsd::named_sizes()) {
    result += item(size.name, {size.what, netbsd::options_of(size.size)});
  }
  result += "\nA size bounds the search; nothing else does. Change one number of it with:\n";
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    result += fmt::format("    --{:<16} {}..{}  {}\n", knob.name, knob.low, knob.high, knob.what);
  }
  return result;
}

// --- the engine ---------------------------------------------------------------------------------

ordered_json engine_json() {
  ordered_json result = ordered_json::array();
  for (const EngineOption& option : engine_options()) {
    ordered_json values = ordered_json::array();
    for (const auto& word : option.words) {
      values.push_back({{"name", word.name}, {"sentence", word.what}});
    }
    result.push_back({{"option", option.name},
                      {"sentence", option.what},
                      {"values", std::move(values)}});
  }
  return result;
}

// --- the command --------------------------------------------------------------------------------

struct List {
  const char* name;
  std::string (*text)();
  ordered_json (*json)();
};

const std::vector<List>& lists() {
  static const std::vector<List> table = {
      {"kernels", kernels_text, kernels_json},
      {"rules", rules_text, rules_json},
      {"ops", ops_text, ops_json},
      {"invariants", invariants_text, invariants_json},
      {"sizes", sizes_text, sizes_json},
      {"machines", machines_text, machines_json},
      {"engine", engine_help, engine_json},
  };
  return table;
}

}  // namespace

int list(const std::string& what, const std::string& format) {
  std::vector<std::string> names;
  for (const List& row : lists()) {
    names.push_back(row.name);
    if (what != row.name) continue;
    if (format == "dot") {
      if (what != "machines") return complain("--format dot is for machines", kUsage);
      print(machines_dot());
    } else {
      print(format == "json" ? row.json().dump(2) + "\n" : row.text());
    }
    return finish(kHolds);
  }
  return complain(unknown("list", what, names, "`vmwire list --help`"), kUsage);
}

}  // namespace vmwire::cli
