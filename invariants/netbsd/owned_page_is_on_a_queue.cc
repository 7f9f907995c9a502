// What: netbsd.I32: a page with an owner that is neither wired nor BUSY is on a queue.
// Source: netbsd.md section 4 (the complement of I3): page_unwire and page_enqueue [P20].
// Near-misses: a page that is new and still in the hands of the fault that made it, BUSY or under
// its owner's lock; a page that nobody owns.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.owner == OwnerId::none || page.wire_count != 0 || page.busy) continue;
    if (page.phase == PagePhase::active || page.phase == PagePhase::inactive) continue;
    return broken(culprit, page_name(i), ": queue ", name(page.phase), ", wire_count 0, owner ",
                  static_cast<unsigned>(page.owner), ": lost to the pagedaemon");
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws owned_page_is_on_a_queue;
const Laws owned_page_is_on_a_queue{{
    .id = "netbsd.I32",
    .order = 32,
    .alias = "a page that can be reclaimed is on a queue",
    .citation = "[P20]",
    .exception = "between a fault's entering and its enqueueing, under the owner's lock",
    .verdict = {page_phase, page_wire_count, page_owner, page_busy},
    .culprit = {},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
