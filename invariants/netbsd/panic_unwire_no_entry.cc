// What: panic.unwire-no-entry: unwiring always finds the entry.
// Source: netbsd.md sections 2 and 5; [F99], [F15]: the first address to unwire must lie in an
// entry.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  return w.system.panic != Panic::unwire_no_entry ||
         broken(culprit, "panic: uvm_fault_unwire_locked: address not in map: ", at_pte(w));
}

}  // namespace

using enum Area;
extern const Laws panic_unwire_no_entry;
const Laws panic_unwire_no_entry{{
    .id = "panic.unwire-no-entry",
    .order = 202,
    .alias = "unwiring always finds the entry",
    .citation = "[F99] [F15]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte,
    .needs = {"physio"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
