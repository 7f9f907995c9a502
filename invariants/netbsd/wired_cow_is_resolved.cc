// What: netbsd.I13: a wired COPYONWRITE entry that may be written has an own anon at each page.
// Source: netbsd.md section 4; [T99] (Silvers: COW and wiring exclude each other), [LOG].
// Near-misses: copies are made one by one in the range of an mlock in progress, and by fork for an
// EMBRYO: a reference that only the embryo's entries hold does not count until its birth.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

/// True when the amap is used by an embryo's entry and by no entry of any other process.
bool embryos_only(const World& w, const Size& size, AmapId amap) {
  bool used = false;
  for (unsigned p = 0; p < size.processes; ++p) {
    for (const Entry& e : w.entry[p]) {
      if (e.phase == EntryPhase::unused || e.amap != amap) continue;
      if (w.process[p].phase() != ProcessPhase::embryo) return false;
      used = true;
    }
  }
  return used;
}

/// References to the anon that only an embryo holds: fork is still copying them.
unsigned embryo_references(const World& w, const Size& size, AnonId a) {
  unsigned count = 0;
  for (unsigned i = 0; i < kAmapsMax; ++i) {
    if (w.amap[i].ref == 0 || !embryos_only(w, size, id_of<AmapId>(i))) continue;
    for (unsigned slot = 0; slot < kVaMax; ++slot) count += w.amap[i].slot(slot) == a;
  }
  return count;
}

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return every_wired_va(w, size, [&](unsigned process, const Entry& e, unsigned va) {
    if (!e.cow || !writable(e.max_prot)) return true;
    const AnonId a = anon_at(w, e, va);
    if (a != AnonId::none && w.at(a).ref == 1) return true;
    if (wiring_in_progress(w, size, process, va)) return true;
    if (a == AnonId::none) {
      return broken(culprit, pte_name(process, va), ": no anon, ", entry_name(process, e),
                    " wired_count ", e.wired_count);
    }
    const unsigned unborn = embryo_references(w, size, a);
    if (w.at(a).ref - unborn == 1) return true;
    return broken(culprit, pte_name(process, va), ": ", anon_name(a), " an_ref ", w.at(a).ref,
                  " (of embryos ", unborn, "), ", entry_name(process, e), " wired_count ",
                  e.wired_count);
  });
}

}  // namespace

using enum Area;
extern const Laws wired_cow_is_resolved;
const Laws wired_cow_is_resolved{{
    .id = "netbsd.I13",
    .order = 13,
    .alias = "wired copy-on-write memory is copied already",
    .citation = "[T99] [LOG]",
    .exception =
        "no W in max_protection; wiring in progress; references that "
        "only an EMBRYO's entries hold",
    .verdict = kWiringInProgress | AreaSet{entry, amap, anon, process},
    .culprit = {},
    .needs = {"mmap", "mlock"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
