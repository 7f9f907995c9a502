// What: netbsd.I35: mappings that share see each other's writes: none leaves an amap it shares.
// Source: netbsd.md sections 1.3 (SHARED) and 4; mmap(2) (MAP_SHARED), minherit(2).
// Near-misses: a mapping that shares with nobody any more may leave; fork takes its child's copy
// of a shared amap out of it while the child cannot run.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  return !w.event.unshared ||
         broken(culprit, "a mapping got an amap of its own while others share its memory");
}

}  // namespace

using enum Area;
extern const Laws sharers_see_each_other;
const Laws sharers_see_each_other{{
    .id = "netbsd.I35",
    .order = 35,
    .alias = "sharers see each other's writes",
    .citation = "[M00] [M25]",
    .exception = "never",
    .verdict = {event},
    .culprit = {},
    .needs = {"mmap", "fork"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
