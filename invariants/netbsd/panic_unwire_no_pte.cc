// What: panic.unwire-no-pte: unwiring always finds the PTE.
// Source: netbsd.md sections 2 and 5; [F99]: until January 2002 a missing PTE at unwire stops the
// kernel [LOG].
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  return w.system.panic != Panic::unwire_no_pte ||
         broken(culprit, "panic: unwiring non-wired memory: ", at_pte(w));
}

}  // namespace

using enum Area;
extern const Laws panic_unwire_no_pte;
const Laws panic_unwire_no_pte{{
    .id = "panic.unwire-no-pte",
    .order = 201,
    .alias = "unwiring always finds the PTE",
    .citation = "[F99] [LOG]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte,
    .needs = {},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
