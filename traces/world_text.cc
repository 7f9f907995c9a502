// What: see world_text.h. A field's readable text is turned back by trying its few values.
// Source: derived; the hash is Fowler, Noll and Vo's.
#include "traces/world_text.h"

#include <cstdint>
#include <cstdio>

namespace vmwire::traces {

using netbsd::Field;
using netbsd::World;

WorldText text_of(const World& world, const Fields& fields) {
  WorldText result;
  for (const Field& field : fields) {
    const unsigned value = field.get(world);
    if (value == 0 && !netbsd::group_exists(world, field.group)) continue;
    result[field.group][field.member] = field.text(value);
  }
  return result;
}

std::string world_of(const WorldText& text, const Fields& fields, World& world) {
  World result{};
  std::size_t taken = 0;
  for (const Field& field : fields) {
    const auto group = text.find(field.group);
    if (group == text.end()) continue;
    const auto member = group->second.find(field.member);
    if (member == group->second.end()) continue;
    unsigned value = 0;
    while (value < field.values && field.text(value) != member->second) ++value;
    if (value == field.values) return field.name() + ": no such value: '" + member->second + "'";
    field.set(result, value);
    ++taken;
  }
  std::size_t given = 0;
  for (const auto& [group, members] : text) given += members.size();
  if (given == taken) {
    world = result;
    return "";
  }
  // Something was not taken: name it.
  for (const auto& [group, members] : text) {
    for (const auto& [member, value] : members) {
      const std::string name = group + "." + member;
      bool known = false;
      for (const Field& field : fields) known = known || field.name() == name;
      if (!known) return "no such field in a world of this size: '" + name + "'";
    }
  }
  return "a field stands there twice";
}

std::vector<Change> difference(const World& before, const World& after, const Fields& fields) {
  std::vector<Change> result;
  for (const Field& field : fields) {
    const unsigned from = field.get(before);
    const unsigned to = field.get(after);
    if (from != to) result.push_back({field.name(), field.text(from), field.text(to)});
  }
  return result;
}

std::string hash_of(const World& world, const Fields& fields) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const Field& field : fields) {
    const unsigned value = field.get(world);
    if (value == 0) continue;
    for (const char c : field.name() + "=" + std::to_string(value) + "\n") {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
  }
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

}  // namespace vmwire::traces
