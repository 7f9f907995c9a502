// What: netbsd.I28: pmap_wired_count is the number of WIRED PTEs of the process.
// Source: netbsd.md sections 1.7 and 4; pmap [PM9]. mlock compares it with RLIMIT_MEMLOCK [MM].
// Near-miss: it counts PTEs, not pages and not wirings: a vslock and an mlock of one page are one,
// and two processes that wire one page count one each.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    unsigned wired = 0;
    for (unsigned va = 0; va < size.va_pages; ++va) wired += w.pte[process][va].wired();
    if (w.process[process].wired_ptes == wired) continue;
    return broken(culprit, process_name(process), ": pmap_wired_count ",
                  w.process[process].wired_ptes, ", WIRED PTEs ", wired);
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wired_ptes_are_counted;
const Laws wired_ptes_are_counted{{
    .id = "netbsd.I28",
    .order = 28,
    .alias = "pmap_wired_count counts the WIRED PTEs",
    .citation = "[PM9] [MM]",
    .exception = "never",
    .verdict = {wired_ptes, pte_wired},
    .culprit = {},
    .needs = {"mmap"},
    .unreachable = "one function changes PTEs, and it counts",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
