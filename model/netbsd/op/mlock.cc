// What: mlock: uvm_map_pageable in the wire direction.
// Source: netbsd.md sections 2.4, 2.5, 2.6 [MM][M99][M00][M25].
// Leaves out: zero-length ranges (docs/warts.md).
//
// => the limits are read before any lock is asked for;
// => pass 1 takes the map write lock and may sleep for memory with it;
// => pass 2 holds the map read-locked or busy, one wire fault a page;
// => a failure takes the counts back under the write lock, or by 1.4's rule under the read lock it
//    has, and then calls munlock's routine for what comes before the entry that failed.
#include "model/core/fit.h"
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/op/steps.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark mlock_limits{"mlock_limits", "sys_mlock", "within the limits", "[MM]"};
const Mark mlock_eagain{"mlock_eagain", "sys_mlock", "over a limit: EAGAIN", "[MM]"};
const Mark mlock_efault{"mlock_efault", "uvm_map_pageable", "no entry at start", "[M25]"};
const Mark mlock_pass1{"mlock_pass1", "uvm_map_pageable", "pass 1", "[M99][M00]"};
const Mark mlock_pass1_copy{"mlock_pass1_copy", "amap_copy", "needs-copy resolved", "[M00]"};
const Mark mlock_pass1_sleep{"mlock_pass1_sleep", "amap_copy",
                             "no memory: sleep with the map locked", "[A12]"};
const Mark mlock_pass1_undo{"mlock_pass1_undo", "uvm_map_pageable",
                            "hole or PROT_NONE: EINVAL", "[M00]"};
const Mark mlock_nested{"mlock_nested", "uvm_map_pageable",
                        "wired_count > 1: nothing faulted", "[T19]"};
const Mark mlock_done{"mlock_done", "uvm_map_pageable", "success", "[M00]"};
const Mark mlock_undo_wire{"mlock_undo_wire", "uvm_fault_unwire",
                           "fault_wire undoes its own pages", "[F99]"};
const Mark mlock_failed{"mlock_failed", "uvm_map_pageable",
                        "failure: wired_count taken back", "[M00]"};
const Mark mlock_unwire_before{"mlock_unwire_before", "uvm_map_pageable",
                               "failure: what came before is unwired by a second call", "[M99]"};
}  // namespace mark
}  // namespace
namespace {

enum MlockStep : unsigned {
  kLimits = 0,
  kLock = 1,
  kPass1 = 2,  ///< asleep for memory, the map write-locked
  kPass2 = 3,
  kUndoWire = 4,
  kFailed = 5,
  kUnwireBefore = 6
};

unsigned start_of(Step& s) { return static_cast<unsigned>(s.t().start); }
unsigned end_of(Step& s) { return static_cast<unsigned>(s.t().end); }

bool over_limit(Step& s) {
  const unsigned length = end_of(s) - start_of(s);
  return length + s.w.system.wired > s.size.wired_max ||
         length + s.proc().wired_ptes > s.size.memlock;
}

bool wants_amap_copy(const Step& s, const Entry& e) {
  if (e.wired_count != 0 || !e.needs_copy) return false;
  switch (s.p.wire_amap_copy) {
    case WireAmapCopy::prot: return writable(e.prot);
    case WireAmapCopy::prot_or_no_object: return writable(e.prot) || !e.object;
    case WireAmapCopy::max_prot_or_no_object: return writable(e.max_prot) || !e.object;
  }
  return false;
}

/// Unlocks the map after pass 1 or keeps it, by the rule of the version.
void lock_for_pass2(Step& s) {
  Process& map = s.proc();
  const auto self = static_cast<unsigned>(s.tid());
  map.writer_bits = 0;
  if (s.p.wire_lock != WireLock::busy) map.reader_bits = fit<3>(self);
  if (s.p.wire_lock != WireLock::downgrade) map.busy_bits = fit<3>(self);
}

void unlock_all(Step& s) {
  Process& map = s.proc();
  map.writer_bits = 0;
  if (map.reader() == s.tid()) map.reader_bits = 0;
  if (map.busy() == s.tid()) map.busy_bits = 0;
}

/// Takes back the increments of [start, end): pass 1 found a hole or PROT_NONE.
void undo_increments(Step& s, unsigned end) {
  for (unsigned va = start_of(s); va < end; ++va) {
    Entry* e = entry_at(s.w, s.process, va);
    if (e != nullptr && e->start == va) entry_event(*e, EntryEvent::unwire_one);
  }
}

/// A cap of the size, not of the kernel.
bool beyond_nesting(Step& s) {
  for (unsigned va = start_of(s); va < end_of(s); ++va) {
    const Entry* e = entry_at(s.w, s.process, va);
    if (e != nullptr && e->wired_count >= s.size.wired_count_max) return true;
  }
  return false;
}

void limits(Step& s) {
  if (beyond_nesting(s)) return s.refuse();
  if (over_limit(s)) {
    s.mark(mark::mlock_eagain);
    return s.finish();
  }
  s.mark(mark::mlock_limits);
  s.t().step = kLock;
}

/// Moves to the next page that this call must fault in; finishes when there is none.
void next_page(Step& s, unsigned from) {
  Thread& t = s.t();
  for (unsigned va = from; va < end_of(s); ++va) {
    const Entry& e = *entry_at(s.w, s.process, va);
    if (e.wired_count != 1) {  // no rising edge: nothing is faulted
      s.mark(mark::mlock_nested);
      continue;
    }
    const bool max = s.p.wire_protection == WireProtection::maximum;
    t.step = kPass2;
    fault_start(s, va, {max ? e.max_prot : e.prot, true, max});
    return;
  }
  for (unsigned va = start_of(s); va < end_of(s); ++va) s.w.cell[s.process][va].promised = 1;
  unlock_all(s);
  s.mark(mark::mlock_done);
  s.finish();
}

void pass1(Step& s) {
  Thread& t = s.t();
  if (!s.lock_map_write(s.process)) return;
  const unsigned start = start_of(s), end = end_of(s);
  if (t.step == kLock) {
    if (beyond_nesting(s)) return s.finish();  // another mlock was faster
    if (entry_at(s.w, s.process, start) == nullptr) {
      s.mark(mark::mlock_efault);
      return s.finish();
    }
    s.mark(mark::mlock_pass1);
    t.step = kPass1;
    t.arg = kMlockCounts;
    t.va = fit<2>(start);
  }
  while (t.va < end) {
    const unsigned va = static_cast<unsigned>(t.va);
    Entry* e = entry_at(s.w, s.process, va);
    if (e == nullptr || (va > start && e->start != va)) break;  // a hole
    if (wants_amap_copy(s, *e)) {
      if (!amap_copy(s, *e)) {
        s.mark(mark::mlock_pass1_sleep);
        s.keep_map_write(s.process);
        return s.sleep_memory();
      }
      s.mark(mark::mlock_pass1_copy);
    }
    clip(s, s.process, va);
    if (end < s.size.va_pages) clip(s, s.process, end);
    e = entry_at(s.w, s.process, va);
    entry_event(*e, EntryEvent::wire);
    t.va = e->end;
    if (s.p.wire_prot_none == WireProtNone::einval && e->prot == Prot::none) break;
  }
  const unsigned reached = static_cast<unsigned>(t.va);
  const Entry* last = entry_at(s.w, s.process, reached - 1u);
  const bool prot_none = s.p.wire_prot_none == WireProtNone::einval && last->prot == Prot::none;
  if (reached < end || prot_none) {
    undo_increments(s, reached);
    unlock_all(s);
    s.mark(mark::mlock_pass1_undo);
    return s.finish();
  }
  lock_for_pass2(s);
  next_page(s, start);
}

void pass2(Step& s) {
  Thread& t = s.t();
  const unsigned va = static_cast<unsigned>(t.va);
  const bool max = s.p.wire_protection == WireProtection::maximum;
  const Entry& e = *entry_at(s.w, s.process, va);
  switch (fault_step(s, {max ? e.max_prot : e.prot, true, max})) {
    case FaultFlow::blocked:
    case FaultFlow::pending: return;
    case FaultFlow::done: return next_page(s, va + 1u);
    case FaultFlow::failed: t.step = va > e.start ? kUndoWire : kFailed; return;
  }
}

/// uvm_fault_wire undoes what it has wired of this entry: FAULT_UNWIRE(entry.start, va).
void undo_wire(Step& s) {
  Thread& t = s.t();
  if (s.p.unwire_map_lock == UnwireMapLock::read) {
    if (!s.lock_map_read(s.process)) return;
  } else {
    s.held.map_read = s.proc().reader() == s.tid();  // mlock's own; the routine takes none
  }
  const unsigned va = static_cast<unsigned>(t.va);
  const Entry& e = *entry_at(s.w, s.process, va);
  fault_unwire(s, s.process, e.start, va, Releases::entry_claims);
  if (s.panicked()) return;
  if (s.p.wire_edge == WireEdge::wire_fault) {
    for (unsigned v = e.start; v < va; ++v) s.w.cell[s.process][v].claim_bits = 0;
  }
  s.mark(mark::mlock_undo_wire);
  t.step = kFailed;
}

/// An entry of which this call has wired no page, or none any more. By the proposed fix, what WIRED
/// bits there are go as well.
void count_down(Step& s, Entry& e) {
  entry_event(e, EntryEvent::unwire_one);
  if (e.wired()) return;
  s.held.owner = true;
  for (unsigned va = e.start; s.p.mlock_undo == MlockUndo::ptes_too && va < e.end; ++va) {
    const bool wanted = kept_by_vslocks(s, s.process, va) != 0;
    if (s.w.pte[s.process][va].wired() && !wanted) pte_unwire(s, s.process, va);
  }
  release_claims(s, s.process, e.start, e.end);
}

/// Step 8, January 1999: with what is left of the lock the failing entry and all later ones are
/// counted down. Then another thread may come between.
void failed_read_locked(Step& s, unsigned failing) {
  Thread& t = s.t();
  s.held.map_read = true;
  for (unsigned va = failing; va < end_of(s); ++va) {
    Entry& e = *entry_at(s.w, s.process, va);
    if (e.start == va) count_down(s, e);
    if (s.panicked()) return;
  }
  unlock_all(s);
  s.mark(mark::mlock_failed);
  if (failing == start_of(s)) return s.finish();
  t.end = fit<2>(failing);
  t.va = 0;
  t.step = kUnwireBefore;
}

/// UNWIRE as a call of its own. Its error is ignored.
void unwire_before(Step& s) {
  if (!s.lock_map_write(s.process)) return;
  unwire_range(s, start_of(s), end_of(s));
  if (s.panicked()) return;
  s.mark(mark::mlock_unwire_before);
  s.finish();
}

/// Step 7: the failing entry and all later ones are only counted down; earlier ones are unwired.
void failed(Step& s) {
  Thread& t = s.t();
  const unsigned failing = entry_at(s.w, s.process, static_cast<unsigned>(t.va))->start;
  if (s.p.wire_failure == WireFailure::read_lock) return failed_read_locked(s, failing);
  if (!s.upgrade_map()) return;
  for (unsigned va = start_of(s); va < end_of(s); ++va) {
    Entry& e = *entry_at(s.w, s.process, va);
    if (e.start != va) continue;
    if (va < failing && e.wired_count == 1) {
      entry_unwire(s, s.process, e);
    } else {
      count_down(s, e);
    }
    if (s.panicked()) return;
  }
  unlock_all(s);
  s.mark(mark::mlock_failed);
  s.finish();
}

void step(Step& s) {
  switch (s.t().step) {
    case kLimits: return limits(s);
    case kLock:
    case kPass1: return pass1(s);
    case kPass2: return pass2(s);
    case kUndoWire: return undo_wire(s);
    case kFailed: return failed(s);
    case kUnwireBefore: return unwire_before(s);
    default: VMWIRE_CHECK(!"an unknown step of mlock");
  }
}

/// What moving on to the next page, or returning, touches.
Footprint next_page_touches() {
  using namespace touch;
  return reads(own({entry})) | writes(own({promise, map_lock}));
}

Footprint pass1_touches(const Parts& k) {
  using namespace touch;
  return k.map_write() | uses(own({entry})) | k.amap_copy() | k.clip() | next_page_touches();
}

}  // namespace

const Op mlock_op{
    "mlock", family::kAnyThread, "[MM][M99][M00][M25]",
    "Wires a range: counts the entries, then faults every page in.", {}, &kRange, nullptr, step,
    {{kLimits, "limits", [](const Parts&) {
        using namespace touch;
        return begin() | reads(own({entry, wired_total, wired_ptes}));
      }},
     {kLock, "lock", pass1_touches},
     {kPass1, "pass 1", pass1_touches},
     {.number = kPass2,
      .name = "pass 2",
      .fault = [](const Parts& k, FaultStep f) { return k.fault(f, true) | next_page_touches(); }},
     {kUndoWire, "undo", [](const Parts& k) {
        using namespace touch;
        return k.map_read() | k.fault_unwire() | writes(own({claim}));
      }},
     {kFailed, "failed", [](const Parts& k) {
        using namespace touch;
        return k.map_write() | uses(own({entry})) | k.fault_unwire() | k.release_claims() |
               writes(own({map_lock}));
      }},
     {kUnwireBefore, "unwire before", [](const Parts& k) {
        using namespace touch;
        return k.map_write() | k.unwire_range();
      }}},
    {&mark::mlock_limits, &mark::mlock_eagain, &mark::mlock_efault, &mark::mlock_pass1,
     &mark::mlock_pass1_copy, &mark::mlock_pass1_sleep, &mark::mlock_pass1_undo,
     &mark::mlock_nested, &mark::mlock_done, &mark::mlock_undo_wire, &mark::mlock_failed,
     &mark::mlock_unwire_before},
    true};

}  // namespace vmwire::netbsd
