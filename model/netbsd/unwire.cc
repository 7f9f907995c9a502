// What: the falling edge: FAULT_UNWIRE and entry_unwire.
// Source: netbsd.md sections 2.6, 2.8 [F06][LOG][F99]; the rising edge is in op/mlock.cc.
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/fault_marks.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

void fault_unwire(Step& s, unsigned process, unsigned start, unsigned end, Releases releases) {
  s.require(s.held.map_read || process != s.process);
  s.held.owner = true;
  const bool sees_entries = s.p.unwire_map_lock == UnwireMapLock::read || s.held.map_read;
  if (sees_entries && entry_at(s.w, process, start) == nullptr) {
    s.culprit(PageId::none, process, start);
    return s.panic(Panic::unwire_no_entry);
  }
  for (unsigned va = start; va < end; ++va) {
    const Pte& pte = s.w.pte[process][va];
    if (!pte.present()) {  // a.
      if (s.p.unwire_missing_pte == UnwireMissingPte::panic) {
        s.mark(mark::unwire_panic);
        s.culprit(PageId::none, process, va);
        return s.panic(Panic::unwire_no_pte);
      }
      s.mark(mark::unwire_skip);
      continue;
    }
    const Entry* e = entry_at(s.w, process, va);  // b.
    if (e == nullptr && sees_entries) {
      s.culprit(PageId::none, process, va);
      return s.panic(Panic::unwire_no_entry);
    }
    const PageId p = pte.page();
    const bool was_wired = pte.wired();
    const bool wanted = kept_by_vslocks(s, process, va) != 0;
    const bool entry_wired = e != nullptr && e->wired();
    if (!wanted && (s.p.unwire_pte_bit == UnwirePteBit::always || !entry_wired)) {  // c.
      pte_unwire(s, process, va);
      if (was_wired) s.mark(mark::unwire_pte_bit);
    }
    // d. Under a proposed fix the page's count follows the WIRED bit, in c or when c comes.
    if (s.p.wire_edge == WireEdge::wired_bit && releases == Releases::entry_claims) continue;
    page_unwire(s, p);
    s.mark(mark::unwire_page);
    if (s.w.event.underflow && s.w.event.page == 0) s.culprit(p, process, va);
  }
}

void release_claims(Step& s, unsigned process, unsigned start, unsigned end) {
  for (unsigned va = start; va < end; ++va) {
    Cell& cell = s.w.cell[process][va];
    // Where the count follows the WIRED bit, so does the claim: a vslock may still want the bit.
    const bool follows = s.p.wire_edge == WireEdge::wired_bit && s.w.pte[process][va].wired();
    if (!follows) cell.claim_bits = 0;
    cell.promised = 0;
    cell.excused = 0;
    cell.lag = 0;
  }
}

void entry_unwire(Step& s, unsigned process, Entry& e) {
  entry_event(e, EntryEvent::unwire_all);
  const unsigned start = e.start, end = e.end;
  fault_unwire(s, process, start, end, Releases::entry_claims);
  release_claims(s, process, start, end);
}

}  // namespace vmwire::netbsd
