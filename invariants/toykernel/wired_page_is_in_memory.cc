// What: toykernel.I1: a page whose wirings have returned is in memory.
// Source: derived: what wiring is for.
// Near-miss: a page that is only being wired may be out: wire brings it in.
#include "invariants/toykernel/laws.h"

namespace vmwire::toykernel_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.promised == 0 || page.phase() == PagePhase::in) continue;
    return broken(culprit, "page ", i, ": ", name(page.phase()), ", wire_count ",
                  unsigned{page.wire_count}, ", wirings that returned ", unsigned{page.promised});
  }
  return true;
}

}  // namespace

extern const Laws wired_page_is_in_memory;
const Laws wired_page_is_in_memory{{.id = "toykernel.I1",
                                    .order = 1,
                                    .alias = "a wired page is in memory",
                                    .citation = "derived:",
                                    .exception = "never",
                                    .verdict = {Area::page},
                                    .culprit = {},
                                    .needs = {"wire", "pageout"},
                                    .holds = holds}};

}  // namespace vmwire::toykernel_laws
