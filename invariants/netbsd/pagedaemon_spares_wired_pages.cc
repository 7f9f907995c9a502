// What: netbsd.I10: the pagedaemon never selects, unmaps, frees or writes a wired page.
// Source: netbsd.md sections 2.15 and 4; its assertion [D23], [T99].
// Near-miss: since September 2001 the vnode pager may write a wired file page, so a file page that
// is BUSY with PAGEOUT and wired meanwhile is legal until the write is done.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (w.event.pagedaemon_wired) {
    const PageId id = event_page(w);
    if (id == PageId::none) return broken(culprit, "the pagedaemon took a wired page");
    return broken(culprit, page_name(id), ": taken by the pagedaemon, wire_count ",
                  w.at(id).wire_count, ", wiring claims ", Claims(w, size).on(id),
                  claimants(w, size, id));
  }
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.wire_count == 0 || !page.busy || !page.pageout || !is_anon(page.owner)) continue;
    const PageId id = id_of<PageId>(i);
    return broken(culprit, page_name(i), ": BUSY with PAGEOUT for ", anon_name(anon_of(page.owner)),
                  ", wire_count ", page.wire_count, ", wiring claims ", Claims(w, size).on(id),
                  claimants(w, size, id));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws pagedaemon_spares_wired_pages;
const Laws pagedaemon_spares_wired_pages{{
    .id = "netbsd.I10",
    .order = 10,
    .alias = "the pagedaemon spares wired pages",
    .citation = "[D23] [T99]",
    .exception = "the vnode pager may write a wired page since September 2001",
    .verdict = {event, page_wire_count, page_busy, page_owner},
    .culprit = kClaimants,
    .needs = {"mmap", "deactivate"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
