// What: netbsd.I3: a page with wire_count > 0 is neither on ACTIVE nor on INACTIVE.
// Source: netbsd.md section 4; [T99] (Silvers), the assertions of page_unwire and the pagedaemon.
// Near-miss: a page on no queue need not be wired: it is new, or BUSY in a pageout.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.wire_count == 0) continue;
    if (page.phase != PagePhase::active && page.phase != PagePhase::inactive) continue;
    return broken(culprit, page_name(i), ": wire_count ", page.wire_count, ", on queue ",
                  name(page.phase));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wired_page_is_on_no_queue;
const Laws wired_page_is_on_no_queue{{
    .id = "netbsd.I3",
    .order = 3,
    .alias = "a wired page is on no queue",
    .citation = "[T99] [P20] [D23]",
    .exception = "never",
    .verdict = {page_phase, page_wire_count},
    .culprit = {page_queue},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
