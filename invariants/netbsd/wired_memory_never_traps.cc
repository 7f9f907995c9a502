// What: netbsd.I27: an access that a wired entry allows takes no fault.
// Source: netbsd.md section 4; mlock(2), [LOG] of June 1999.
// Near-misses: the trap is not held against the kernel where netbsd.I5 excuses the missing PTE,
// nor where the entry forbids the access, nor while the PTE lags behind mprotect.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned t = 0; t < kThreadsMax; ++t) {
    const Thread& thread = w.thread[t];
    if (!thread.trap_wired) continue;
    const unsigned process = size.process_of(t);
    const unsigned va = static_cast<unsigned>(thread.va);
    return broken(culprit, size.thread_name(t), ": trapped at ", pte_name(process, va), ": ",
                  pte_state(w, process, va), ", ", entry_at_name(w, process, va));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws wired_memory_never_traps;
const Laws wired_memory_never_traps{{
    .id = "netbsd.I27",
    .order = 27,
    .alias = "a wired entry's memory never traps",
    .citation = "[LOG]",
    .exception =
        "truncate or mprotect(NONE) removed the PTE; a PTE that lags behind mprotect; "
        "wiring in progress",
    .verdict = {thread_trap},
    .culprit = kTrap,
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
