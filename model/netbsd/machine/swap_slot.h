// What: a swap slot's lifecycle.
// Source: netbsd.md sections 1.8, 2.9 (case 1 step 1), 2.15.
// The machine itself is in swap_slot.cc; this header is plain C++.
#pragma once

#include "model/core/machine/table.h"
#include "model/netbsd/swap_slot.h"

namespace vmwire::netbsd {

enum class SlotEvent : unsigned {
  assign,    ///< the pagedaemon gives the slot to an anon whose page it writes
  release,   ///< the anon died, was wired, or was dirtied
  mark_bad,  ///< an I/O error that lasts
};
inline constexpr unsigned kSlotEvents = 3;

/// Processes one event. Aborts when the phase does not allow it. Changes the phase only.
void slot_event(SwapSlot& slot, SlotEvent event);
bool try_slot_event(SwapSlot& slot, SlotEvent event);
MachineTable slot_table();

}  // namespace vmwire::netbsd
