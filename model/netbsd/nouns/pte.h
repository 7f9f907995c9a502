// What: a page table entry, one per (process, VA page), and the ghost cell beside it.
// Source: netbsd.md section 1.7 (pmap) and 4 (claims, excused).
// Leaves out: referenced and modified bits (see docs/warts.md) and kenter mappings.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/core/ids.h"
#include "model/core/protection.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(PtePhase, std::uint8_t,
  absent,
  present,  ///< valid, WIRED bit clear
  wired     ///< valid, WIRED bit set
)
inline constexpr unsigned kPtePhases = kEnumerators<PtePhase>;

struct Pte {
  std::uint8_t phase_bits : 2;  ///< whether it maps a page, and whether its WIRED bit is set
  std::uint8_t prot_bits : 2;  ///< what it allows; none: 1.4 wires PROT_NONE without access
  std::uint8_t page_bits : 3;  ///< the page mapped; none when absent
  std::uint8_t unused : 1;     ///< zero
  bool operator==(const Pte&) const = default;

  PtePhase phase() const { return static_cast<PtePhase>(phase_bits); }
  Prot prot() const { return static_cast<Prot>(prot_bits); }
  PageId page() const { return static_cast<PageId>(page_bits); }
  bool present() const { return phase() != PtePhase::absent; }
  bool wired() const { return phase() == PtePhase::wired; }
};
static_assert(sizeof(Pte) == 1);

/// Ghost state of one (process, VA page); no step of an operation ever reads it.
struct Cell {
  std::uint8_t claim_bits : 3;  ///< the page that a wired entry's claim is on; lost: it was freed
  std::uint8_t promised : 1;    ///< mlock has returned success and nothing has released it since
  std::uint8_t excused : 1;     ///< truncate or mprotect(NONE) removed the wired PTE
  std::uint8_t lag : 1;         ///< mprotect raised the entry's protection above the PTE's
  std::uint8_t unused : 2;      ///< zero
  bool operator==(const Cell&) const = default;

  PageId claim() const { return static_cast<PageId>(claim_bits); }
};
static_assert(sizeof(Cell) == 1);

constexpr const char* name(PtePhase p) {
  switch (p) {
    case PtePhase::absent: return "ABSENT";
    case PtePhase::present: return "PRESENT";
    case PtePhase::wired: return "WIRED";
  }
  return "?";
}

}  // namespace vmwire::netbsd
