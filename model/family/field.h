// What: the world as named fields: data for traces, goals, differences and the C interface.
// Source: derived: the names follow the spelling of the structs ("page[0].wire_count").
// All of it works on the bytes of a world, whatever its family. A family lists setters; where a
// field lies is found once, by setting it in a zeroed world and looking which bits changed.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/core/check.h"
#include "model/family/area.h"

namespace vmwire::family {

/// The bytes of one world, not packed. Eight bytes or more, and a multiple of eight.
using WorldView = std::span<const std::byte>;
using WorldBytes = std::span<std::byte>;
using AnyWorld = std::vector<std::byte>;

template <class World>
WorldView view_of(const World& w) {
  static_assert(std::has_unique_object_representations_v<World> && sizeof(World) % 8 == 0);
  return std::as_bytes(std::span<const World, 1>(&w, 1));
}
template <class World>
WorldBytes bytes_of(World& w) {
  return std::as_writable_bytes(std::span<World, 1>(&w, 1));
}

/// What the values of a field mean: a text for each, and which thing they refer to, if they do.
struct FieldKind {
  std::vector<std::string> texts;  ///< by value; as many as there are legal values
  const char* refers_to = "";      ///< "page": value v is thing v - 1 of that noun; 0 is none
};

struct Field {
  std::string noun;               ///< "page"
  std::vector<unsigned> indices;  ///< of the thing: {0} of "page[0]"
  std::string member;             ///< "wire_count"
  FieldKind kind;
  bool ghost = false;             ///< no step of an operation reads it
  bool always = false;            ///< its thing always exists; others do when not all is zero
  AreaMask areas = 0;             ///< the family's areas that it lies in
  unsigned offset = 0;            ///< of its lowest bit in the world
  unsigned width = 0;             ///< in bits

  std::string group() const;                        ///< "page[0]"
  std::string name() const { return group() + "." + member; }
  unsigned values() const { return static_cast<unsigned>(kind.texts.size()); }
  /// Readable form of a value: "ACTIVE", "page 1", "-", "3".
  /// Worlds that nothing reaches may have values beyond the legal ones: those are told as numbers.
  std::string text(unsigned value) const {
    return value < values() ? kind.texts[value] : std::to_string(value);
  }

  unsigned get(WorldView w) const {
    return static_cast<unsigned>(word(w.data()) >> offset % 64 & mask());
  }
  /// Needs: the value fits.
  void set(WorldBytes w, unsigned value) const {
    VMWIRE_CHECK((value & ~mask()) == 0);
    const std::uint64_t rest = word(w.data()) & ~(mask() << offset % 64);
    const std::uint64_t bits = rest | std::uint64_t{value} << offset % 64;
    std::memcpy(w.data() + offset / 64 * 8, &bits, sizeof bits);
  }

 private:
  static_assert(std::endian::native == std::endian::little, "bit-fields are read as words");
  std::uint64_t mask() const { return (std::uint64_t{1} << width) - 1u; }
  std::uint64_t word(const std::byte* w) const {
    std::uint64_t bits;
    std::memcpy(&bits, w + offset / 64 * 8, sizeof bits);
    return bits;
  }
};

/// All fields of the worlds of a size, in a fixed order; those of a thing stand together.
using Fields = std::vector<Field>;

/// Null when no field bears the name.
const Field* find_field(const Fields& fields, const std::string& name);

// --- kinds --------------------------------------------------------------------------------------

FieldKind number(unsigned values);
FieldKind yes_no();
FieldKind words(std::vector<std::string> texts);
/// None, or index + 1 of one of `count` things.
FieldKind reference(const char* noun, unsigned count);
/// The same where the value `special`, the highest, has a meaning of its own.
FieldKind reference_or(const char* noun, unsigned special, const char* text);
/// The words of an enum that has a name() for its values, 0 .. values - 1.
template <class Enum>
FieldKind named(unsigned values) {
  std::vector<std::string> texts;
  for (unsigned v = 0; v < values; ++v) texts.push_back(name(static_cast<Enum>(v)));
  return words(std::move(texts));
}

// --- building the table -------------------------------------------------------------------------

/// Offset and width of the bits that are set. They stand together, within eight aligned bytes.
void find_bits(WorldView w, Field& field);

/// Collects rows. `thing` is the one that the next rows belong to.
template <class World>
class FieldTable {
 public:
  void thing(std::string noun, std::vector<unsigned> indices = {}, bool always = false) {
    noun_ = std::move(noun);
    indices_ = std::move(indices);
    always_ = always;
  }
  /// set(World&, unsigned) writes the field's bits, and may cut off what does not fit.
  template <class Set>
  void add(std::string member, FieldKind kind, Set&& set) {
    add(std::move(member), std::move(kind), set, false);
  }
  template <class Set>
  void ghost(std::string member, FieldKind kind, Set&& set) {
    add(std::move(member), std::move(kind), set, true);
  }
  Fields take() { return std::move(rows_); }

 private:
  template <class Set>
  void add(std::string member, FieldKind kind, Set&& set, bool ghost) {
    World w{};
    set(w, ~0u);
    Field field{noun_, indices_, std::move(member), std::move(kind), ghost, always_};
    find_bits(view_of(w), field);
    rows_.push_back(std::move(field));
  }

  std::string noun_;
  std::vector<unsigned> indices_;
  bool always_ = false;
  Fields rows_;
};

// --- worlds in readable form --------------------------------------------------------------------

/// The indices of the first field of each thing, and the end.
std::vector<std::size_t> things_of(const Fields& fields);

}  // namespace vmwire::family
