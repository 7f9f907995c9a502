// What: the pagedaemon, completion of its writes, and the pmap that forgets.
// Source: netbsd.md sections 2.0 (pmap_collect), 2.15 [D98][D01][D23][LOG].
// Leaves out: the choice of victims (any queued page at any time), clustering.
//
// => each is one step; a page that is BUSY is skipped; owners are locked by try-lock.
#include "model/core/machine/page.h"
#include "model/core/machine/pte.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/offer.h"
#include "model/netbsd/op/steps.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {
namespace {

void selected_wired(Step& s, PageId p) {
  if (s.w.at(p).wire_count == 0) return;
  s.w.event.pagedaemon_wired = 1;
  s.culprit(p, 0, 0);
}

/// A victim that belongs to an anon [D98][D01].
void scan_anon_page(Step& s, PageId p) {
  Page& page = s.w.at(p);
  const AnonId a = anon_of(page.owner);
  if (page.clean) {
    if (!s.w.at(a).in_use_slot()) {
      s.mark(MarkId::pd_panic_clean);
      s.culprit(p, 0, 0);
      return s.panic(Panic::clean_anon_no_slot);
    }
    page_protect_none(s, p, ProtectReason::free);
    if (s.panicked()) return;
    s.mark(MarkId::pd_free);
    return page_free(s, p);
  }
  page_protect_none(s, p, ProtectReason::free);
  if (s.panicked()) return;
  slot_release(s, a);
  if (slot_alloc(s, a) == SlotId::none) {
    s.mark(MarkId::pd_swap_full);
    return page_activate(s, p);
  }
  s.mark(MarkId::pd_swap_start);
  page_event(page, PageEvent::dequeue);
  page_busy(s, p, kPagedaemon);
  page.pageout = 1;
}

/// A victim that belongs to the file: the vnode pager cleans it, mappings and all [LOG 2001-09].
void scan_file_page(Step& s, PageId p) {
  Page& page = s.w.at(p);
  if (page.clean) {
    page_protect_none(s, p, ProtectReason::free);
    if (s.panicked()) return;
    s.mark(MarkId::pd_free);
    return page_free(s, p);
  }
  s.mark(MarkId::pd_vnode_start);
  page_event(page, PageEvent::dequeue);
  page_busy(s, p, kPagedaemon);
  page.pageout = 1;
  page.clean = 1;  // a write from here on makes it dirty again
}

void swap_write_done(Step& s, PageId p) {
  Page& page = s.w.at(p);
  const AnonId a = anon_of(page.owner);
  const bool hard = s.w.system.hard_errors < s.size.hard_errors;
  const unsigned outcome = s.choose(hard ? 3 : 2);
  page.pageout = 0;
  page_unbusy(s, p);
  if (outcome == 0) {
    SwapSlot& slot = s.w.at(s.w.at(a).slot());
    slot.data_bits = static_cast<unsigned>(page.data) & 3u;
    s.mark(MarkId::io_swap_done);
    return page_free(s, p);  // PAGEOUT: the slot remains as the only copy
  }
  if (outcome == 1) {
    slot_release(s, a);  // "pages stay dirty, slot dropped"
    s.mark(MarkId::io_swap_error);
  } else {
    slot_mark_bad(s, a);  // "slot marked bad, page dirty without slot"
    s.mark(MarkId::io_swap_hard);
  }
  page.clean = 0;
  page_activate(s, p);
}

void file_write_done(Step& s, PageId p) {
  Page& page = s.w.at(p);
  const bool failed = s.choose(2) == 1;
  page.pageout = 0;
  page_unbusy(s, p);
  if (failed) {
    page.clean = 0;
    page_activate(s, p);
    s.mark(MarkId::io_vnode_error);
    return;
  }
  // Mappings first, then "modified" [LOG 2001-01].
  if (page.clean) s.w.file.set_data(file_offset_of(page.owner), page.data);
  page_protect_none(s, p, ProtectReason::free);
  if (s.panicked()) return;
  if (!page.clean) {
    page_activate(s, p);
    s.mark(MarkId::io_vnode_modified);
    return;
  }
  s.mark(MarkId::io_vnode_done);
  page_free(s, p);
}

}  // namespace

bool deactivate_offered(const Offer& o) {
  const Page page = o.page();
  if (page.phase != PagePhase::active || page.busy) return false;
  unsigned inactive = 0;
  for (unsigned k = 0; k < o.size.pages; ++k) {
    inactive += o.w.page[k].phase == PagePhase::inactive;
  }
  if (inactive >= o.size.inactive) return false;  // not short
  return page.wire_count == 0 || o.p.deactivate_wired != DeactivateWired::checked;
}

void deactivate_step(Step& s, unsigned i) {
  const PageId p = id_of<PageId>(i);
  Page& page = s.w.at(p);
  s.held.owner = true;
  selected_wired(s, p);
  if (s.p.deactivate == Deactivate::unmap) page_protect_none(s, p, ProtectReason::other);
  if (s.panicked()) return;
  page_event(page, PageEvent::deactivate);
  s.mark(MarkId::pd_deactivate);
}

bool reactivate_offered(const Offer& o) {
  return o.page().phase == PagePhase::inactive && !o.page().busy;
}

void reactivate_step(Step& s, unsigned i) {
  page_activate(s, id_of<PageId>(i));
  s.mark(MarkId::pd_reactivate);
}

bool scan_inactive_offered(const Offer& o) {
  return o.page().phase == PagePhase::inactive && !o.page().busy;
}

void scan_inactive_step(Step& s, unsigned i) {
  const PageId p = id_of<PageId>(i);
  const Page& page = s.w.at(p);
  s.held.owner = true;
  if (page.wire_count > 0) {  // "victim: assert wire_count = 0"
    selected_wired(s, p);
    s.mark(MarkId::pd_panic_wired);
    return s.panic(Panic::pagedaemon_wired);
  }
  is_anon(page.owner) ? scan_anon_page(s, p) : scan_file_page(s, p);
}

bool pageout_done_offered(const Offer& o) { return o.page().busy && o.page().pageout; }

void pageout_done_step(Step& s, unsigned i) {
  const PageId p = id_of<PageId>(i);
  const Page& page = s.w.at(p);
  s.self = kPagedaemon;
  s.held.owner = true;
  is_anon(page.owner) ? swap_write_done(s, p) : file_write_done(s, p);
}

bool swap_shortage_offered(const Offer& o) {
  const Page page = o.page();
  return page.phase == PagePhase::active && !page.busy && is_anon(page.owner) &&
         o.w.at(anon_of(page.owner)).in_use_slot();
}

void swap_shortage_step(Step& s, unsigned i) {
  Page& page = s.w.page[i];
  slot_release(s, anon_of(page.owner));
  page.clean = 0;
  s.mark(MarkId::pd_drop_slot);
}

/// WIRED mappings are not forgotten.
bool forget_offered(const Offer& o) {
  return o.w.pte[o.start][o.end].phase() == PtePhase::present;
}

void forget_step(Step& s, unsigned process, unsigned va) {
  pte_event(s.w.pte[process][va], PteEvent::forget);
  s.w.cell[process][va].lag = 0;
  s.mark(MarkId::pmap_forget);
}

}  // namespace vmwire::netbsd
