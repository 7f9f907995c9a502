// What: the page fault up to the two cases (F1-F7), and what both cases share.
// Source: netbsd.md section 2.9 [F15], with the differences of [F99] as personality fields.
// A fault sleeps with nothing locked and then looks everything up again.
#include "model/netbsd/fault.h"

#include "model/core/fit.h"
#include "model/netbsd/fault_marks.h"

#include "model/netbsd/memory.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

void fault_start(Step& s, unsigned va, const FaultKind& kind) {
  Thread& t = s.t();
  t.va = fit<2>(va);
  t.fault = FaultStep::lookup;
  t.access = static_cast<std::uint64_t>(kind.access);
  t.wire_fault = kind.wire;
  t.wire_mapping = kind.wire;
  t.narrow = 0;
  t.map_changed = 0;
}

namespace {

void fault_end(Step& s) {
  Thread& t = s.t();
  t.fault = FaultStep::none;
  t.access = 0;
  t.wire_fault = t.wire_mapping = t.narrow = t.map_changed = 0;
}

/// F4, second half: the map write lock, then amap_copy without waiting.
FaultFlow fault_amap_copy(Step& s) {
  Thread& t = s.t();
  if (!s.lock_map_write(s.process)) return FaultFlow::blocked;
  Entry* e = entry_at(s.w, s.process, static_cast<unsigned>(t.va));
  if (e != nullptr && e->needs_copy) {
    if (!amap_copy(s, *e)) {
      s.mark(mark::fault_amap_copy_sleep);
      s.sleep_memory();
      return FaultFlow::pending;
    }
    s.mark(mark::fault_amap_copy);
  }
  t.fault = FaultStep::lookup;  // ERESTART
  return FaultFlow::pending;
}

/// F6: maps what is resident around the fault; errors are ignored. Upper layer, then lower.
void fault_neighbours(Step& s, FaultContext& c) {
  const bool wired = s.t().wire_mapping;
  for (unsigned va = c.e->start; va < c.e->end; ++va) {
    if (va == c.va || s.w.pte[s.process][va].present()) continue;
    const AnonId a = anon_at(s.w, *c.e, va);
    PageId p = PageId::none;
    Prot prot = c.enter_prot;
    if (a != AnonId::none) {
      p = s.w.at(a).page();
      if (s.w.at(a).ref > 1) prot = without_write(prot);
    } else if (c.e->object) {
      p = file_page(s.w, c.e->offset + (va - c.e->start));
      if (c.e->cow) prot = without_write(prot);
    }
    if (p == PageId::none || s.w.at(p).busy) continue;
    s.held.owner = true;
    page_activate(s, p);
    pte_enter(s, s.process, va, p, prot, wired);
    s.mark(mark::fault_neighbours);
  }
}

}  // namespace

FaultFlow fault_fail(Step& s, Error error) {
  // Ghost: the access was allowed when it trapped, and nobody has taken that back.
  const bool access = s.t().op == family::number(op::read) || s.t().op == family::number(op::write);
  if (access && !s.t().disallowed && (error == Error::efault || error == Error::eacces)) {
    s.w.event.denied = 1;
    s.culprit(PageId::none, s.process, static_cast<unsigned>(s.t().va));
  }
  fault_end(s);
  s.t().error = error;
  return FaultFlow::failed;
}

namespace {

/// Whether a fault without a page gives up where nothing can be reclaimed, as it does since 2012.
bool may_fail(const Step& s) { return s.p.page_shortage == PageShortage::fails; }

/// Unlocks everything and sleeps for memory, then ERESTART; or ENOMEM.
FaultFlow fault_wait_for_memory(Step& s, bool no_hope, const Mark& sleeps, const Mark& gives_up) {
  if (no_hope) {
    s.mark(gives_up);
    return fault_fail(s, Error::enomem);
  }
  s.mark(sleeps);
  s.t().fault = FaultStep::lookup;
  s.sleep_memory();
  return FaultFlow::pending;
}

}  // namespace

FaultFlow fault_wait_for_page(Step& s, bool hopeless) {
  return fault_wait_for_memory(s, may_fail(s) && hopeless, mark::fault_no_page_sleep,
                               mark::fault_no_page_enomem);
}

FaultFlow fault_start_read(Step& s, OwnerId owner, FaultStep step, const Mark& begins) {
  if (pages_free(s) == 0) {
    return fault_wait_for_page(s, !reclaimable(s));
  }
  const PageId p = page_alloc(s, owner, Data::foreign);
  page_busy(s, p, s.self);
  s.mark(begins);
  s.t().fault = step;
  s.sleep_io(p);
  return FaultFlow::pending;
}

FaultFlow fault_enter(Step& s, FaultContext& c, PageId p) {
  Thread& t = s.t();
  const bool wired = t.wire_mapping || kept_by_vslocks(s, s.process, c.va) != 0;
  // CANFAIL: with no free page the pmap module may lack a page-table page. Where a PTE is there
  // already, its page-table page is, too.
  const bool mapped = s.w.pte[s.process][c.va].present();
  if (!mapped && pages_free(s) == 0 && s.choose(2) == 1) {
    page_activate(s, p);
    return fault_wait_for_memory(s, may_fail(s) ? !reclaimable(s) : swap_full(s),
                                 mark::fault_enter_failed, mark::fault_enter_enomem);
  }
  pte_enter(s, s.process, c.va, p, c.enter_prot, wired);
  if (!t.wire_fault) {
    page_activate(s, p);
    fault_end(s);
    return FaultFlow::done;
  }
  // wire_paging: the page is wired, dirty, and off swap.
  const bool for_entry = t.op == family::number(op::mlock);
  if (!(for_entry && s.p.wire_edge == WireEdge::wired_bit)) page_wire(s, p);
  leave_swap(s, p);
  if (for_entry) {
    s.w.cell[s.process][c.va].claim_bits = fit<3>(static_cast<unsigned>(p));
  } else {
    t.set_vslock_claim(c.va, p);
  }
  fault_end(s);
  return FaultFlow::done;
}

FaultFlow fault_lookup(Step& s, const FaultKind& kind) {
  Thread& t = s.t();
  const unsigned va = static_cast<unsigned>(t.va);
  // F1 lookup.
  if (!s.lock_map_read(s.process)) return FaultFlow::blocked;
  t.fault = FaultStep::lookup;
  Entry* e = entry_at(s.w, s.process, va);
  if (e == nullptr) {
    s.mark(mark::fault_efault);
    return fault_fail(s, Error::efault);
  }
  // F2 protection. A wire fault at maxprot asks for all that the entry may ever allow.
  FaultContext c{e, va, e->prot, false, kind.max_prot};
  const Prot check_prot = kind.max_prot ? e->max_prot : e->prot;
  if (!kind.max_prot && !allows(check_prot, static_cast<Prot>(t.access))) {
    s.mark(mark::fault_eacces);
    return fault_fail(s, Error::eacces);
  }
  // F3 effective access.
  if (e->wired()) t.wire_mapping = 1;
  if (t.wire_mapping) {
    t.access = static_cast<std::uint64_t>(c.enter_prot);
    c.cow_now = writable(check_prot);
    if (!t.wire_fault) s.mark(mark::fault_wire_mapping);
  } else {
    c.cow_now = writable(static_cast<Prot>(t.access));
  }
  // F4 needs-copy.
  if (e->needs_copy) {
    if (c.cow_now || !e->object) {
      if (kind.max_prot) {  // WIRE's first pass has done it already: asserted
        s.culprit(PageId::none, s.process, va);
        s.panic(Panic::wire_needs_copy);
        return FaultFlow::pending;
      }
      s.mark(mark::fault_needs_copy);
      t.fault = FaultStep::copy;
      return FaultFlow::pending;
    }
    s.mark(mark::fault_needs_copy_read);
    c.enter_prot = without_write(c.enter_prot);
  }
  // F5 nothing behind the entry.
  if (e->amap == AmapId::none && !e->object) return fault_fail(s, Error::efault);
  s.held.owner = true;
  // F6 neighbours; a size with one VA page has none.
  if (!t.wire_fault && !t.narrow && s.size.va_pages > 1) {
    fault_neighbours(s, c);
    t.narrow = 1;
  }
  // F7.
  const AnonId a = anon_at(s.w, *e, va);
  return a != AnonId::none ? fault_upper(s, c, a) : fault_lower(s, c);
}

namespace {

FaultFlow fault_go_on(Step& s, const FaultKind& kind) {
  switch (s.t().fault) {
    case FaultStep::copy: return fault_amap_copy(s);
    case FaultStep::read_anon: return fault_read_anon_done(s, kind);
    case FaultStep::read_object: return fault_read_object_done(s, kind);
    case FaultStep::lookup: return fault_lookup(s, kind);
    case FaultStep::none: break;
  }
  VMWIRE_CHECK(!"a fault step without a fault");
  return FaultFlow::blocked;
}

}  // namespace

FaultFlow fault_step(Step& s, const FaultKind& kind) {
  const FaultFlow flow = fault_go_on(s, kind);
  // One that sleeps on I/O goes on with what it has found, unless the map changes meanwhile.
  const FaultStep at = s.t().fault;
  const bool reads = at == FaultStep::read_anon || at == FaultStep::read_object;
  if (flow != FaultFlow::pending || reads) return flow;
  // The next look-up asks anew; until then nobody does.
  if (s.p.fault_restart == FaultRestart::anew) s.t().wire_mapping = s.t().wire_fault;
  if (s.p.fault_access == FaultAccess::anew) {
    s.t().access = static_cast<std::uint64_t>(kind.access);
  }
  return flow;
}

std::vector<const Mark*> fault_marks() {
  return {&mark::waiting_writer, &mark::unwire_page, &mark::unwire_pte_bit, &mark::unwire_skip,
          &mark::unwire_panic,
          &mark::fault_efault, &mark::fault_eacces, &mark::fault_wire_mapping,
          &mark::fault_needs_copy, &mark::fault_needs_copy_read, &mark::fault_amap_copy,
          &mark::fault_amap_copy_sleep, &mark::fault_neighbours, &mark::fault_anon_busy,
          &mark::fault_anon_read, &mark::fault_anon_read_done, &mark::fault_anon_read_error,
          &mark::fault_anon_lost, &mark::fault_no_page_sleep, &mark::fault_no_page_enomem,
          &mark::fault_1a, &mark::fault_1b, &mark::fault_1b_shared, &mark::fault_object_busy,
          &mark::fault_object_eof, &mark::fault_object_read, &mark::fault_object_read_done,
          &mark::fault_object_read_error, &mark::fault_restart, &mark::fault_2a,
          &mark::fault_2b_zero, &mark::fault_2b_copy, &mark::fault_2b_shared,
          &mark::fault_enter_failed, &mark::fault_enter_enomem, &mark::fault_page_wire,
          &mark::fault_drop_slot};
}

}  // namespace vmwire::netbsd
