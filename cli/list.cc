// What: `vmwire list`: what there is, each with its citation and one sentence.
// Every list is the table that the program itself uses.
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/engine_words.h"
#include "cli/exit_codes.h"
#include "cli/list_documents.h"
#include "cli/list_fields.h"
#include "cli/list_machines.h"
#include "cli/list_messages.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "cli/suggest.h"
#include "families/families.h"

namespace vmwire::cli {

using families::Family;
using nlohmann::ordered_json;

namespace {

const char* kind_word(family::RuleKind kind) {
  switch (kind) {
    case family::RuleKind::bug: return "bug";
    case family::RuleKind::policy: return "policy";
    case family::RuleKind::proposed_fix: return "proposed fix";
  }
  return "?";
}

/// A name, and below it, indented, what there is to say of it.
std::string item(const std::string& name, const std::vector<std::string>& lines) {
  std::string result = name + "\n";
  for (const std::string& line : lines) result += "    " + line + "\n";
  return result;
}

/// A family, with those of its versions that are asked for.
struct Part {
  const Family& family;
  std::span<const families::Version> versions;
};
using Parts = std::vector<Part>;

// --- kernels ----------------------------------------------------------------------------------

ordered_json kernels_json(const Part& of) {
  ordered_json result = ordered_json::array();
  for (const families::Version& version : of.versions) {
    ordered_json personality = ordered_json::object();
    for (const family::PersonalityField& field : of.family.personality().fields()) {
      personality[field.name] = field.value_in(version.personality);
    }
    result.push_back({{"name", version.name},
                      {"when", version.when},
                      {"citation", version.citation},
                      {"sentence", version.sentence},
                      {"rules", of.family.rules.on(version.personality)},
                      {"later_forms", version.later_forms},
                      {"personality", std::move(personality)}});
  }
  return result;
}

std::string kernels_text(const Part& of) {
  const auto& fields = of.family.personality().fields();
  std::string result;
  for (const families::Version& version : of.versions) {
    const std::vector<std::string> bugs = of.family.rules.on(version.personality);
    result += item(fmt::format("{} ({})  {}", version.name, version.when, version.citation),
                   {version.sentence,
                    bugs.empty() ? "bugs: none" : fmt::format("bugs: {}", fmt::join(bugs, ", "))});
    if (!version.later_forms.empty()) {
      result += "    behaviours in their later, corrected form:\n";
    }
    for (const char* form : version.later_forms) result += std::string("      ") + form + "\n";
    result += "    personality:\n";
    for (const family::PersonalityField& field : fields) {
      result += fmt::format("      {:<20} {:<22} {} {}\n", field.name,
                            field.value_in(version.personality), field.what, field.citation);
    }
    result += "\n";
  }
  result += "Change one with --set FIELD=VALUE. Values:\n";
  for (const family::PersonalityField& field : fields) {
    result += fmt::format("    {:<20} {}\n", field.name, fmt::join(field.values, ", "));
  }
  return result;
}

// --- rules, operations, invariants, sizes -------------------------------------------------------

ordered_json rules_json(const Part& of) {
  const family::RuleTable& table = of.family.rules;
  ordered_json result = ordered_json::array();
  for (const family::Rule& rule : table.rules()) {
    const family::PersonalityField& field = table.field_of(rule);
    result.push_back({{"id", rule.id},
                      {"kind", kind_word(rule.kind)},
                      {"year", rule.year},
                      {"versions", table.had(rule, of.family.versions)},
                      {"citation", rule.citation},
                      {"sentence", rule.sentence},
                      {"field", field.name},
                      {"on", field.values[rule.on]},
                      {"off", field.values[rule.off]},
                      {"companion", nullptr}});
    if (rule.companion != nullptr) result.back()["companion"] = rule.companion;
  }
  return result;
}

std::string rules_text(const Part& of) {
  const family::RuleTable& table = of.family.rules;
  std::string result;
  for (const family::Rule& rule : table.rules()) {
    const family::PersonalityField& field = table.field_of(rule);
    const std::vector<const char*> versions = table.had(rule, of.family.versions);
    std::string had = kind_word(rule.kind);
    if (std::string(rule.year) != "-") had += std::string(", ") + rule.year;
    if (!versions.empty()) had += fmt::format(", in {}", fmt::join(versions, ", "));
    std::vector<std::string> lines = {
        rule.sentence, fmt::format("{}; --set {}={} (else {})", had, field.name,
                                   field.values[rule.on], field.values[rule.off])};
    if (rule.companion != nullptr) {
      lines.push_back(std::string("shows only with ") + rule.companion);
    }
    result += item(std::string(rule.id) + "  " + rule.citation, lines);
  }
  return result;
}

/// Without the first, which is none.
std::span<const families::OpInfo> ops_of(const Part& of) {
  return std::span(of.family.ops).subspan(1);
}

/// It is about virtual pages: one, or some in a row.
bool ranges(const families::OpInfo& op) {
  const std::string operands = op.operands;
  return operands == "range" || operands == "VA page";
}

ordered_json ops_json(const Part& of) {
  ordered_json result = ordered_json::array();
  for (const families::OpInfo& op : ops_of(of)) {
    result.push_back({{"name", op.name},
                      {"actor", op.actor},
                      {"argument", op.arguments.empty() ? "" : op.argument},
                      {"arguments", op.arguments},
                      {"operands", op.operands},
                      {"range", ranges(op)},
                      {"citation", op.citation},
                      {"sentence", op.sentence}});
  }
  return result;
}

std::string ops_text(const Part& of) {
  std::string result;
  for (const families::OpInfo& op : ops_of(of)) {
    result += fmt::format("{:<14} {:<11} {} {}\n", op.name, op.actor, op.sentence, op.citation);
    if (*op.operands != '\0') result += fmt::format("{:<26} on a {}\n", "", op.operands);
    if (!op.arguments.empty()) result += fmt::format("{:<26} {}\n", "", arguments_text(op));
  }
  return result;
}

struct LawText {
  const char *id, *alias, *citation, *exception;
};

/// Those that are not about one world, and so are no family's.
constexpr LawText kCommonLaws[] = {{"deadlock", kDeadlockAlias, "derived:", "never"},
                                   {"stuck", kStuckAlias, "derived:", "never"}};

ordered_json law_json(const LawText& law) {
  return {{"id", law.id},
          {"alias", law.alias},
          {"citation", law.citation},
          {"exception", law.exception}};
}

std::string law_text(const LawText& law) {
  std::string result = fmt::format("{:<28} {}  {}\n", law.id, law.alias, law.citation);
  if (law.exception != std::string("never")) {
    result += fmt::format("{:<28} except: {}\n", "", law.exception);
  }
  return result;
}

ordered_json laws_json(const Part& of) {
  ordered_json result = ordered_json::array();
  for (const families::LawInfo& law : of.family.laws) {
    result.push_back(law_json({law.id, law.alias, law.citation, law.exception}));
  }
  return result;
}

std::string laws_text(const Part& of) {
  std::string result;
  for (const families::LawInfo& law : of.family.laws) {
    result += law_text({law.id, law.alias, law.citation, law.exception});
  }
  return result;
}

ordered_json named_sizes_json(const Part& of) {
  ordered_json result = ordered_json::array();
  for (const NamedSize& size : of.family.sizes.named) {
    result.push_back({{"name", size.name},
                      {"sentence", size.what},
                      {"options", of.family.sizes.options_of(size.size)}});
  }
  return result;
}

ordered_json knobs_json(const Part& of) {
  ordered_json result = ordered_json::array();
  for (const family::Knob& knob : of.family.sizes.knobs) {
    result.push_back(
        {{"name", knob.name}, {"sentence", knob.what}, {"low", knob.low}, {"high", knob.high}});
  }
  return result;
}

std::string sizes_text(const Part& of) {
  std::string result;
  for (const NamedSize& size : of.family.sizes.named) {
    result += item(size.name, {size.what, of.family.sizes.options_of(size.size)});
  }
  result += "\nA size bounds the search; nothing else does. Change one number of it with:\n";
  for (const family::Knob& knob : of.family.sizes.knobs) {
    result += fmt::format("    --{:<16} {}..{}  {}\n", knob.name, knob.low, knob.high, knob.what);
  }
  return result;
}

// --- several families ---------------------------------------------------------------------------

std::string heading(const std::string& text) { return "--- " + text + " ---\n"; }

/// Each family's own; with headings where there are several.
template <class Text>
std::string text_of(const Parts& parts, Text text) {
  std::string result;
  for (const Part& part : parts) {
    if (parts.size() > 1) {
      const bool apart = result.empty() || result.ends_with("\n\n");
      result += (apart ? "" : "\n") + heading(part.family.name);
    }
    result += text(part);
  }
  return result;
}

/// All rows in one array; each says whose it is.
template <class Rows>
ordered_json rows_of(const Parts& parts, Rows rows) {
  ordered_json result = ordered_json::array();
  for (const Part& part : parts) {
    for (const ordered_json& row : rows(part)) {
      result.push_back({{"family", part.family.name}});
      result.back().update(row);
    }
  }
  return result;
}

std::string invariants_text(const Parts& parts) {
  std::string result = text_of(parts, laws_text);
  if (parts.size() > 1) result += "\n" + heading("all of them");
  for (const LawText& law : kCommonLaws) result += law_text(law);
  return result;
}

ordered_json invariants_json(const Parts& parts) {
  ordered_json result = rows_of(parts, laws_json);
  for (const LawText& law : kCommonLaws) {
    result.push_back({{"family", nullptr}});
    result.back().update(law_json(law));
  }
  return result;
}

ordered_json sizes_json(const Parts& parts) {
  return {{"sizes", rows_of(parts, named_sizes_json)}, {"knobs", rows_of(parts, knobs_json)}};
}

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

template <std::string (*text)(const Part&)>
std::string each_text(const Parts& parts) {
  return text_of(parts, text);
}
template <ordered_json (*rows)(const Part&)>
ordered_json each_json(const Parts& parts) {
  return rows_of(parts, rows);
}

std::string machines_text_of(const Part& of) { return machines_text(of.family.machines); }
ordered_json machines_json_of(const Part& of) { return machines_json(of.family.machines); }

std::string fields_text_of(const Part& of) { return fields_text(of.family); }
ordered_json fields_json_of(const Part& of) { return fields_json(of.family); }
std::string messages_text_of(const Part& of) { return messages_text(all_messages(of.family)); }
ordered_json messages_json_of(const Part& of) { return messages_json(all_messages(of.family)); }

struct List {
  const char* name;
  std::string (*text)(const Parts&);
  ordered_json (*json)(const Parts&);
};

const std::vector<List>& lists() {
  static const std::vector<List> table = {
      {"kernels", each_text<kernels_text>, each_json<kernels_json>},
      {"rules", each_text<rules_text>, each_json<rules_json>},
      {"ops", each_text<ops_text>, each_json<ops_json>},
      {"invariants", invariants_text, invariants_json},
      {"sizes", each_text<sizes_text>, sizes_json},
      {"machines", each_text<machines_text_of>, each_json<machines_json_of>},
      {"fields", each_text<fields_text_of>, each_json<fields_json_of>},
      {"messages", each_text<messages_text_of>, each_json<messages_json_of>},
      {"engine", [](const Parts&) { return engine_help(); },
       [](const Parts&) { return engine_json(); }},
  };
  return table;
}

std::string dot(const Parts& parts) {
  std::string result;
  for (const Part& part : parts) result += machines_dot(part.family.machines);
  return result;
}

/// What a kernel's or a family's name stands for; "" for all families.
std::string choose_parts(const std::string& name, Parts& parts) {
  std::vector<std::string> known;
  for (const Family* family : families::all()) {
    known.emplace_back(family->name);
    if (name.empty() || name == family->name) parts.push_back({*family, family->versions});
    for (const families::Version& version : family->versions) {
      known.emplace_back(version.name);
      if (name == version.name) parts.push_back({*family, {&version, 1}});
    }
  }
  return parts.empty() ? unknown("kernel or family", name, known, "`vmwire list kernels`") : "";
}

// --- lists of no family, and answers ------------------------------------------------------------

struct Document {
  const char* name;
  std::string (*text)(const std::string& of, std::string& wrong);
  ordered_json (*json)(const std::string& of, std::string& wrong);
};
constexpr Document kDocuments[] = {{"words", words_text, words_json},
                                   {"sources", sources_text, sources_json}};

int print_as(const std::string& format, const std::string& text, const ordered_json& json) {
  print(format == "json" ? json.dump(2) + "\n" : text);
  return finish(kHolds);
}

int list_document(const Document& document, const std::string& of, const std::string& format) {
  std::string wrong;
  const std::string text = document.text(of, wrong);
  if (!wrong.empty()) return complain(wrong, kUsage);
  return print_as(format, text, document.json(of, wrong));
}

/// What a message, a function or a word means, in each family; nothing where none knows it.
bool answers(const std::string& words, std::string& text, ordered_json& json) {
  std::string none;
  text = words_text(words, none);
  json = words_json(words, none);
  for (const Family* family : families::all()) {
    const Messages messages = find_messages(*family, words, Enough::word);
    text += messages_text(messages) + steps_text(*family, words);
    for (const auto& rows : {messages_json(messages), steps_json(*family, words)}) {
      for (const ordered_json& row : rows) {
        json.push_back({{"family", family->name}});
        json.back().update(row);
      }
    }
  }
  return !json.empty();
}

/// `names`: what else could have been meant.
int answer(const char* noun, const std::string& words, std::vector<std::string> names,
           const char* see, const std::string& format) {
  std::string text;
  ordered_json json;
  if (!words.empty() && answers(words, text, json)) return print_as(format, text, json);
  for (const Family* family : families::all()) {
    for (const std::string& function : functions_of(*family)) names.push_back(function);
  }
  return complain(unknown(noun, words, names, see), kUsage);
}

}  // namespace

int list(const std::string& what, const std::string& of, const std::string& format) {
  if (format == "dot" && what != "machines") {
    return complain("--format dot is for machines", kUsage);
  }
  std::vector<std::string> names;
  for (const Document& document : kDocuments) {
    names.push_back(document.name);
    if (what == document.name) return list_document(document, of, format);
  }
  for (const List& row : lists()) {
    names.push_back(row.name);
    if (what != row.name) continue;
    if (what == "engine" && !of.empty()) {
      return complain("unexpected argument '" + of.substr(0, 100) + "'; see `vmwire list --help`",
                      kUsage);
    }
    Parts parts;
    if (std::string wrong = choose_parts(of, parts); !wrong.empty()) {
      if (what != "messages") return complain(wrong, kUsage);
      return answer("kernel, message, function or word", of, {}, "`vmwire list messages`", format);
    }
    if (format == "dot") {
      print(dot(parts));
      return finish(kHolds);
    }
    return print_as(format, row.text(parts), row.json(parts));
  }
  return answer("list, message, function or word", what, names, "`vmwire list --help`", format);
}

}  // namespace vmwire::cli
