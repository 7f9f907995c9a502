// What: netbsd.I6: a WIRED PTE lies in a wired entry or under a vslock claim.
// Source: netbsd.md section 4; [LOG], the rule of June 1999.
// Near-misses: in the range of an mlock in progress a WIRED PTE may be early (another thread's
// fault) or late (the undo of a failed call); a vslock's own PTE stays WIRED until vsunlock.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    for (unsigned va = 0; va < size.va_pages; ++va) {
      if (!w.pte[process][va].wired()) continue;
      const Entry* e = entry_at(w, process, va);
      if (e != nullptr && e->wired()) continue;
      if (vslocks_at(w, size, process, va) != 0) continue;
      if (wiring_in_progress(w, size, process, va)) continue;
      return broken(culprit, pte_name(process, va), ": ", pte_state(w, process, va), ", ",
                    entry_at_name(w, process, va), ", vslock claims 0");
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wired_pte_has_a_reason;
const Laws wired_pte_has_a_reason{{
    .id = "netbsd.I6",
    .order = 6,
    .alias = "a WIRED PTE has a wired entry or a vslock",
    .citation = "[LOG]",
    .exception = "wiring in progress, a fault by another thread in the range included",
    .verdict = kWiringInProgress | AreaSet{pte_wired, entry, thread_vslock},
    .culprit = {},
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
