// What: netbsd.I5: when nothing is in progress, each page of a wired entry has a WIRED PTE, on the
// page that holds its memory.
// Source: netbsd.md section 4; mlock(2), and the pre-2002 panic of FAULT_UNWIRE [F99].
// Near-misses: no PTE after truncate or mprotect(NONE), until the next fault enters one (the cell
// is excused until then); no PTE yet while any operation runs or a page is BUSY.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (!quiescent(w, size)) return true;
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    const Pte& pte = w.pte[process][va];
    const PageId here = location_page(w, process, va);
    if (w.cell[process][va].excused || (pte.wired() && pte.page() == here)) return true;
    const std::string elsewhere = pte.wired() ? ", its memory is on " + page_name(here) : "";
    return broken(culprit, pte_name(process, va), ": ", pte_state(w, process, va), ", ",
                  entry_name(process, e), " wired_count ", e.wired_count, elsewhere);
  });
}

}  // namespace

using enum Area;
extern const Laws wired_mapping_is_in_pmap;
const Laws wired_mapping_is_in_pmap{{
    .id = "netbsd.I5",
    .order = 5,
    .alias = "a wired mapping is in the pmap",
    .citation = "[F99] [LOG]",
    .exception =
        "truncate or mprotect(NONE) removed the PTE and no fault has entered one since; "
        "an operation in progress",
    .verdict = kQuiescent | kLocation | AreaSet{pte_wired, promise},
    .culprit = kPte,
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
