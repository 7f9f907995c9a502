// What: panic.wire-needs-copy: a wire fault never meets NEEDSCOPY.
// Source: netbsd.md sections 2 and 5; [F15]: WIRE's first pass has copied the amap.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  return w.system.panic != Panic::wire_needs_copy ||
         broken(culprit, "panic: wire fault met NEEDSCOPY: ", at_pte(w));
}

}  // namespace

using enum Area;
extern const Laws panic_wire_needs_copy;
const Laws panic_wire_needs_copy{{
    .id = "panic.wire-needs-copy",
    .order = 207,
    .alias = "a wire fault never meets NEEDSCOPY",
    .citation = "[F15]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte,
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
