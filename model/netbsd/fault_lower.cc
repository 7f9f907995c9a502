// What: case 2 of the page fault: the object, or zero-fill (2A, 2B).
// Source: netbsd.md section 2.9, case 2 [F15] (uvm_fault_lower, uvn_get).
// Leaves out: loaned pages, device objects, aobjs, EAGAIN from the pager (docs/warts.md).
#include "model/netbsd/fault.h"
#include "model/netbsd/fault_marks.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {
namespace {

/// Step 5, 2B: a new anon takes a copy of the object's page, or zeros.
FaultFlow promote(Step& s, FaultContext& c, PageId from) {
  if (pages_free(s) == 0) {
    return fault_wait_for_page(s, swap_full(s));
  }
  VMWIRE_CHECK(c.e->amap != AmapId::none);
  const AnonId a = anon_alloc(s);
  const Data data = from == PageId::none ? Data::fresh : s.w.at(from).data;
  const PageId p = page_alloc(s, owner_of(a), data);
  Amap& amap = s.w.at(c.e->amap);
  amap.set_slot(c.e->pageoff + (c.va - c.e->start), a);
  s.mark(from == PageId::none ? mark::fault_2b_zero : mark::fault_2b_copy);
  if (from != PageId::none && amap.shared) {  // every sharer must refault
    s.mark(mark::fault_2b_shared);
    page_protect_none(s, from, ProtectReason::promotion,
                      s.p.promote_unmaps == PromoteUnmaps::sharers ? c.e->amap : AmapId::none);
    if (s.panicked()) return FaultFlow::pending;
  }
  return fault_enter(s, c, p);
}

}  // namespace

FaultFlow fault_lower(Step& s, FaultContext& c) {
  PageId p = PageId::none;
  if (c.e->object) {
    const unsigned offset = c.e->offset + (c.va - c.e->start);
    p = offset < s.w.file.size ? file_page(s.w, offset) : PageId::none;
    if (offset >= s.w.file.size) {
      s.mark(mark::fault_object_eof);
      return fault_fail(s, Error::einval);
    }
    if (p == PageId::none) {
      return fault_start_read(s, owner_of_file_page(offset), FaultStep::read_object,
                              mark::fault_object_read);
    }
    if (s.w.at(p).busy) {
      s.mark(mark::fault_object_busy);
      s.sleep_busy(p);
      return FaultFlow::pending;
    }
  }
  if (!c.e->object || (c.cow_now && c.e->cow)) return promote(s, c, p);
  s.mark(mark::fault_2a);
  if (c.e->cow) c.enter_prot = without_write(c.enter_prot);
  return fault_enter(s, c, p);
}

/// The page-in is over. The map is relocked first: until then the page stays BUSY.
FaultFlow fault_read_object_done(Step& s, const FaultKind& kind) {
  Thread& t = s.t();
  const bool failed = s.choose(2) == 1;
  if (!failed && !s.lock_map_read(s.process)) return FaultFlow::blocked;
  s.held.owner = true;
  const PageId p = static_cast<PageId>(t.page);
  const bool changed = t.map_changed;
  s.wake(t);
  page_unbusy(s, p);
  if (failed) {
    s.mark(mark::fault_object_read_error);
    page_free(s, p);
    return fault_fail(s, Error::eio);  // "other error -> return", before the map is looked at
  }
  s.mark(mark::fault_object_read_done);
  Page& page = s.w.at(p);
  page.data = s.w.file.data(file_offset_of(page.owner));
  page.clean = 1;
  page_activate(s, p);
  if (changed) {
    s.mark(mark::fault_restart);
    t.fault = FaultStep::lookup;
    return FaultFlow::pending;
  }
  return fault_lookup(s, kind);  // an anon that appeared meanwhile is found there
}

}  // namespace vmwire::netbsd
