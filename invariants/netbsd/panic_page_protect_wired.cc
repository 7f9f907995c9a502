// What: panic.page-protect-wired: page_protect never panics on a wired page.
// Source: netbsd.md sections 2 and 5; [T99]: what Silvers asked of page_protect(NONE); truncate
// shows why it cannot be the rule.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::page_protect_wired ||
         broken(culprit, "panic: page_protect(NONE) of a wired page: ", at_pte(w), "; ",
                at_page(w, size, event_page(w)));
}

}  // namespace

using enum Area;
extern const Laws panic_page_protect_wired;
const Laws panic_page_protect_wired{{
    .id = "panic.page-protect-wired",
    .order = 203,
    .alias = "page_protect never panics on a wired page",
    .citation = "[T99]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte | kAtPage,
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
