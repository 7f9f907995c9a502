// What: netbsd.I14: a wired entry is not NEEDSCOPY, and its PTEs are not write-protected.
// Source: netbsd.md sections 2.5, 2.13 and 4; the code of fork [M25].
// Near-misses: NEEDSCOPY stays where there is an object and max_protection lacks W, since nothing
// can be copied there; a PTE lags behind mprotect until the next fault, and behind pass 1 of mlock.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    if (e.needs_copy && (writable(e.max_prot) || !e.object)) {
      return broken(culprit, entry_name(process, e), ": wired_count ", e.wired_count,
                    ", NEEDSCOPY, max_protection ", name(e.max_prot));
    }
    const Pte& pte = w.pte[process][va];
    if (!writable(e.prot) || !pte.present() || writable(pte.prot())) return true;
    if (w.cell[process][va].lag || wiring_in_progress(w, size, process, va)) return true;
    return broken(culprit, pte_name(process, va), ": PTE protection ", name(pte.prot()), ", ",
                  entry_name(process, e), " protection ", name(e.prot), ", wired_count ",
                  e.wired_count);
  });
}

}  // namespace

using enum Area;
extern const Laws wired_entry_needs_no_copy;
const Laws wired_entry_needs_no_copy{{
    .id = "netbsd.I14",
    .order = 14,
    .alias = "a wired entry needs no copy and its PTEs allow its writes",
    .citation = "[M25]",
    .exception =
        "NEEDSCOPY over an object without W in max_protection; a PTE that lags behind mprotect; "
        "wiring in progress",
    .verdict = kWiringInProgress | kPte | AreaSet{entry, promise},
    .culprit = {},
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
