// What: the pagedaemon, completion of its writes, and the pmap that forgets.
// Source: netbsd.md sections 2.0 (pmap_collect), 2.15 [D98][D01][D23][LOG].
// Leaves out: the choice of victims (any queued page at any time), clustering.
//
// => each is one step; a page that is BUSY is skipped; owners are locked by try-lock.
#include "model/core/fit.h"
#include "model/netbsd/machine/page.h"
#include "model/netbsd/machine/pte.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark pd_deactivate{"pd_deactivate", "uvm_pagedeactivate", "to INACTIVE", "[D01]"};
const Mark pd_reactivate{"pd_reactivate", "uvm_pageactivate",
                         "referenced: back to ACTIVE", "[LOG]"};
const Mark pd_free{"pd_free", "uvmpd_scan_inactive", "clean page freed", "[D01]"};
const Mark pd_swap_start{"pd_swap_start", "uvmpd_scan_inactive", "pageout to swap begins", "[D01]"};
const Mark pd_swap_full{"pd_swap_full", "uvmpd_scan_inactive",
                        "swap full: back to ACTIVE", "[D01]"};
const Mark pd_vnode_start{"pd_vnode_start", "uvn_put", "pageout to the file begins", "[LOG]"};
const Mark pd_panic_clean{"pd_panic_clean", "uvmpd_scan_inactive", "clean anon, no slot", "[D98]"};
const Mark pd_panic_wired{"pd_panic_wired", "uvmpd_scan_inactive", "victim is wired", "[D23]"};
const Mark io_swap_done{"io_swap_done", "uvm_aio_aiodone", "swap write done, page freed", "[LOG]"};
const Mark io_swap_error{"io_swap_error", "uvm_aio_aiodone", "write fails: stays dirty", "[GK]"};
const Mark io_swap_hard{"io_swap_hard", "uvm_aio_aiodone", "write fails: slot BAD", "[GK]"};
const Mark io_vnode_done{"io_vnode_done", "uvm_aio_aiodone",
                         "file write done, page freed", "[LOG]"};
const Mark io_vnode_modified{"io_vnode_modified", "uvm_aio_aiodone",
                             "modified: page stays", "[LOG]"};
const Mark io_vnode_error{"io_vnode_error", "uvm_aio_aiodone", "fails: PAGEOUT cleared", "[LOG]"};
const Mark pd_drop_slot{"pd_drop_slot", "uvmpd_dropswap", "slot freed, page dirty", "[LOG]"};
const Mark pmap_forget{"pmap_forget", "pmap_collect",
                       "a PTE that is not wired is forgotten", "[PM9]"};
}  // namespace mark
}  // namespace
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
      s.mark(mark::pd_panic_clean);
      s.culprit(p, 0, 0);
      return s.panic(Panic::clean_anon_no_slot);
    }
    page_protect_none(s, p, ProtectReason::free);
    if (s.panicked()) return;
    s.mark(mark::pd_free);
    return page_free(s, p);
  }
  page_protect_none(s, p, ProtectReason::free);
  if (s.panicked()) return;
  slot_release(s, a);
  if (slot_alloc(s, a) == SlotId::none) {
    s.mark(mark::pd_swap_full);
    return page_activate(s, p);
  }
  s.mark(mark::pd_swap_start);
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
    s.mark(mark::pd_free);
    return page_free(s, p);
  }
  s.mark(mark::pd_vnode_start);
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
    slot.data_bits = fit<2>(static_cast<unsigned>(page.data));
    s.mark(mark::io_swap_done);
    return page_free(s, p);  // PAGEOUT: the slot remains as the only copy
  }
  if (outcome == 1) {
    slot_release(s, a);  // "pages stay dirty, slot dropped"
    s.mark(mark::io_swap_error);
  } else {
    slot_mark_bad(s, a);  // "slot marked bad, page dirty without slot"
    s.mark(mark::io_swap_hard);
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
    s.mark(mark::io_vnode_error);
    return;
  }
  // Mappings first, then "modified" [LOG 2001-01].
  if (page.clean) s.w.file.set_data(file_offset_of(page.owner), page.data);
  page_protect_none(s, p, ProtectReason::free);
  if (s.panicked()) return;
  if (!page.clean) {
    page_activate(s, p);
    s.mark(mark::io_vnode_modified);
    return;
  }
  s.mark(mark::io_vnode_done);
  page_free(s, p);
}

const Page& page_of(const Offer& o) { return o.w.page[o.first]; }

bool deactivate_offered(const Offer& o) {
  const Page page = page_of(o);
  if (page.phase != PagePhase::active || page.busy) return false;
  unsigned inactive = 0;
  for (unsigned k = 0; k < o.size.pages; ++k) {
    inactive += o.w.page[k].phase == PagePhase::inactive;
  }
  if (inactive >= o.size.inactive) return false;  // not short
  return page.wire_count == 0 || o.p.deactivate_wired != DeactivateWired::checked;
}

void deactivate_step(Step& s) {
  const PageId p = id_of<PageId>(s.action.first);
  Page& page = s.w.at(p);
  s.held.owner = true;
  selected_wired(s, p);
  if (s.p.deactivate == Deactivate::unmap) page_protect_none(s, p, ProtectReason::other);
  if (s.panicked()) return;
  page_event(page, PageEvent::deactivate);
  s.mark(mark::pd_deactivate);
}

bool reactivate_offered(const Offer& o) {
  return page_of(o).phase == PagePhase::inactive && !page_of(o).busy;
}

void reactivate_step(Step& s) {
  page_activate(s, id_of<PageId>(s.action.first));
  s.mark(mark::pd_reactivate);
}

bool scan_inactive_offered(const Offer& o) {
  return page_of(o).phase == PagePhase::inactive && !page_of(o).busy;
}

void scan_inactive_step(Step& s) {
  const PageId p = id_of<PageId>(s.action.first);
  const Page& page = s.w.at(p);
  s.held.owner = true;
  if (page.wire_count > 0) {  // "victim: assert wire_count = 0"
    selected_wired(s, p);
    s.mark(mark::pd_panic_wired);
    return s.panic(Panic::pagedaemon_wired);
  }
  is_anon(page.owner) ? scan_anon_page(s, p) : scan_file_page(s, p);
}

bool pageout_done_offered(const Offer& o) { return page_of(o).busy && page_of(o).pageout; }

void pageout_done_step(Step& s) {
  const PageId p = id_of<PageId>(s.action.first);
  const Page& page = s.w.at(p);
  s.self = kPagedaemon;
  s.held.owner = true;
  is_anon(page.owner) ? swap_write_done(s, p) : file_write_done(s, p);
}

bool swap_shortage_offered(const Offer& o) {
  const Page page = page_of(o);
  return page.phase == PagePhase::active && !page.busy && is_anon(page.owner) &&
         o.w.at(anon_of(page.owner)).in_use_slot();
}

void swap_shortage_step(Step& s) {
  Page& page = s.w.page[s.action.first];
  slot_release(s, anon_of(page.owner));
  page.clean = 0;
  s.mark(mark::pd_drop_slot);
}

/// WIRED mappings are not forgotten.
bool forget_offered(const Offer& o) {
  return o.w.pte[o.first][o.second].phase() == PtePhase::present;
}

void forget_step(Step& s) {
  const unsigned process = s.action.first, va = s.action.second;
  pte_event(s.w.pte[process][va], PteEvent::forget);
  s.w.cell[process][va].lag = 0;
  s.mark(mark::pmap_forget);
}

}  // namespace

const Op deactivate_op{
    "deactivate", static_cast<std::uint8_t>(Actor::pagedaemon), "[T99][D98][LOG]",
    "Moves an active page to INACTIVE.", {}, &kPage, deactivate_offered,
    deactivate_step,
    {{.number = 0, .name = "deactivate",
      .touches = [](const Parts& k) {
        using namespace touch;
        return reads(all({page_queue})) | reads(own({Area::page_busy, page_wire_count})) |
               writes(own({page_queue})) | reports() |
               when(k.unmaps, k.page_protect_none(own));
      }}},
    {&mark::pd_deactivate}};

const Op reactivate_op{
    "reactivate", static_cast<std::uint8_t>(Actor::pagedaemon), "[LOG]",
    "Moves a referenced inactive page back to ACTIVE.", {}, &kPage, reactivate_offered,
    reactivate_step,
    {{.number = 0, .name = "reactivate",
      .touches = [](const Parts&) {
        using namespace touch;
        return reads(own({Area::page_busy, page_wire_count})) | uses(own({page_queue}));
      }}},
    {&mark::pd_reactivate}};

const Op scan_inactive_op{
    "scan_inactive", static_cast<std::uint8_t>(Actor::pagedaemon), "[D98][D01][D23]",
    "Frees a clean inactive page or starts the pageout of a dirty one.", {}, &kPage,
    scan_inactive_offered, scan_inactive_step,
    {{.number = 0, .name = "scan_inactive",
      .touches = [](const Parts& k) {
        using namespace touch;
        return reads(own(kQueueAreas | AreaSet{page_owner, page_clean, page_wire_count})) |
               writes(own({page_clean})) | uses(own({Area::page_busy})) | k.page_protect_none(own) |
               k.slot_release(own) | k.page_activate(own) | k.page_free(own) | panics();
      }}},
    {&mark::pd_free, &mark::pd_swap_start, &mark::pd_swap_full, &mark::pd_vnode_start,
     &mark::pd_panic_clean, &mark::pd_panic_wired}};

const Op pageout_done_op{
    "pageout_done", static_cast<std::uint8_t>(Actor::disk), "[LOG]",
    "A pageout completes or fails.", {}, &kPage, pageout_done_offered,
    pageout_done_step,
    {{.number = 0, .name = "pageout_done",
      .touches = [](const Parts& k) {
        using namespace touch;
        return reads(own({page_owner, page_clean, page_data})) | k.page_unbusy(own) |
               k.slot_release(own) | k.slot_mark_bad() | writes(own({file_data})) |
               k.page_protect_none(own) | k.page_activate(own) | k.page_free(own);
      },
      .outcomes = [](const Size&) { return 3u; }}},
    {&mark::io_swap_done, &mark::io_swap_error, &mark::io_swap_hard, &mark::io_vnode_done,
     &mark::io_vnode_modified, &mark::io_vnode_error}};

const Op swap_shortage_op{
    "swap_shortage", static_cast<std::uint8_t>(Actor::pagedaemon), "[LOG]",
    "Frees the swap slot of an active page and marks the page dirty.", {}, &kPage,
    swap_shortage_offered, swap_shortage_step,
    {{.number = 0, .name = "swap_shortage",
      .touches = [](const Parts& k) {
        using namespace touch;
        return reads(own({page_queue, page_owner})) | k.slot_release(own) |
               writes(own({page_clean}));
      }}},
    {&mark::pd_drop_slot}};

const Op forget_op{
    "forget", static_cast<std::uint8_t>(Actor::pmap), "[PM9]",
    "The pmap forgets a PTE that is not wired.", {}, &kPte, forget_offered,
    forget_step,
    {{.number = 0, .name = "forget",
      .touches = [](const Parts&) {
        using namespace touch;
        return uses(own({pte_unwired})) | writes(own({promise}));
      }}},
    {&mark::pmap_forget}};

}  // namespace vmwire::netbsd
