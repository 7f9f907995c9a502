// What: netbsd.I12: an anon's page with a wiring claim is dirty and its anon has no swap slot.
// Source: netbsd.md sections 2.9 (case 1 step 6) and 4; comments and code of [F15].
// Near-misses: after the last unwire the page stays dirty without a slot until its next pageout;
// a page with a slot may be mapped in a wired entry while its wire fault is still to come.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  const Claims claims(w, size);
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    const PageId id = id_of<PageId>(i);
    if (claims.on(id) == 0 || !is_anon(page.owner)) continue;
    const AnonId a = anon_of(page.owner);
    if (!page.clean && w.at(a).slot() == SlotId::none) continue;
    return broken(culprit, page_name(i), ": wiring claims ", claims.on(id), ", ",
                  page.clean ? "CLEAN" : "dirty", ", ", anon_name(a), " has ",
                  slot_name(w.at(a).slot()), claimants(w, size, id));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wired_anon_page_is_dirty;
const Laws wired_anon_page_is_dirty{{
    .id = "netbsd.I12",
    .order = 12,
    .alias = "a wired anon page is dirty and has no swap slot",
    .citation = "[F15]",
    .exception = "never",
    .verdict = kClaims | AreaSet{page_owner, page_clean, anon},
    .culprit = kClaimants,
    .needs = {"mmap", "deactivate", "scan_inactive"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
