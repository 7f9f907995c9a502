// What: mlock-promise: memory that mlock has locked causes no fault until something releases it.
// Source: derived: what mlock(2) promises its user, whatever the kernel's counters say.
// Near-misses: munlock, munmap, exit end the promise; truncate and mprotect(NONE) suspend it until
// the next fault. It begins when mlock returns success: a trap during the call breaks nothing.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned t = 0; t < kThreadsMax; ++t) {
    const Thread& thread = w.thread[t];
    if (!thread.trap_promised) continue;
    const unsigned process = size.process_of(t);
    const unsigned va = static_cast<unsigned>(thread.va);
    return broken(culprit, size.thread_name(t), ": mlock promised no fault at ",
                  pte_name(process, va), ", and it trapped: ", pte_state(w, process, va), ", ",
                  entry_at_name(w, process, va));
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws mlock_keeps_its_promise;
const Laws mlock_keeps_its_promise{{
    .id = "mlock-promise",
    .order = 101,
    .alias = "mlocked memory never traps",
    .citation = "derived: mlock(2) promises that locked memory stays resident and mapped",
    .exception = "truncate and mprotect(NONE) suspend it until the next fault",
    .verdict = {thread_trap},
    .culprit = kTrap,
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
