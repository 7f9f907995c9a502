// What: netbsd.I23: a slot in use belongs to one living anon; none is freed during its write.
// Source: netbsd.md sections 1.8 and 4; [LOG] of September 2001.
// Near-misses: an anon may have both a page and a slot (clean, or a stale copy on swap); a bad
// slot belongs to nobody, and the anon that lost its data to it names no real slot.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (w.event.slot_in_flight) {
    const PageId id = event_page(w);
    return broken(culprit, page_name(id), ": its swap slot was freed with a write in flight, BUSY ",
                  id == PageId::none ? 0u : unsigned{w.at(id).busy});
  }
  for (unsigned i = 0; i < size.swap_slots; ++i) {
    if (w.slot[i].phase() != SlotPhase::in_use) continue;
    const AnonId owner = w.slot[i].owner();
    if (owner == AnonId::none) return broken(culprit, "slot ", i, ": IN_USE, owner no anon");
    const Anon& anon = w.at(owner);
    if (anon.ref != 0 && anon.slot() == id_of<SlotId>(i)) continue;
    return broken(culprit, "slot ", i, ": IN_USE, owner ", anon_name(owner), ", whose an_ref is ",
                  anon.ref, " and which names ", slot_name(anon.slot()));
  }
  for (unsigned i = 0; i < kAnonsMax; ++i) {
    const Anon& anon = w.anon[i];
    if (anon.ref == 0 || !anon.in_use_slot()) continue;
    const SwapSlot& slot = w.at(anon.slot());
    if (slot.phase() == SlotPhase::in_use && slot.owner() == id_of<AnonId>(i)) continue;
    return broken(culprit, slot_name(anon.slot()), ": ", name(slot.phase()), ", owner ",
                  anon_name(slot.owner()), ", named by anon ", i, " with an_ref ", anon.ref);
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws swap_slot_has_one_owner;
const Laws swap_slot_has_one_owner{{
    .id = "netbsd.I23",
    .order = 23,
    .alias = "a swap slot has one owner and is not freed during its write",
    .citation = "[LOG]",
    .exception = "never",
    .verdict = {event, slot, anon},
    .culprit = {page_busy},
    .needs = {"mmap", "deactivate", "scan_inactive"},
    .unreachable =
        "whoever frees a BUSY page sleeps; the rule of before September 2001 is not modelled",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
