// What: netbsd.I8: a page that a wired entry maps has wire_count > 0.
// Source: netbsd.md section 4; the assertion of amap_cow_now [A12].
// Near-misses: in the range of an mlock in progress pages are wired one by one; a page of a wired
// entry without a PTE (truncate, mprotect(NONE)) is not asked about.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    const Pte& pte = w.pte[process][va];
    if (!pte.present() || w.at(pte.page()).wire_count != 0) return true;
    if (wiring_in_progress(w, size, process, va)) return true;
    return broken(culprit, page_name(pte.page()), ": wire_count 0, mapped at ",
                  pte_name(process, va), " in ", entry_name(process, e), " wired_count ",
                  e.wired_count);
  });
}

}  // namespace

using enum Area;
extern const Laws wired_entry_maps_wired_pages;
const Laws wired_entry_maps_wired_pages{{
    .id = "netbsd.I8",
    .order = 8,
    .alias = "a wired entry maps wired pages",
    .citation = "[A12]",
    .exception = "wiring in progress",
    .verdict = kWiringInProgress | kPte | AreaSet{entry, page_wire_count},
    .culprit = {},
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
