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
static_assert(ids_are_phases<SlotLife, Free, InUse, Bad>());

constexpr const char* event_name(SlotEvent event) {
  switch (event) {
    case assign: return "assign";
    case release: return "release";
    case mark_bad: return "mark_bad";
  }
  return "?";
}

}  // namespace

bool ask_slot_machine(SwapSlot& slot, SlotEvent event) {
  switch (event) {
    case assign: return step<SlotLife, assign>(slot);
    case release: return step<SlotLife, release>(slot);
    case mark_bad: return step<SlotLife, mark_bad>(slot);
  }
  return false;
}

MachineTable slot_table() {
  MachineTable table{"swap_slot", "A swap slot: free, in use by one anon, or bad.",
                     "netbsd.md 1.8, 2.9, 2.15", phase_names<SlotPhase>(kSlotPhases), {}};
  append_rows<SlotLife>(table, event_name);
  return table;
}

}  // namespace vmwire::netbsd
