// What: where a field lies, and what its values mean.
// Source: derived, see field.h.
#include "model/family/field.h"

namespace vmwire::family {

std::string Field::group() const {
  std::string text = noun;
  for (const unsigned i : indices) text += "[" + std::to_string(i) + "]";
  return text;
}

const Field* find_field(const Fields& fields, const std::string& name) {
  for (const Field& field : fields) {
    if (field.name() == name) return &field;
  }
  return nullptr;
}

FieldKind number(unsigned values) {
  FieldKind kind;
  for (unsigned v = 0; v < values; ++v) kind.texts.push_back(std::to_string(v));
  return kind;
}

FieldKind yes_no() { return {{"no", "yes"}}; }

FieldKind words(std::vector<std::string> texts) { return {std::move(texts)}; }

FieldKind reference(const char* noun, unsigned count) {
  FieldKind kind{{"-"}, noun};
  for (unsigned i = 0; i < count; ++i) {
    kind.texts.push_back(std::string(noun) + " " + std::to_string(i));
  }
  return kind;
}

FieldKind reference_or(const char* noun, unsigned special, const char* text) {
  FieldKind kind = reference(noun, special);
  kind.texts.back() = text;
  return kind;
}

void find_bits(WorldView w, Field& field) {
  VMWIRE_CHECK(w.size() % 8 == 0);
  bool found = false;
  for (std::size_t at = 0; at < w.size(); at += 8) {
    std::uint64_t bits;
    std::memcpy(&bits, w.data() + at, sizeof bits);
    if (bits == 0) continue;
    VMWIRE_CHECK(!found && "a field lies in one aligned word");
    found = true;
    const int low = std::countr_zero(bits);
    field.offset = static_cast<unsigned>(8 * at) + static_cast<unsigned>(low);
    field.width = static_cast<unsigned>(std::popcount(bits));
    VMWIRE_CHECK(std::countr_one(bits >> low) == std::popcount(bits));
  }
  VMWIRE_CHECK(found && field.width < 32 && field.values() != 0);
  VMWIRE_CHECK(field.values() <= 1u << field.width && "a field's values fit into its bits");
}

std::vector<std::size_t> things_of(const Fields& fields) {
  std::vector<std::size_t> first;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool same = i > 0 && fields[i].noun == fields[i - 1].noun &&
                      fields[i].indices == fields[i - 1].indices;
    if (!same) first.push_back(i);
  }
  first.push_back(fields.size());
  return first;
}

}  // namespace vmwire::family
