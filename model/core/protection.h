// What: page protection as the model sees it.
// Source: netbsd.md section 1.2; execute permission plays no part in wiring and is left out.
#pragma once

#include <cstdint>

namespace vmwire {

/// Protection, ordered by what it allows. W without R is not modelled.
enum class Prot : std::uint32_t { none = 0, read = 1, write = 2 };  // write: read and write

constexpr bool allows(Prot held, Prot wanted) {
  return static_cast<std::uint32_t>(held) >= static_cast<std::uint32_t>(wanted);
}
constexpr bool writable(Prot p) { return p == Prot::write; }
constexpr Prot lower_of(Prot a, Prot b) { return allows(a, b) ? b : a; }
constexpr Prot without_write(Prot p) { return lower_of(p, Prot::read); }

constexpr const char* name(Prot p) {
  switch (p) {
    case Prot::none: return "none";
    case Prot::read: return "r";
    case Prot::write: return "rw";
  }
  return "?";
}

}  // namespace vmwire
