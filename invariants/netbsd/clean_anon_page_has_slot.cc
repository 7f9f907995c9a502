// What: netbsd.I11: a CLEAN page of an anon has a swap slot that holds the same data.
// Source: netbsd.md section 4; PR 7578 [LOG], the pagedaemon's panic [D98].
// Near-miss: a BUSY page may be ahead of its slot: the slot is assigned before the write, and a
// page being read in is CLEAN or not only when the read is done.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (!page.clean || page.busy || !is_anon(page.owner)) continue;
    const AnonId a = anon_of(page.owner);
    if (w.at(a).in_use_slot()) continue;
    return broken(culprit, page_name(i), ": CLEAN, wire_count ", page.wire_count, ", ",
                  anon_name(a), " has ", slot_name(w.at(a).slot()));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws clean_anon_page_has_slot;
const Laws clean_anon_page_has_slot{{
    .id = "netbsd.I11",
    .order = 11,
    .alias = "a clean anon page has a swap slot",
    .citation = "[LOG] [D98]",
    .exception = "never",
    .verdict = {page_clean, page_busy, page_owner, anon},
    .culprit = {page_wire_count},
    .needs = {"mmap", "deactivate", "scan_inactive", "pageout_done"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
