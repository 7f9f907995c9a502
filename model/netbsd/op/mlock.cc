// What: mlock: uvm_map_pageable in the wire direction.
// Source: netbsd.md sections 2.4, 2.5, 2.6 [MM][M99][M00][M25].
// Leaves out: zero-length ranges (docs/warts.md).
//
// => pass 1 takes the map write lock and may sleep for memory with it;
// => pass 2 holds the map read-locked or busy, one wire fault a page;
// => a failure takes the counts back under the write lock.
#include "model/core/machine/entry.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/steps.h"

namespace vmwire::netbsd {
namespace {

enum MlockStep : unsigned { kPass1 = 0, kPass2 = 1, kUndoWire = 2, kFailed = 3 };

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
  const unsigned self = static_cast<unsigned>(s.tid()) & 7u;
  map.writer_bits = 0;
  if (s.p.wire_lock != WireLock::busy) map.reader_bits = self & 7u;
  if (s.p.wire_lock != WireLock::downgrade) map.busy_bits = self & 7u;
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

/// Moves to the next page that this call must fault in; finishes when there is none.
void next_page(Step& s, unsigned from) {
  Thread& t = s.t();
  for (unsigned va = from; va < end_of(s); ++va) {
    const Entry& e = *entry_at(s.w, s.process, va);
    if (e.wired_count != 1) {  // no rising edge: nothing is faulted
      s.mark(MarkId::mlock_nested);
      continue;
    }
    const bool max = s.p.wire_protection == WireProtection::maximum;
    t.step = kPass2;
    fault_start(s, va, {max ? e.max_prot : e.prot, true, max});
    return;
  }
  for (unsigned va = start_of(s); va < end_of(s); ++va) s.w.cell[s.process][va].promised = 1;
  unlock_all(s);
  s.mark(MarkId::mlock_done);
  s.finish();
}

void pass1(Step& s) {
  Thread& t = s.t();
  if (!s.lock_map_write(s.process)) return;
  const unsigned start = start_of(s), end = end_of(s);
  const bool resumed = s.proc().writer() == s.tid();
  if (!resumed) {
    for (unsigned va = start; va < end; ++va) {  // a cap of the size, not of the kernel
      const Entry* e = entry_at(s.w, s.process, va);
      if (e != nullptr && e->wired_count >= s.size.wired_count_max) {
        return s.block(WaitFor::not_offered, 0);
      }
    }
    if (over_limit(s)) {
      s.mark(MarkId::mlock_eagain);
      return s.finish();
    }
    if (entry_at(s.w, s.process, start) == nullptr) {
      s.mark(MarkId::mlock_efault);
      return s.finish();
    }
    s.mark(MarkId::mlock_pass1);
    t.va = start & 3u;
  }
  while (t.va < end) {
    const unsigned va = static_cast<unsigned>(t.va);
    Entry* e = entry_at(s.w, s.process, va);
    if (e == nullptr || (va > start && e->start != va)) break;  // a hole
    if (wants_amap_copy(s, *e)) {
      if (!amap_copy(s, *e)) {
        s.mark(MarkId::mlock_pass1_sleep);
        s.keep_map_write(s.process);
        return s.sleep_memory();
      }
      s.mark(MarkId::mlock_pass1_copy);
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
    s.mark(MarkId::mlock_pass1_undo);
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
  if (!s.lock_map_read(s.process)) return;
  const unsigned va = static_cast<unsigned>(t.va);
  const Entry& e = *entry_at(s.w, s.process, va);
  fault_unwire(s, s.process, e.start, va, Releases::entry_claims);
  if (s.panicked()) return;
  if (s.p.wire_edge == WireEdge::wire_fault) {
    for (unsigned v = e.start; v < va; ++v) s.w.cell[s.process][v].claim_bits = 0;
  }
  s.mark(MarkId::mlock_undo_wire);
  t.step = kFailed;
}

/// Step 7: the failing entry and all later ones are only counted down; earlier ones are unwired.
void failed(Step& s) {
  Thread& t = s.t();
  if (!s.lock_map_write(s.process)) return;
  const unsigned failing = entry_at(s.w, s.process, static_cast<unsigned>(t.va))->start;
  for (unsigned va = start_of(s); va < end_of(s); ++va) {
    Entry& e = *entry_at(s.w, s.process, va);
    if (e.start != va) continue;
    if (e.wired_count > 1) {
      entry_event(e, EntryEvent::unwire_one);
    } else if (va < failing || s.p.mlock_undo == MlockUndo::ptes_too) {
      entry_unwire(s, s.process, e);
    } else {
      entry_event(e, EntryEvent::unwire_one);
      release_claims(s, s.process, e.start, e.end);
    }
    if (s.panicked()) return;
  }
  unlock_all(s);
  s.mark(MarkId::mlock_failed);
  s.finish();
}

}  // namespace

void mlock_step(Step& s) {
  switch (s.t().step) {
    case kPass1: return pass1(s);
    case kPass2: return pass2(s);
    case kUndoWire: return undo_wire(s);
    case kFailed: return failed(s);
    default: VMWIRE_CHECK(!"an unknown step of mlock");
  }
}

}  // namespace vmwire::netbsd
