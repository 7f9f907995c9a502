// What: netbsd.I34: an access that is allowed all along does not fail with EACCES or EFAULT.
// Source: netbsd.md sections 2.9 (what a restarted fault keeps) and 4; mmap(2), mprotect(2).
// Near-misses: an mprotect or munmap by another thread during the fault takes the permission away,
// for good: what the entry allows afterwards plays no part; EIO and a missing file page.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  if (!w.event.denied) return true;
  return broken(culprit, "an access that was allowed throughout its fault failed",
                event_place(w), ": ", entry_at_name(w, w.event.process, w.event.va));
}

}  // namespace

using enum Area;
extern const Laws allowed_access_is_not_denied;
const Laws allowed_access_is_not_denied{{
    .id = "netbsd.I34",
    .order = 34,
    .alias = "an allowed access is not denied",
    .citation = "[F98] [F15]",
    .exception = "an mprotect or munmap of the page during the fault",
    .verdict = {event},
    .culprit = {entry},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
