// What: fields found by name, and values set by their words.
// Source: derived, see personality.h.
#include "model/family/personality.h"

#include <fmt/format.h>

#include "model/core/check.h"
#include "model/family/suggest.h"

namespace vmwire::family {

void check_personality_size(std::size_t bytes, std::size_t expected) {
  VMWIRE_CHECK(bytes == expected);
}

PersonalityTable::PersonalityTable(std::vector<PersonalityField> fields)
    : fields_(std::move(fields)) {
  for (std::size_t i = 0; i < fields_.size(); ++i) VMWIRE_CHECK(fields_[i].place == i);
}

const PersonalityField* PersonalityTable::find(const std::string& name) const {
  for (const PersonalityField& field : fields_) {
    if (name == field.name) return &field;
  }
  return nullptr;
}

std::string PersonalityTable::set(PersonalityBytes p, const std::string& field,
                                  const std::string& value) const {
  const PersonalityField* f = find(field);
  if (f == nullptr) {
    std::vector<std::string> names;
    for (const PersonalityField& each : fields_) names.emplace_back(each.name);
    return unknown("personality field", field, names, "`vmwire list kernels`");
  }
  for (std::size_t i = 0; i < f->values.size(); ++i) {
    if (value != f->values[i]) continue;
    p[f->place] = static_cast<std::uint8_t>(i);
    return "";
  }
  return fmt::format("personality field {} cannot be '{}'; it can be: {}", field, value,
                     fmt::join(f->values, ", "));
}

}  // namespace vmwire::family
