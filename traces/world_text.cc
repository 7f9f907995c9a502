// What: see world_text.h. A field's readable text is turned back by trying its few values.
// Source: the hash is Fowler, Noll and Vo's.
#include "traces/world_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "model/family/suggest.h"

namespace vmwire::traces {

using family::Field;
using family::Fields;
using family::WorldBytes;
using family::WorldView;

namespace {

/// Calls take(first, last) with the rows of each thing, `last` being one past them.
template <class Take>
void each_thing(const Fields& fields, Take&& take) {
  const std::vector<std::size_t> first = family::things_of(fields);
  for (std::size_t i = 0; i + 1 < first.size(); ++i) {
    take(fields.data() + first[i], fields.data() + first[i + 1]);
  }
}

/// Something in the text is no field: name it.
std::string first_unknown(const WorldText& text, const Fields& fields) {
  for (const auto& [group, members] : text) {
    for (const auto& [member, value] : members) {
      const std::string name = group + "." + member;
      if (family::find_field(fields, name) != nullptr) continue;
      return unknown_field(fields, name);
    }
  }
  return "a field stands there twice";
}

}  // namespace

std::string unknown_field(const Fields& fields, const std::string& name) {
  std::vector<std::string> known;
  for (const Field& field : fields) known.push_back(field.name());
  return family::unknown("field of a world of this size", name, known, "`vmwire list fields`");
}

WorldText text_of(WorldView world, const Fields& fields) {
  WorldText result;
  each_thing(fields, [&](const Field* first, const Field* last) {
    const bool exists = first->always || std::any_of(first, last, [&](const Field& field) {
      return field.get(world) != 0;
    });
    if (!exists) return;
    auto& members = result[first->group()];
    for (const Field* field = first; field != last; ++field) {
      members[field->member] = field->text(field->get(world));
    }
  });
  return result;
}

std::string world_of(const WorldText& text, const Fields& fields, WorldBytes world) {
  std::fill(world.begin(), world.end(), std::byte{0});
  std::string wrong;
  std::size_t taken = 0;
  each_thing(fields, [&](const Field* first, const Field* last) {
    const auto members = text.find(first->group());
    if (members == text.end()) return;
    for (const Field* field = first; field != last; ++field) {
      const auto member = members->second.find(field->member);
      if (member == members->second.end()) continue;
      const auto& texts = field->kind.texts;
      const auto value = std::find(texts.begin(), texts.end(), member->second);
      if (value == texts.end()) {
        if (wrong.empty()) {
          wrong = family::unknown("value of " + field->name(), member->second, texts,
                                  "`vmwire list fields`");
        }
        continue;
      }
      field->set(world, static_cast<unsigned>(value - texts.begin()));
      ++taken;
    }
  });
  if (!wrong.empty()) return wrong;
  std::size_t given = 0;
  for (const auto& [group, members] : text) given += members.size();
  return given == taken ? "" : first_unknown(text, fields);
}

std::vector<Change> difference(WorldView before, WorldView after, const Fields& fields) {
  std::vector<Change> result;
  for (const Field& field : fields) {
    const unsigned from = field.get(before);
    const unsigned to = field.get(after);
    if (from != to) result.push_back({field.name(), field.text(from), field.text(to)});
  }
  return result;
}

std::string hash_of(WorldView world, const Fields& fields) {
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
