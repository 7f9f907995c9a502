// What: the distinct small types that name things in a packed world.
// Source: derived: an id is stored as index + 1, so that a zeroed bit-field means "none".
// Leaves out: what the ids name; a family's nouns say that.
#pragma once

#include <cstdint>

namespace vmwire {

// Each enum has a 32-bit underlying type so that it can be a member of a 32-bit bit-field group.
enum class PageId : std::uint32_t { none = 0 };     ///< physical page
enum class ThreadId : std::uint32_t { none = 0 };   ///< thread, over all processes
enum class ActorId : std::uint32_t { none = 0 };    ///< a thread, or one of the kernel's own actors

/// Index (from 0) of an id that is not none.
template <class Id>
constexpr unsigned index(Id id) {
  return static_cast<unsigned>(id) - 1u;
}

/// The id of the thing with this index (from 0).
template <class Id>
constexpr Id id_of(unsigned i) {
  return static_cast<Id>(i + 1u);
}

}  // namespace vmwire
