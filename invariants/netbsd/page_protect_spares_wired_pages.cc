// What: netbsd.I9: page_protect(NONE) is never applied to a wired page.
// Source: netbsd.md section 4; [T99] (Silvers wanted a panic), [LOG] of December 2001.
// Near-misses: truncate and page_free take the page away, and promotion in a SHARED amap replaces
// it for every sharer; the event is recorded for none of the three.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (!w.event.protect_wired) return true;
  const PageId id = event_page(w);
  if (id == PageId::none) return broken(culprit, "page_protect(NONE) of a wired page");
  return broken(culprit, page_name(id), ": page_protect(NONE), wire_count ", w.at(id).wire_count,
                ", wiring claims ", Claims(w, size).on(id), claimants(w, size, id));
}

}  // namespace

using enum Area;
extern const Laws page_protect_spares_wired_pages;
const Laws page_protect_spares_wired_pages{{
    .id = "netbsd.I9",
    .order = 9,
    .alias = "page_protect(NONE) spares wired pages",
    .citation = "[T99] [LOG]",
    .exception = "truncate, page_free, promotion in a SHARED amap",
    .verdict = {event},
    .culprit = kClaimants | AreaSet{page_wire_count},
    .needs = {"mmap", "deactivate"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
