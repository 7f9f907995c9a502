// What: case 1 of the page fault: an anon is at the address (1A, 1B).
// Source: netbsd.md section 2.9, case 1 [F15] (uvmfault_anonget, uvm_fault_upper).
// Leaves out: loaned pages.
#include "model/core/fit.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/fault_marks.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {
namespace {

/// Step 1: no page. Allocates one, makes it BUSY and starts to read swap, everything unlocked.
FaultFlow read_anon(Step& s, AnonId a) {
  const Anon& anon = s.w.at(a);
  if (!anon.in_use_slot()) {  // BAD, or neither page nor slot
    s.mark(mark::fault_anon_lost);
    return fault_fail(s, Error::eio);
  }
  return fault_start_read(s, owner_of(a), FaultStep::read_anon, mark::fault_anon_read);
}

/// Step 3, 1B: the anon is copy-on-write shared; the amap gets a copy of its own.
/// none: no memory, and the fault's flow has been decided.
AnonId copy_anon(Step& s, FaultContext& c, AnonId old_id, FaultFlow& flow) {
  if (pages_free(s) == 0) {
    flow = fault_wait_for_page(s, swap_full(s));
    return AnonId::none;
  }
  Anon& old = s.w.at(old_id);
  const PageId old_page = old.page();
  const AnonId fresh = anon_alloc(s);
  page_alloc(s, owner_of(fresh), s.w.at(old_page).data);
  Amap& amap = s.w.at(c.e->amap);
  amap.set_slot(c.e->pageoff + (c.va - c.e->start), fresh);
  --old.ref;
  s.mark(mark::fault_1b);
  if (amap.shared) {  // every sharer must find the new anon
    s.mark(mark::fault_1b_shared);
    page_protect_none(s, old_page, ProtectReason::promotion,
                      s.p.promote_unmaps == PromoteUnmaps::sharers ? c.e->amap : AmapId::none);
  }
  return fresh;
}

}  // namespace

FaultFlow fault_upper(Step& s, FaultContext& c, AnonId a) {
  PageId p = s.w.at(a).page();
  if (p == PageId::none) return read_anon(s, a);
  if (s.w.at(p).busy) {
    s.mark(mark::fault_anon_busy);
    s.sleep_busy(p);  // WANTED; then retry
    return FaultFlow::pending;
  }
  if (c.cow_now && s.w.at(a).ref > 1) {
    FaultFlow flow = FaultFlow::failed;
    a = copy_anon(s, c, a, flow);
    if (a == AnonId::none) return flow;
    p = s.w.at(a).page();
    if (s.panicked()) return FaultFlow::pending;
  } else {
    s.mark(mark::fault_1a);
    if (s.w.at(a).ref > 1) c.enter_prot = without_write(c.enter_prot);
  }
  return fault_enter(s, c, p);
}

/// The swap-in is over. The map is relocked first: until then the page stays BUSY.
FaultFlow fault_read_anon_done(Step& s, const FaultKind& kind) {
  Thread& t = s.t();
  if (!s.lock_map_read(s.process)) return FaultFlow::blocked;
  s.held.owner = true;
  const PageId p = static_cast<PageId>(t.page);
  const AnonId a = anon_of(s.w.at(p).owner);
  const bool changed = t.map_changed;
  const bool can_fail = s.w.system.hard_errors < s.size.hard_errors;
  const bool failed = can_fail && s.choose(2) == 1;
  s.wake(t);
  page_unbusy(s, p);
  if (failed) {
    s.mark(mark::fault_anon_read_error);
    page_free(s, p);
    slot_mark_bad(s, a);
    s.w.at(a).slot_bits = fit<2>(static_cast<unsigned>(kBadSlot));
  } else {
    s.mark(mark::fault_anon_read_done);
    Page& page = s.w.at(p);
    page.data = s.w.at(s.w.at(a).slot()).data();
    page.clean = 1;
    page_activate(s, p);
  }
  if (changed) {
    s.mark(mark::fault_restart);
    t.fault = FaultStep::lookup;
    return FaultFlow::pending;
  }
  if (failed) return fault_fail(s, Error::eio);
  return fault_lookup(s, kind);  // nothing can have changed: straight on with case 1
}

}  // namespace vmwire::netbsd
