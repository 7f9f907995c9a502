// What: no-leak: when every process is gone, so are their pages, wirings, anons, amaps and slots.
// Source: derived: exit and munmap must give back what mmap, mlock and the faults took.
// Near-misses: the file outlives its users, and its cached pages are no leak unless wired; a bad
// slot stays bad; while a thread or an I/O is still busy nothing is asked.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned process = 0; process < size.processes; ++process) {
    if (w.process[process].phase() != ProcessPhase::none) return true;
  }
  if (!quiescent(w, size)) return true;
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.phase == PagePhase::free) continue;
    if (is_file(page.owner) && page.wire_count == 0) continue;
    return broken(culprit, page_name(i), ": queue ", name(page.phase), ", wire_count ",
                  page.wire_count, ", owner ", static_cast<unsigned>(page.owner),
                  ", and processes 0");
  }
  for (unsigned i = 0; i < size.swap_slots; ++i) {
    if (w.slot[i].phase() != SlotPhase::in_use) continue;
    return broken(culprit, "slot ", i, ": IN_USE by ", anon_name(w.slot[i].owner()),
                  ", and processes 0");
  }
  for (unsigned i = 0; i < kAnonsMax; ++i) {
    if (w.anon[i].ref == 0) continue;
    return broken(culprit, "anon ", i, ": an_ref ", w.anon[i].ref, ", and processes 0");
  }
  for (unsigned i = 0; i < kAmapsMax; ++i) {
    if (w.amap[i].ref == 0) continue;
    return broken(culprit, "amap ", i, ": am_ref ", w.amap[i].ref, ", and processes 0");
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws nothing_outlives_its_users;
const Laws nothing_outlives_its_users{{
    .id = "no-leak",
    .order = 103,
    .alias = "nothing outlives its users",
    .citation = "derived: exit and munmap give back what mmap, mlock and faults took",
    .exception = "unwired pages of the file; bad swap slots; an operation in progress",
    .verdict =
        kQuiescent | AreaSet{process, page_phase, page_owner, page_wire_count, slot, anon, amap},
    .culprit = {page_queue},
    .needs = {"mmap", "exit"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
