// What: netbsd.I7: a present PTE in a wired entry is WIRED.
// Source: netbsd.md section 4; the fault's rule F3, and the fix of June 1999 [LOG].
// Near-miss: the text says "never", but pass 2 of mlock sets the bits page by page after pass 1
// has raised wired_count, so the range of an mlock in progress is excused, and no longer.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    const Pte& pte = w.pte[process][va];
    if (!pte.present() || pte.wired() || wiring_in_progress(w, size, process, va)) return true;
    return broken(culprit, pte_name(process, va), ": ", pte_state(w, process, va), ", ",
                  entry_name(process, e), " wired_count ", e.wired_count);
  });
}

}  // namespace

using enum Area;
extern const Laws wired_entry_maps_wired;
const Laws wired_entry_maps_wired{{
    .id = "netbsd.I7",
    .order = 7,
    .alias = "a wired entry maps nothing unwired",
    .citation = "[LOG] [F15]",
    .exception = "wiring in progress, from pass 1 of mlock until pass 2 has entered the PTE",
    .verdict = kWiringInProgress | AreaSet{pte_unwired, entry},
    .culprit = {},
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
