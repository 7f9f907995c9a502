// What: see list_fields.h. Things of one noun have the same fields: those of the first are told.
#include "cli/list_fields.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "families/field_sentences.h"

namespace vmwire::cli {

using families::Family;
using family::Field;
using family::Fields;
using nlohmann::ordered_json;

namespace {

/// "page[0..2]": all things of the noun.
std::string things(const Fields& fields, const Field& first) {
  std::vector<unsigned> highest = first.indices;
  for (const Field& field : fields) {
    if (field.noun != first.noun) continue;
    for (std::size_t i = 0; i < highest.size(); ++i) {
      highest[i] = std::max(highest[i], field.indices[i]);
    }
  }
  std::string text = first.noun;
  for (const unsigned index : highest) {
    text += index == 0 ? "[0]" : fmt::format("[0..{}]", index);
  }
  return text;
}

/// "0 to 7" where the values are numbers, else each of them.
std::string values(const Field& field) {
  const std::vector<std::string>& texts = field.kind.texts;
  bool numbers = texts.size() > 2;
  for (std::size_t v = 0; v < texts.size(); ++v) numbers &= texts[v] == std::to_string(v);
  if (numbers) return fmt::format("0 to {}", texts.size() - 1);
  return fmt::format("{}", fmt::join(texts, ", "));
}

bool is_of_first(const Field& field) {
  return std::all_of(field.indices.begin(), field.indices.end(), [](unsigned i) { return i == 0; });
}

std::string operands_text(const Family& family) {
  std::string result;
  for (const families::OpInfo& op : family.ops) {
    const std::string arguments = arguments_text(op);
    if (!arguments.empty()) result += fmt::format("    {:<14} {}\n", op.name, arguments);
  }
  return result.empty() ? "" : "\nWhat an operation's argument means, which its thread has as a "
                               "number:\n" + result;
}

}  // namespace

std::string arguments_text(const families::OpInfo& op) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < op.arguments.size(); ++i) {
    texts.push_back(fmt::format("{} {}", i, op.arguments[i]));
  }
  if (texts.empty()) return "";
  return fmt::format("{}: {}", op.argument, fmt::join(texts, " | "));
}

std::string fields_text(const Family& family) {
  const Fields fields = family.fields(family.sizes.usual);
  const std::vector<std::string> sentences = families::field_sentences(family.nouns, fields);
  std::string result, noun;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (!is_of_first(field)) continue;
    if (field.noun != noun) result += things(fields, field) + "\n";
    noun = field.noun;
    result += fmt::format("    {:<16} {}{}\n", field.member, sentences[i],
                          field.ghost ? " (ghost)" : "");
    result += fmt::format("    {:<16}   {}\n", "", values(field));
  }
  result += operands_text(family);
  result += fmt::format(
      "\nA goal compares them: --goal '{}.{} == {}'. Ghosts are the checker's own knowledge; no "
      "kernel has them.\nThe fields of a personality, which --set changes, are other things: "
      "`vmwire list kernels {}`.\n",
      fields.front().group(), fields.front().member, fields.front().kind.texts.back(), family.name);
  return result;
}

ordered_json fields_json(const Family& family) {
  const Fields fields = family.fields(family.sizes.usual);
  const std::vector<std::string> sentences = families::field_sentences(family.nouns, fields);
  ordered_json result = ordered_json::array();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    result.push_back({{"name", field.name()},
                      {"noun", field.noun},
                      {"indices", field.indices},
                      {"member", field.member},
                      {"values", field.kind.texts},
                      {"ghost", field.ghost},
                      {"sentence", sentences[i]}});
  }
  return result;
}

}  // namespace vmwire::cli
