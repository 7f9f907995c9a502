// What: netbsd.I19: a FREE page has no mapping, no wiring, no owner and is not BUSY.
// Source: netbsd.md sections 2.0 and 4; the contract of page_free [P20].
// Near-miss: page_free of a wired page is tolerated: it forces wire_count to 0 in the same step
// that puts the page on FREE, so no state shows a FREE page with a count.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      const Pte& pte = w.pte[process][va];
      if (!pte.present() || w.at(pte.page()).phase != PagePhase::free) continue;
      return broken(culprit, page_name(pte.page()), ": on FREE, mapped at ", pte_name(process, va),
                    " by a PTE ", name(pte.phase()), ", ", entry_at_name(w, process, va));
    }
  }
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.phase != PagePhase::free) continue;
    if (page.wire_count == 0 && page.owner == OwnerId::none && !page.busy) continue;
    return broken(culprit, page_name(i), ": on FREE, wire_count ", page.wire_count, ", owner ",
                  static_cast<unsigned>(page.owner), ", BUSY ", page.busy);
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws free_page_is_unused;
const Laws free_page_is_unused{{
    .id = "netbsd.I19",
    .order = 19,
    .alias = "a free page is unused",
    .citation = "[P20]",
    .exception = "never",
    .verdict = kPte | AreaSet{page_phase, page_wire_count, page_owner, page_busy},
    .culprit = {entry},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
