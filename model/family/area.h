// What: areas of a world, the vocabulary in which steps and laws say what they read and write.
// Source: derived: an area is what some step or law can leave alone while it uses its neighbour.
// A family has an enum of its own; here it is a set of bits. Read next: footprint.h.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

namespace vmwire::family {

/// Bit i stands for the area with that number.
using AreaMask = std::uint32_t;

/// A set of a family's areas. `count`: how many there are, 32 at most.
template <class Area, unsigned count>
class AreaSet {
 public:
  static_assert(count <= 32);
  static constexpr unsigned kCount = count;

  constexpr AreaSet() = default;
  constexpr AreaSet(std::initializer_list<Area> areas) {
    for (const Area a : areas) bits_ |= bit(a);
  }
  static constexpr AreaSet all() {
    AreaSet set;
    set.bits_ = static_cast<AreaMask>((std::uint64_t{1} << count) - 1u);
    return set;
  }

  constexpr AreaMask mask() const { return bits_; }
  constexpr bool has(Area a) const { return (bits_ & bit(a)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool meets(AreaSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr AreaSet operator|(AreaSet other) const { return AreaSet(bits_ | other.bits_); }
  constexpr AreaSet operator&(AreaSet other) const { return AreaSet(bits_ & other.bits_); }
  constexpr AreaSet operator-(AreaSet other) const { return AreaSet(bits_ & ~other.bits_); }
  constexpr AreaSet& operator|=(AreaSet other) { return *this = *this | other; }
  bool operator==(const AreaSet&) const = default;

 private:
  constexpr explicit AreaSet(AreaMask bits) : bits_(bits) {}
  static constexpr AreaMask bit(Area a) { return AreaMask{1} << static_cast<unsigned>(a); }
  AreaMask bits_ = 0;
};

/// "entry page_phase": the names of those that are in the set. `name` is found by the enum.
template <class Area, unsigned count>
std::string text_of(AreaSet<Area, count> set) {
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    const Area a = static_cast<Area>(i);
    if (set.has(a)) text += (text.empty() ? "" : " ") + std::string(name(a));
  }
  return text;
}

}  // namespace vmwire::family
