// What: a page table entry's lifecycle: absent, present, wired.
// Source: netbsd.md section 2.0 (pte_enter, pte_unwire, pte_remove, pte_protect, pmap_collect).
// The machine itself is in pte.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/pte.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(PteEvent, unsigned,
  enter,        ///< pte_enter without WIRED; replaces whatever is there
  enter_wired,  ///< pte_enter with WIRED
  unwire,       ///< pte_unwire: clears WIRED; changes nothing on an unwired PTE (a message)
  protect,      ///< pte_protect to a lower protection that still has R
  remove,       ///< pte_remove, wired or not
  forget        ///< pmap_collect and its like: only a PTE that is not wired
)
inline constexpr unsigned kPteEvents = kEnumerators<PteEvent>;

/// Processes one event; `page` and `prot` matter to enter, enter_wired (the new mapping) and
/// protect (the new protection). Aborts when the phase does not allow the event.
void pte_event(Pte& pte, PteEvent event, PageId page = PageId::none, Prot prot = Prot::none);
bool try_pte_event(Pte& pte, PteEvent event, PageId page = PageId::none, Prot prot = Prot::none);
MachineTable pte_table();

}  // namespace vmwire::netbsd
