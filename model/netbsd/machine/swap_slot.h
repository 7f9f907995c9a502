// What: a swap slot's lifecycle.
// Source: netbsd.md sections 1.8, 2.9 (case 1 step 1), 2.15.
// The machine itself is in swap_slot.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/swap_slot.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(SlotEvent, unsigned,
  assign,    ///< the pagedaemon gives the slot to an anon whose page it writes
  release,   ///< the anon died, was wired, or was dirtied
  mark_bad   ///< an I/O error that lasts
)
inline constexpr unsigned kSlotEvents = kEnumerators<SlotEvent>;

/// The machine, asked directly. It fills the table of outcomes, and is its referee in the tests.
bool ask_slot_machine(SwapSlot& slot, SlotEvent event);

/// Processes one event. False where the phase does not allow it. Changes the phase only.
inline bool try_slot_event(SwapSlot& slot, SlotEvent event) {
  using Table = machine::Outcomes<SwapSlot, SlotEvent, kSlotPhases, 1, kSlotEvents>;
  static const Table outcomes(ask_slot_machine);
  return outcomes.apply(slot, event);
}
/// The same, but aborts where the phase does not allow the event.
inline void slot_event(SwapSlot& slot, SlotEvent event) {
  VMWIRE_CHECK(try_slot_event(slot, event));
}
MachineTable slot_table();

}  // namespace vmwire::netbsd
