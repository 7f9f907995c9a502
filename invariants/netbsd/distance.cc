// What: the guess, as a sum of suspicious signs.
// Source: derived; see distance.h.
#include "invariants/netbsd/distance.h"

#include <algorithm>

#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {

namespace {

/// Signs at one virtual page: an entry and a PTE that disagree, a claim on a page that is not the
/// one mapped, a promise that is still out.
unsigned signs_at(const World& w, unsigned process, unsigned va) {
  const Entry* const e = entry_at(w, process, va);
  const Pte& pte = w.pte[process][va];
  const Cell& cell = w.cell[process][va];
  const bool wired = e != nullptr && e->wired();
  unsigned signs = 0;
  if (wired != pte.wired()) signs += 3;
  if (wired) signs += 1;
  if (cell.claim() != PageId::none && cell.claim() != pte.page()) signs += 4;
  if (cell.promised) signs += 1;
  return signs;
}

}  // namespace

unsigned distance(const World& w, const Size& size) {
  constexpr unsigned kFar = 100;
  unsigned signs = 0;
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned va = 0; va < size.va_pages; ++va) signs += signs_at(w, p, va);
  }
  for (unsigned t = 0; t < size.thread_count(); ++t) {
    const Thread& thread = w.thread[t];
    if (thread.phase != ThreadPhase::idle) signs += 1;
    for (unsigned va = 0; va < size.va_pages; ++va) {
      if (thread.vslock_claim(va) != PageId::none) signs += 3;
    }
  }
  bool any_free = false;
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    any_free |= page.phase == PagePhase::free;
    if (page.wire_count != 0 && page.phase != PagePhase::wired) signs += 4;
    if (page.busy) signs += 1;
  }
  if (!any_free) signs += 1;
  return kFar - std::min(signs, kFar - 1);
}

}  // namespace vmwire::netbsd_laws
