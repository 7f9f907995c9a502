// What: PTEs as the kernel's pmap module changes them, with its count of wired mappings.
// Source: netbsd.md sections 1.7, 2.0; policies of page_protect: [T99].
#include "model/netbsd/pmap.h"

#include "model/core/fit.h"
#include "model/netbsd/machine/pte.h"
#include "model/netbsd/memory.h"

namespace vmwire::netbsd {
namespace {

/// Proposed fix: while another thread's vslock is on the mapping, it stays, WIRED, on its page.
void wait_for_vslocks(Step& s, unsigned process, unsigned va, const Pte& before) {
  const Pte& after = s.w.pte[process][va];
  if (after.wired() && before.page() == after.page()) return;
  const std::uint32_t holders = kept_by_vslocks(s, process, va);
  if (holders != 0) s.block(WaitFor::vslock, holders, process);
}

/// Every change of a PTE goes through here: the wired statistic follows the WIRED bit, and under
/// the proposed fix `wire_edge = wired_bit` so does the page's wire_count.
void change(Step& s, unsigned process, unsigned va, PteEvent event, PageId page, Prot prot) {
  Pte& pte = s.w.pte[process][va];
  const Pte before = pte;
  const bool was_wired = before.wired();
  const PageId old_page = before.page();
  pte_event(pte, event, page, prot);
  wait_for_vslocks(s, process, va, before);
  Process& map = s.w.process[process];
  map.wired_ptes = fit<3>(map.wired_ptes + unsigned{pte.wired()} - unsigned{was_wired});
  if (s.p.wire_edge != WireEdge::wired_bit) return;
  const bool same = was_wired && pte.wired() && old_page == pte.page();
  if (same) return;
  Cell& cell = s.w.cell[process][va];
  if (pte.wired()) {
    page_wire(s, pte.page());
    leave_swap(s, pte.page());
    cell.claim_bits = fit<3>(static_cast<unsigned>(pte.page()));
  }
  if (was_wired) {
    page_unwire(s, old_page);
    if (!pte.wired()) cell.claim_bits = 0;
  }
}

}  // namespace

std::uint32_t kept_by_vslocks(const Step& s, unsigned process, unsigned va) {
  if (s.p.vslock_hold != VslockHold::mapping) return 0;
  std::uint32_t others = 0;
  const unsigned first = s.size.first_thread(process);
  for (unsigned k = first; k < first + s.size.threads[process]; ++k) {
    const bool self = s.action.actor == k;
    if (!self && s.w.thread[k].vslock_claim(va) != PageId::none) others |= 1u << k;
  }
  return others;
}

void pte_enter(Step& s, unsigned process, unsigned va, PageId page, Prot prot, bool wired) {
  change(s, process, va, wired ? PteEvent::enter_wired : PteEvent::enter, page, prot);
  s.w.cell[process][va].excused = 0;
  s.w.cell[process][va].lag = 0;
}

void pte_unwire(Step& s, unsigned process, unsigned va) {
  change(s, process, va, PteEvent::unwire, PageId::none, Prot::none);
}

void pte_remove(Step& s, unsigned process, unsigned va) {
  if (!s.w.pte[process][va].present()) return;
  change(s, process, va, PteEvent::remove, PageId::none, Prot::none);
  s.w.cell[process][va].lag = 0;
}

void pte_protect(Step& s, unsigned process, unsigned va, Prot prot) {
  const Pte& pte = s.w.pte[process][va];
  if (!pte.present()) return;
  if (prot == Prot::none) return pte_remove(s, process, va);
  if (allows(prot, pte.prot())) return;
  change(s, process, va, PteEvent::protect, PageId::none, prot);
}

void pte_disable(Step& s, unsigned process, unsigned va) {
  change(s, process, va, PteEvent::protect, PageId::none, Prot::none);
}

void page_protect_none(Step& s, PageId page, ProtectReason why, AmapId only_amap) {
  if (s.w.at(page).wire_count > 0 && why == ProtectReason::other) {
    s.w.event.protect_wired = 1;
    s.culprit(page, 0, 0);
  }
  for (unsigned i = 0; i < s.size.processes; ++i) {
    for (unsigned va = 0; va < s.size.va_pages; ++va) {
      const Pte& pte = s.w.pte[i][va];
      if (!pte.present() || pte.page() != page) continue;
      const Entry* e = entry_at(s.w, i, va);
      if (only_amap != AmapId::none && (e == nullptr || e->amap != only_amap)) continue;
      if (pte.wired() && s.p.page_protect_wired == PageProtectWired::skip) continue;
      if (pte.wired() && s.p.page_protect_wired == PageProtectWired::panic) {
        s.culprit(page, i, va);
        return s.panic(Panic::page_protect_wired);
      }
      if (why == ProtectReason::truncate && e != nullptr && e->wired()) {
        s.w.cell[i][va].excused = 1;  // ghost: I5's first exception
      }
      pte_remove(s, i, va);
    }
  }
}

}  // namespace vmwire::netbsd
