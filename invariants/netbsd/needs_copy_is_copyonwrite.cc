// What: netbsd.I31: an entry that is NEEDSCOPY is COPYONWRITE.
// Source: netbsd.md sections 1.2 and 4; asserted in uvmspace_fork of current kernels [M25].
// Near-miss: COPYONWRITE without NEEDSCOPY is what each private mapping becomes once it has an amap
// of its own; an entry that is unlinked already is asked no more.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.live() || !e.needs_copy || e.cow) continue;
      return broken(culprit, entry_name(process, e), ": NEEDSCOPY and not COPYONWRITE",
                    ", wired_count ", e.wired_count);
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws needs_copy_is_copyonwrite;
const Laws needs_copy_is_copyonwrite{{
    .id = "netbsd.I31",
    .order = 31,
    .alias = "NEEDSCOPY implies COPYONWRITE",
    .citation = "[M25]",
    .exception = "never",
    .verdict = {entry},
    .culprit = {},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
