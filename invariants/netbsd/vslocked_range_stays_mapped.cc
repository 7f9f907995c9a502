// What: netbsd.I33: each PTE of a vslocked range stays present, WIRED and on its page.
// Source: netbsd.md sections 2.11 and 4; [LOG] 1999-06: no fault may happen during the I/O.
// Near-misses: before a page's wire fault is done, and after its vsunlock, nothing is asked of it;
// the protection of the PTE may change.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned t = 0; t < kThreadsMax; ++t) {
    if (w.thread[t].vslocked == 0) continue;
    for (unsigned va = 0; va < size.va_pages; ++va) {
      const PageId claim = w.thread[t].vslock_claim(va);
      if (claim == PageId::none) continue;
      const unsigned process = size.process_of(t);
      const Pte& pte = w.pte[process][va];
      if (pte.wired() && pte.page() == claim) continue;
      return broken(culprit, pte_name(process, va), ": ", pte_state(w, process, va),
                    " under the vslock of ", size.thread_name(t), " on ", page_name(claim), "; ",
                    entry_at_name(w, process, va));
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws vslocked_range_stays_mapped;
const Laws vslocked_range_stays_mapped{{
    .id = "netbsd.I33",
    .order = 33,
    .alias = "a vslocked range stays mapped",
    .citation = "[LOG] [T19]",
    .exception = "none: against munmap, mprotect, truncate and fork the kernel has to keep it",
    .verdict = {pte_wired, thread_vslock},
    .culprit = kPte | AreaSet{entry},
    .needs = {"mmap", "physio"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
