// What: netbsd.I9: page_protect(NONE) is never applied to a wired page.
// Source: netbsd.md section 4; [T99] (Silvers wanted a panic), [LOG] of December 2001.
// Near-misses: truncate and page_free take the page away, and promotion in a SHARED amap replaces
// it for every sharer; the event is recorded for none of the three.
#include "invariants/law.h"

namespace vmwire::invariants {

bool page_protect_spares_wired_pages(const World& w, const Size& size, Culprit* culprit) {
  if (!w.event.protect_wired) return true;
  const PageId id = event_page(w);
  if (id == PageId::none) return broken(culprit, "page_protect(NONE) of a wired page");
  return broken(culprit, page_name(id), ": page_protect(NONE), wire_count ", w.at(id).wire_count,
                ", wiring claims ", Claims(w, size).on(id), claimants(w, size, id));
}

}  // namespace vmwire::invariants
