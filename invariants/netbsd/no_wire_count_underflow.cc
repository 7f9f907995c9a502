// What: netbsd.I2: wire_count is never decremented at 0.
// Source: netbsd.md sections 2.0 and 4; the assertion of page_unwire [P20], the thread [T19].
// Near-miss: a decrement from 1 to 0 is the falling edge; it puts the page back on ACTIVE.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (!w.event.underflow) return true;
  const PageId id = event_page(w);
  if (id == PageId::none) {
    return broken(culprit, "page_unwire at wire_count 0", event_place(w));
  }
  return broken(culprit, page_name(id), ": page_unwire at wire_count 0", event_place(w),
                ", wire_count now ", w.at(id).wire_count, ", wiring claims ",
                Claims(w, size).on(id), claimants(w, size, id));
}

}  // namespace

using enum Area;
extern const Laws no_wire_count_underflow;
const Laws no_wire_count_underflow{{
    .id = "netbsd.I2",
    .order = 2,
    .alias = "wire_count is never decremented at 0",
    .citation = "[T19] [P20]",
    .exception = "never",
    .verdict = {event},
    .culprit = kClaimants | AreaSet{page_wire_count},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
