// What: netbsd.I24: entries are not empty, ordered and disjoint; clips are strictly inside.
// Source: netbsd.md sections 1.2 and 4; the clip macro since 2011 (PR kern/44788) [M15].
// Near-misses: neighbours may touch and even be equal in all fields, since merging is optional; a
// dead entry is off the map and may overlap whatever was mapped after it.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  if (w.event.clip_outside) {
    return broken(culprit, "clip", event_place(w), ", which is not strictly inside its entry, now ",
                  entry_at_name(w, w.event.process, w.event.va));
  }
  for (unsigned process = 0; process < size.processes; ++process) {
    const Entry* before = nullptr;
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.live()) continue;
      if (e.start >= e.end) {
        return broken(culprit, entry_name(process, e), ": start ", e.start, ", end ", e.end,
                      ", wired_count ", e.wired_count);
      }
      if (before != nullptr && before->end > e.start) {
        return broken(culprit, entry_name(process, *before), " ends at ", before->end,
                      ", the next, ", entry_name(process, e), ", starts at ", e.start);
      }
      before = &e;
    }
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws entries_are_ordered;
const Laws entries_are_ordered{{
    .id = "netbsd.I24",
    .order = 24,
    .alias = "entries are ordered and clips are inside them",
    .citation = "[M15]",
    .exception = "never",
    .verdict = {event, entry},
    .culprit = {},
    .needs = {"mmap"},
    .unreachable = "without zero-length ranges nobody clips outside an entry",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
