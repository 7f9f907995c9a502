// What: netbsd.I25: no leak: a page without a wiring claim has wire_count 0.
// Source: netbsd.md section 4; mlock(2): locked only as long as some locked mapping remains.
// Near-miss: a page with one claim and wire_count 2 is no leak yet (netbsd.I1 breaks there); it
// becomes one when that claim ends.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  unsigned wired = 0;
  for (unsigned i = 0; i < size.pages; ++i) wired |= w.page[i].wire_count;
  if (wired == 0) return true;
  const Claims claims(w, size);
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    const PageId id = id_of<PageId>(i);
    if (page.phase == PagePhase::free || page.wire_count == 0 || claims.on(id) != 0) continue;
    return broken(culprit, page_name(i), ": wiring claims 0, wire_count ", page.wire_count,
                  claimants(w, size, id));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws unclaimed_page_is_unwired;
const Laws unclaimed_page_is_unwired{{
    .id = "netbsd.I25",
    .order = 25,
    .alias = "a page without a wiring claim is not wired",
    .citation = "[T19] [F15]",
    .exception = "never",
    .verdict = kClaims | AreaSet{page_phase, page_wire_count},
    .culprit = kClaimants,
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
