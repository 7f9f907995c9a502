// What: netbsd.I15: a child that fork is making has no wired entry and no WIRED PTE.
// Source: netbsd.md sections 2.13 and 4; the code of fork [M25], mlock(2).
// Near-misses: the parent's entry beside it stays wired all the time, and the child may map the
// very page that the parent has wired; after its birth the child may wire what it likes.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    if (w.process[process].phase() != ProcessPhase::embryo) continue;
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.wired()) continue;
      return broken(culprit, process_name(process), " is EMBRYO: ", entry_name(process, e),
                    " wired_count ", e.wired_count, ", not 0");
    }
    for (unsigned va = 0; va < size.va_pages; ++va) {
      if (!w.pte[process][va].wired()) continue;
      return broken(culprit, process_name(process), " is EMBRYO: ", pte_name(process, va), ": ",
                    pte_state(w, process, va), ", ", entry_at_name(w, process, va));
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws fork_inherits_no_wiring;
const Laws fork_inherits_no_wiring{{
    .id = "netbsd.I15",
    .order = 15,
    .alias = "fork inherits no wiring",
    .citation = "[M25]",
    .exception = "never",
    .verdict = {process, entry, pte_wired},
    .culprit = {},
    .needs = {"mmap", "fork"},
    .unreachable =
        "fork makes each entry of the child with wired_count 0 in every version that is modelled",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
