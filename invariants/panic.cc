// What: panic.*: the kernel never stops. Each panic that the rules contain has its own name.
// Source: netbsd.md sections 2 and 5; the assertion or panic named at each predicate.
// Near-miss: a wrong state that an assertion would catch later is not a panic yet; the numbered
// laws name it earlier. A panic is terminal, so nothing after it is ever asked.
#include "invariants/law.h"

namespace vmwire::invariants {
namespace {

using netbsd::Panic;

/// "P0:0: PTE ABSENT, entry P0 [0,1) wired_count 1", at the place that the event names.
std::string at_pte(const World& w) {
  const unsigned process = w.event.process, va = w.event.va;
  if (process >= netbsd::kProcessesMax || va >= netbsd::kVaMax) return "nowhere";
  return pte_name(process, va) + ": " + pte_state(w, process, va) + ", " +
         entry_at_name(w, process, va);
}

std::string at_page(const World& w, const Size& size, PageId id) {
  if (id == PageId::none) return "no page";
  const Page& page = w.at(id);
  std::string text = page_name(id) + ": queue " + name(page.phase) + ", wire_count " +
                     std::to_string(unsigned{page.wire_count}) + ", wiring claims " +
                     std::to_string(Claims(w, size).on(id));
  if (is_anon(page.owner)) {
    const AnonId a = anon_of(page.owner);
    text += ", " + anon_name(a) + " has " + slot_name(w.at(a).slot());
  }
  return text + claimants(w, size, id);
}

/// The first dead entry that is wired: munmap's private list is in the world until it is dropped.
std::string dead_entry(const World& w, const Size& size) {
  for (unsigned process = 0; process < size.processes; ++process) {
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused || !e.wired() || e.live()) continue;
      return entry_name(process, e) + " is dead, wired_count " +
             std::to_string(unsigned{e.wired_count});
    }
  }
  return at_pte(w);
}

/// The first anon without a page under a wired entry, or one that an embryo shares.
std::string missing_copy(const World& w, const Size& size) {
  for (unsigned process = 0; process < size.processes; ++process) {
    const bool embryo = w.process[process].phase() == ProcessPhase::embryo;
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.live() || (!e.wired() && !embryo)) continue;
      for (unsigned va = e.start; va < e.end; ++va) {
        const AnonId a = netbsd::anon_at(w, e, va);
        if (a == AnonId::none || w.at(a).page() != PageId::none) continue;
        return pte_name(process, va) + ": " + anon_name(a) + " an_ref " +
               std::to_string(unsigned{w.at(a).ref}) + " has " + page_name(w.at(a).page()) +
               " and " + slot_name(w.at(a).slot()) + ", " + entry_at_name(w, process, va);
      }
    }
  }
  return at_pte(w);
}

/// The page that the event names, or else the first one whose count can go no further.
std::string full_page(const World& w, const Size& size) {
  PageId id = event_page(w);
  for (unsigned i = 0; id == PageId::none && i < size.pages; ++i) {
    if (w.page[i].wire_count == kWireCountWrap - 1) id = id_of<PageId>(i);
  }
  return at_page(w, size, id);
}

bool is(const World& w, Panic panic) { return w.system.panic == panic; }

}  // namespace

// [F99]: until January 2002 a missing PTE at unwire stops the kernel [LOG].
bool panic_unwire_no_pte(const World& w, const Size&, Culprit* culprit) {
  return !is(w, Panic::unwire_no_pte) ||
         broken(culprit, "panic: unwiring non-wired memory: ", at_pte(w));
}

// [F99], [F15]: the first address to unwire must lie in an entry.
bool panic_unwire_no_entry(const World& w, const Size&, Culprit* culprit) {
  return !is(w, Panic::unwire_no_entry) ||
         broken(culprit, "panic: FAULT_UNWIRE: address not in map: ", at_pte(w));
}

// [T99]: what Silvers asked of page_protect(NONE); truncate shows why it cannot be the rule.
bool panic_page_protect_wired(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::page_protect_wired) ||
         broken(culprit, "panic: page_protect(NONE) of a wired page: ", at_pte(w), "; ",
                at_page(w, size, event_page(w)));
}

// [D98]: the pagedaemon's diagnostic, the end of PR 7578.
bool panic_clean_anon_no_slot(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::clean_anon_no_slot) ||
         broken(culprit, "panic: clean anon page without backing store: ",
                at_page(w, size, event_page(w)));
}

// [D23]: a victim is on a queue and not wired.
bool panic_pagedaemon_wired(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::pagedaemon_wired) ||
         broken(culprit, "panic: the pagedaemon's victim is wired: ",
                at_page(w, size, event_page(w)));
}

// [M25]: the unwiring comes before the removal.
bool panic_dead_entry_wired(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::dead_entry_wired) ||
         broken(culprit, "panic: munmap of a wired entry: ", dead_entry(w, size));
}

// [F15]: WIRE's first pass has copied the amap.
bool panic_wire_needs_copy(const World& w, const Size&, Culprit* culprit) {
  return !is(w, Panic::wire_needs_copy) ||
         broken(culprit, "panic: wire fault met NEEDSCOPY: ", at_pte(w));
}

// [A12]: what fork copies at once is wired, and so it is resident.
bool panic_cow_now_not_resident(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::cow_now_not_resident) ||
         broken(culprit, "panic: amap_cow_now: non-resident wired page: ", missing_copy(w, size));
}

// [P20]: the count does not wrap to 0.
bool panic_wire_count_overflow(const World& w, const Size& size, Culprit* culprit) {
  return !is(w, Panic::wire_count_overflow) ||
         broken(culprit, "panic: wire_count overflow: ", full_page(w, size));
}

}  // namespace vmwire::invariants
