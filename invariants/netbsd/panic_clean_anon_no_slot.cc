// What: panic.clean-anon-no-slot: the pagedaemon never meets a clean page without a slot.
// Source: netbsd.md sections 2 and 5; [D98]: the pagedaemon's diagnostic, the end of PR 7578.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::clean_anon_no_slot ||
         broken(culprit, "panic: clean anon page without backing store: ",
                at_page(w, size, event_page(w)));
}

}  // namespace

using enum Area;
extern const Laws panic_clean_anon_no_slot;
const Laws panic_clean_anon_no_slot{{
    .id = "panic.clean-anon-no-slot",
    .order = 204,
    .alias = "the pagedaemon never meets a clean page without a slot",
    .citation = "[D98]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPage,
    .needs = {"mmap", "deactivate", "scan_inactive", "pageout_done"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
