// What: netbsd.I27: an access that a wired entry allows takes no fault.
// Source: netbsd.md section 4; mlock(2), [LOG] of June 1999.
// Near-misses: the trap is not held against the kernel where netbsd.I5 excuses the missing PTE,
// nor where the entry forbids the access, nor while the PTE lags behind mprotect.
#include "invariants/law.h"

namespace vmwire::invariants {

bool wired_memory_never_traps(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned t = 0; t < netbsd::kThreadsMax; ++t) {
    const Thread& thread = w.thread[t];
    if (!thread.trap_wired) continue;
    const unsigned process = size.process_of(t);
    const unsigned va = static_cast<unsigned>(thread.va);
    return broken(culprit, size.thread_name(t), ": trapped at ", pte_name(process, va), ": ",
                  pte_state(w, process, va), ", ", entry_at_name(w, process, va));
  }
  return true;
}

}  // namespace vmwire::invariants
