// What: wire-promise: who touches wired memory takes no fault.
// Source: derived: what a user sees when toykernel.I1 is broken.
#include "invariants/toykernel/laws.h"

namespace vmwire::toykernel_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  if (!w.event.wired_fault) return true;
  return broken(culprit, "a fault on page ", unsigned{w.event.page}, ", which is wired");
}

}  // namespace

extern const Laws wired_memory_never_faults;
const Laws wired_memory_never_faults{{.id = "wire-promise",
                                      .order = 101,
                                      .alias = "wired memory never faults",
                                      .citation = "derived:",
                                      .exception = "never",
                                      .verdict = {Area::event},
                                      .culprit = {},
                                      .needs = {"wire", "fault", "pageout"},
                                      .holds = holds}};

}  // namespace vmwire::toykernel_laws
