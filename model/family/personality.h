// What: the personality as data: each behaviour in which a family's versions differ.
// Source: derived: SibylFS's architecture record: a version is one value of it.
// A family's personality is a struct of one-byte enums; here it is its bytes, with a row for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace vmwire::family {

/// One byte a field, in the order of the table.
using PersonalityView = std::span<const std::uint8_t>;
using PersonalityBytes = std::span<std::uint8_t>;
/// Of any family, as the command line, traces and rules know it.
using AnyPersonality = std::vector<std::uint8_t>;

/// A record of bytes; a world, which has threads, is none.
template <class P>
concept Personality = std::is_trivially_copyable_v<P> && std::is_default_constructible_v<P> &&
                      std::has_unique_object_representations_v<P> && alignof(P) == 1 &&
                      !requires(const P& p) { p.thread[0]; };

template <Personality P>
PersonalityView view_of(const P& p) {
  return {reinterpret_cast<const std::uint8_t*>(&p), sizeof(P)};
}
template <Personality P>
PersonalityBytes bytes_of(P& p) {
  return {reinterpret_cast<std::uint8_t*>(&p), sizeof(P)};
}
template <Personality P>
AnyPersonality any_of(const P& p) {
  return {view_of(p).begin(), view_of(p).end()};
}
/// The inverse of any_of. Needs: as many bytes as the family's own personality has.
template <Personality P>
P personality_of(PersonalityView bytes);

/// One field of the record, for `--set FIELD=VALUE`, `list kernels` and traces.
struct PersonalityField {
  const char* name;                 ///< as spelt in the struct
  const char* citation;             ///< ids of model/SOURCES.md, or "derived:"
  const char* what;                 ///< the question that an operation asks
  std::vector<const char*> values;  ///< as spelt in the enum, in its order
  std::uint8_t usual;               ///< what the struct says by itself: the default
  std::size_t place;                ///< of the field's byte

  const char* value_in(PersonalityView p) const { return values[p[place]]; }
};

class PersonalityTable {
 public:
  /// Needs: field i is byte i of the struct.
  explicit PersonalityTable(std::vector<PersonalityField> fields);

  const std::vector<PersonalityField>& fields() const { return fields_; }
  const PersonalityField* find(const std::string& name) const;
  /// Sets a field by name. Returns an empty string, or one line that says what is wrong.
  std::string set(PersonalityBytes p, const std::string& field, const std::string& value) const;

 private:
  std::vector<PersonalityField> fields_;
};

/// A version: a name, and the record of its behaviours with the bugs that it had.
template <class P>
struct Version {
  const char* name;                      ///< "netbsd-1.4"
  const char* when;                      ///< "May 1999"
  const char* citation;
  const char* sentence;
  std::vector<const char*> later_forms;  ///< behaviours that take their corrected form here
  P personality;
};

// --- the template above -------------------------------------------------------------------------

/// Says so and ends the process when the bytes are not those of one personality.
void check_personality_size(std::size_t bytes, std::size_t expected);

template <Personality P>
P personality_of(PersonalityView bytes) {
  check_personality_size(bytes.size(), sizeof(P));
  P p;
  std::copy(bytes.begin(), bytes.end(), bytes_of(p).begin());
  return p;
}

}  // namespace vmwire::family

// A family writes its personality as one list, X(member, Enum, default, citation, question,
// enumerators...), and gets from it the enums, the struct's members and the rows of the table, so
// that a new field stands in one place. <boost/describe/enum.hpp> keeps the enumerators' words.
#define VMWIRE_PERSONALITY_ENUM(member, Enum, usual, citation, what, ...) \
  BOOST_DEFINE_FIXED_ENUM_CLASS(Enum, std::uint8_t, __VA_ARGS__)
#define VMWIRE_PERSONALITY_MEMBER(member, Enum, usual, citation, what, ...) \
  Enum member = Enum::usual;
#define VMWIRE_PERSONALITY_ROW(member, Enum, usual, citation, what, ...)               \
  {#member, citation, what, ::vmwire::family::words_of<Enum>(),                        \
   static_cast<std::uint8_t>(Enum::usual), offsetof(Personality, member)},
