// What: a map entry: a range of VA pages with its object, amap, protection and wired_count.
// Source: netbsd.md section 1.2 (vm_map_entry).
// Leaves out: advice, submaps, inheritance (an argument of fork here). Read next: machine/entry.h.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/core/protection.h"
#include "model/netbsd/nouns/ids.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(EntryPhase, std::uint32_t,
  unused,
  pageable,  ///< in the map, wired_count = 0
  wired,     ///< in the map, wired_count > 0 (ISWIRED)
  dead       ///< unlinked by munmap or exit; its references are not dropped yet
)
inline constexpr unsigned kEntryPhases = kEnumerators<EntryPhase>;

struct Entry {
  EntryPhase phase : 2;           ///< whether it is in the map, and whether it is wired there
  std::uint32_t start : 2;        ///< first VA page
  std::uint32_t end : 2;          ///< one past the last VA page; start < end
  Prot prot : 2;                  ///< protection: what an access may do
  Prot max_prot : 2;              ///< max_protection; prot is within it
  std::uint32_t object : 1;       ///< the lower layer is the file
  std::uint32_t offset : 2;       ///< file page at start
  std::uint32_t cow : 1;          ///< COPYONWRITE: a write goes to a copy
  std::uint32_t needs_copy : 1;   ///< NEEDSCOPY: first the amap is copied; implies COPYONWRITE
  std::uint32_t wired_count : 2;  ///< outstanding user wirings; not touched by vslock
  AmapId amap : 4;                ///< the upper layer, or none
  std::uint32_t pageoff : 2;      ///< amap slot at start
  ThreadId dead_owner : 3;        ///< the thread that unlinked it and will drop its references
  std::uint32_t unused : 6;       ///< zero
  bool operator==(const Entry&) const = default;

  bool live() const { return phase == EntryPhase::pageable || phase == EntryPhase::wired; }
  unsigned length() const { return static_cast<unsigned>(end) - static_cast<unsigned>(start); }
  bool wired() const { return wired_count != 0; }  // ISWIRED(entry)
  bool covers(unsigned va) const { return live() && start <= va && va < end; }
};
static_assert(sizeof(Entry) == 4);

constexpr const char* name(EntryPhase p) {
  switch (p) {
    case EntryPhase::unused: return "UNUSED";
    case EntryPhase::pageable: return "PAGEABLE";
    case EntryPhase::wired: return "WIRED";
    case EntryPhase::dead: return "DEAD";
  }
  return "?";
}

}  // namespace vmwire::netbsd
