// What: lock-discipline: only who made a page BUSY clears it; data changes under the named locks.
// Source: derived: the locks that netbsd.md section 2 names at each step.
// Near-miss: a sleeper wakes when BUSY is cleared and must look everything up anew; that it then
// finds another page is a race that the map's timestamp catches, not a broken lock.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  const Event& event = w.event;
  if (!event.foreign_unbusy && !event.unlocked) return true;
  const PageId id = event_page(w);
  const std::string where = id == PageId::none ? "" : page_name(id) + ": ";
  if (event.foreign_unbusy) {
    return broken(culprit, where, "BUSY was cleared by another than who had set it");
  }
  return broken(culprit, where, "data changed without a lock that the specification names");
}

}  // namespace

using enum Area;
extern const Laws locks_are_kept;
const Laws locks_are_kept{{
    .id = "lock-discipline",
    .order = 105,
    .alias = "pages and data change under their locks",
    .citation = "derived: section 2 of the specification names the locks of each step",
    .exception = "never",
    .verdict = {event},
    .culprit = {},
    .needs = {},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
