// What: panic.cow-now-not-resident: fork always finds wired pages resident.
// Source: netbsd.md sections 2 and 5; [A12]: what fork copies at once is wired, and so it is
// resident.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

/// The first anon without a page under a wired entry, or one that an embryo shares.
std::string missing_copy(const World& w, const Size& size) {
  for (unsigned process = 0; process < size.processes; ++process) {
    const bool embryo = w.process[process].phase() == ProcessPhase::embryo;
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.live() || (!e.wired() && !embryo)) continue;
      for (unsigned va = e.start; va < e.end; ++va) {
        const AnonId a = anon_at(w, e, va);
        if (a == AnonId::none || w.at(a).page() != PageId::none) continue;
        return pte_name(process, va) + ": " + anon_name(a) + " an_ref " +
               std::to_string(unsigned{w.at(a).ref}) + " has " + page_name(w.at(a).page()) +
               " and " + slot_name(w.at(a).slot()) + ", " + entry_at_name(w, process, va);
      }
    }
  }
  return at_pte(w);
}

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::cow_now_not_resident ||
         broken(culprit, "panic: amap_cow_now: non-resident wired page: ", missing_copy(w, size));
}

}  // namespace

using enum Area;
extern const Laws panic_cow_now_not_resident;
const Laws panic_cow_now_not_resident{{
    .id = "panic.cow-now-not-resident",
    .order = 208,
    .alias = "fork always finds wired pages resident",
    .citation = "[A12]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte | AreaSet{process, amap, anon},
    .needs = {"mmap", "mlock", "fork"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
