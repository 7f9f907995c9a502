// What: words that no table has: messages taken for their laws, and answers with the nearest names.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/messages.h"
#include "cli/setup.h"
#include "cli/suggest.h"

namespace vmwire::cli {

using families::Family;

std::string unknown_op(const Family& family, const std::string& name) {
  std::vector<std::string> known;
  for (std::size_t i = 1; i < family.ops.size(); ++i) known.emplace_back(family.ops[i].name);
  return unknown("operation", name, known, "`vmwire list ops`");
}

std::string unknown_behaviour(const Family& family, const std::string& name) {
  // What a goal asks for has fields as well, which nobody sets.
  for (const family::Field& field : family.fields(family.sizes.usual)) {
    if (name != field.name() && name != field.member) continue;
    return fmt::format("{} is a field of a world, for --goal; those of a personality are in "
                       "`vmwire list kernels {}`", field.name(), family.name);
  }
  std::vector<std::string> known;
  for (const auto& field : family.personality().fields()) known.emplace_back(field.name);
  return unknown("field of a personality", name, known, "`vmwire list kernels`");
}

std::string unknown_law(const Family& family, const std::string& name) {
  std::vector<std::string> known;
  for (const families::LawInfo& law : family.laws) known.emplace_back(law.id);
  const std::string prefix = std::string(family.name) + ".";
  for (const families::LawInfo& law : family.laws) {
    const std::string id = law.id;
    if (id.starts_with(prefix)) known.push_back(id.substr(prefix.size()));
  }
  known.insert(known.end(), {"deadlock", "stuck"});
  return unknown("law", name, known, "`vmwire list invariants`");
}

bool choose_law(const std::string& name, Setup& setup) {
  if (name == "deadlock") return setup.deadlock = true;
  if (name == "stuck") return setup.stuck = true;
  const families::LawInfo* law = setup.family->find_law(name);
  if (law == nullptr) return false;
  setup.laws |= std::uint64_t{1} << setup.family->number(*law);
  return true;
}

std::string choose_laws_of_message(const std::string& words, Setup& setup) {
  const Family& family = *setup.family;
  const auto messages = find_messages(family, words);
  const std::size_t before = setup.messages.size();
  for (const families::Message* message : messages) {
    if (choose_law(message->law, setup)) setup.messages.push_back(message);
  }
  if (setup.messages.size() > before) return "";
  if (!messages.empty()) return "no law is about it: " + meaning_of(*messages.front());
  if (!steps_in(family, words).empty()) {
    return fmt::format("'{0}' is a function, and no message of it is about a law; see "
                       "`vmwire list {0}`", words);
  }
  return unknown_law(family, words);
}

}  // namespace vmwire::cli
