// What: dma-promise: a page under a vslock is neither freed nor reused nor unwired until vsunlock.
// Source: derived: what vslock promises a device that was told a physical address [T19].
// Near-miss: the page need not be the memory at that address any more: a munmap or a truncate may
// take the mapping away during the transfer, as long as the page itself stays.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (w.event.dma_lost) {
    const bool somewhere = w.event.process < size.processes && w.event.va < size.va_pages;
    const PageId now = somewhere ? location_page(w, w.event.process, w.event.va)
                                 : PageId::none;
    return broken(culprit, "a device touched a frame without a page of its buffer", event_place(w),
                  ", which is now on ", page_name(now));
  }
  for (unsigned t = 0; t < kThreadsMax; ++t) {
    if (w.thread[t].vslocked == 0) continue;
    for (unsigned va = 0; va < size.va_pages; ++va) {
      const PageId claim = w.thread[t].vslock_claim(va);
      if (claim == PageId::none) continue;
      if (claim == kLostPage) {
        return broken(culprit, size.thread_name(t), ": vslock at ",
                      pte_name(size.process_of(t), va), " is on a page freed since, now ",
                      pte_state(w, size.process_of(t), va));
      }
      const Page& page = w.at(claim);
      if (page.phase != PagePhase::free && page.wire_count != 0) continue;
      return broken(culprit, page_name(claim), ": queue ", name(page.phase), ", wire_count ",
                    page.wire_count, ", wiring claims ", Claims(w, size).on(claim),
                    claimants(w, size, claim));
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws vslock_keeps_its_promise;
const Laws vslock_keeps_its_promise{{
    .id = "dma-promise",
    .order = 102,
    .alias = "memory under a vslock is not taken away",
    .citation =
        "derived: a device that was told a physical address writes there until vsunlock [T19]",
    .exception = "the mapping may go, the page may not",
    .verdict = {event, thread_vslock, page_phase, page_wire_count},
    .culprit = kClaimants | kLocation | AreaSet{page_queue},
    .needs = {"physio"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
