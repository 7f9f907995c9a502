// What: netbsd.I7: a present PTE in a wired entry is WIRED.
// Source: netbsd.md section 4; the fault's rule F3, and the fix of June 1999 [LOG].
// Near-miss: the text says "never", but pass 2 of mlock sets the bits page by page after pass 1
// has raised wired_count, so the range of an mlock in progress is excused, and no longer.
#include "invariants/law.h"

namespace vmwire::invariants {

bool wired_entry_maps_wired(const World& w, const Size& size, Culprit* culprit) {
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    const Pte& pte = w.pte[process][va];
    if (!pte.present() || pte.wired() || wiring_in_progress(w, size, process, va)) return true;
    return broken(culprit, pte_name(process, va), ": ", pte_state(w, process, va), ", ",
                  entry_name(process, e), " wired_count ", e.wired_count);
  });
}

}  // namespace vmwire::invariants
