// What: the swap slot's lifecycle against a truth table, for every phase and event.
// Source: netbsd.md sections 1.8, 2.9, 2.15; written by hand, apart from swap_slot.cc.
#include "model/netbsd/machine/swap_slot.h"

#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

constexpr int F = 0, U = 1, B = 2;

const std::vector<std::string> kEvents = {"assign", "release", "mark_bad"};

// Columns: assign, release, mark_bad.
constexpr int kTruth[kSlotPhases][kSlotEvents] = {
    /* FREE   */ {U, x, x},
    /* IN_USE */ {x, F, B},
    /* BAD    */ {x, x, x},
};

SwapSlot slot_with(int phase) {
  SwapSlot slot = all_ones<SwapSlot>();
  slot.phase_bits = static_cast<unsigned>(phase) & 3u;
  return slot;
}

TEST(SlotMachine, IsItsTruthTable) {
  TruthCheck<SwapSlot, SlotEvent> check(slot_table(), kEvents,
      ask_slot_machine, try_slot_event, slot_event);
  for (unsigned phase = 0; phase < kSlotPhases; ++phase) {
    for (unsigned event = 0; event < kSlotEvents; ++event) {
      const int to = kTruth[phase][event];
      check.expect(slot_with(static_cast<int>(phase)), phase, event, to,
                   slot_with(to == x ? 0 : to), no_guard);
    }
  }
  check.expect_every_row_used();
}

}  // namespace
}  // namespace vmwire::netbsd
