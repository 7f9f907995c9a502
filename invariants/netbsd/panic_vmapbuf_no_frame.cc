// What: panic.vmapbuf-no-frame: vmapbuf finds a frame for each page of the buffer.
// Source: netbsd.md section 2.11; most ports panic ("null page frame"), x86 does not [VB].
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  return w.system.panic != Panic::vmapbuf_no_frame ||
         broken(culprit, "panic: vmapbuf: null page frame: ", at_pte(w));
}

}  // namespace

using enum Area;
extern const Laws panic_vmapbuf_no_frame;
const Laws panic_vmapbuf_no_frame{{
    .id = "panic.vmapbuf-no-frame",
    .order = 210,
    .alias = "vmapbuf finds a frame for each page",
    .citation = "[VB]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte,
    .needs = {"mmap", "physio"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
