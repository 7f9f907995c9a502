// What: panic.pagedaemon-wired: the pagedaemon never meets a wired victim.
// Source: netbsd.md sections 2 and 5; [D23]: a victim is on a queue and not wired.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::pagedaemon_wired ||
         broken(culprit, "panic: the pagedaemon's victim is wired: ",
                at_page(w, size, event_page(w)));
}

}  // namespace

using enum Area;
extern const Laws panic_pagedaemon_wired;
const Laws panic_pagedaemon_wired{{
    .id = "panic.pagedaemon-wired",
    .order = 205,
    .alias = "the pagedaemon never meets a wired victim",
    .citation = "[D23]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPage,
    .needs = {"mmap", "deactivate", "scan_inactive"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
