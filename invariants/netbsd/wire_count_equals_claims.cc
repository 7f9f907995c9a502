// What: netbsd.I1: wire_count(p) = W(p) for every page that is not FREE.
// Source: netbsd.md section 4; [T19] implies it, the fault code relies on it.
// Near-misses: nested mlocks of one entry are one claim, since only the rising edge wires a page;
// a page freed by truncate takes its claims with it, so FREE pages are left to netbsd.I19.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  const Claims claims(w, size);
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    const PageId id = id_of<PageId>(i);
    if (page.phase == PagePhase::free || page.wire_count == claims.on(id)) continue;
    return broken(culprit, page_name(i), ": wire_count ", page.wire_count, ", wiring claims ",
                  claims.on(id), claimants(w, size, id));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wire_count_equals_claims;
const Laws wire_count_equals_claims{{
    .id = "netbsd.I1",
    .order = 1,
    .alias = "wire_count equals the wiring claims",
    .citation = "[T19] [F15]",
    .exception = "a page freed by truncate takes its claims with it",
    .verdict = kClaims | AreaSet{page_phase, page_wire_count},
    .culprit = kClaimants,
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
