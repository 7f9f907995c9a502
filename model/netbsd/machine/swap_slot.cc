// What: a swap slot's lifecycle as a Boost.MSM table.
// Source: netbsd.md sections 1.8, 2.9 (case 1 step 1), 2.15.
// Leaves out: the slot's owner and data, which the operations set.
#include "model/netbsd/machine/swap_slot.h"

#include "model/core/machine/msm.h"

namespace vmwire::netbsd {
namespace {

using namespace machine;
using enum SlotEvent;

using Free = In<SlotPhase::free>;
using InUse = In<SlotPhase::in_use>;
using Bad = In<SlotPhase::bad>;

/// BAD has no way out: a slot that failed once is never given to anyone again.
struct SlotLife : Lifecycle<SlotLife, SwapSlot> {
  using initial_state = Free;
  static constexpr SlotPhase first = SlotPhase::free;
  struct transition_table : boost::mpl::vector<
      //  from   event     to
      Row<Free,  assign,   InUse>,
      Row<InUse, release,  Free >,
      Row<InUse, mark_bad, Bad  >> {};
};

}  // namespace

bool ask_slot_machine(SwapSlot& slot, SlotEvent event) {
  return ask<SlotLife>(slot, event);
}

MachineTable slot_table() {
  return table_of<SlotLife>("swap_slot", "A swap slot: free, in use by one anon, or bad.",
                            "netbsd.md 1.8, 2.9, 2.15");
}

}  // namespace vmwire::netbsd
