// What: pages, anons, amaps, swap slots and entries, as the operations change them.
// Source: netbsd.md sections 1.3-1.8, 2.0, 2.2 (dead entries), 2.15 (swap).
// Leaves out: loans; amap chunks (docs/warts.md).
#include "model/netbsd/memory.h"
#include "model/core/fit.h"
#include "model/netbsd/fault_marks.h"

#include <algorithm>

#include "model/netbsd/machine/entry.h"
#include "model/netbsd/machine/page.h"
#include "model/netbsd/machine/swap_slot.h"

namespace vmwire::netbsd {

// --- pages ------------------------------------------------------------------------------------

unsigned pages_free(const Step& s) {
  unsigned n = 0;
  for (unsigned i = 0; i < s.size.pages; ++i) n += s.w.page[i].phase == PagePhase::free;
  return n;
}

namespace {

/// By a PTE (page_protect that skips wired mappings), or as the frame of a raw I/O.
bool named(const World& w, const Size& size, PageId page) {
  for (unsigned i = 0; i < size.processes; ++i) {
    for (unsigned v = 0; v < size.va_pages; ++v) {
      if (w.pte[i][v].page() == page) return true;
    }
  }
  for (unsigned k = 0; k < size.thread_count(); ++k) {
    for (unsigned v = 0; w.thread[k].frames != 0 && v < size.va_pages; ++v) {
      if (w.thread[k].frame(v) == page) return true;
    }
  }
  return false;
}

/// Free pages are all the same, except those that something still names: which one is taken then
/// makes a difference, and every choice is tried.
unsigned free_page(Step& s) {
  unsigned candidates[kPagesMax], n = 0;
  bool plain = false;
  for (unsigned i = 0; i < s.size.pages; ++i) {
    if (s.w.page[i].phase != PagePhase::free) continue;
    const bool is_named = named(s.w, s.size, id_of<PageId>(i));
    if (is_named || !plain) candidates[n++] = i;
    plain |= !is_named;
  }
  VMWIRE_CHECK(n > 0);
  return candidates[n == 1 ? 0 : s.choose(n)];
}

}  // namespace

PageId page_alloc(Step& s, OwnerId owner, Data data) {
  const unsigned i = free_page(s);
  Page& page = s.w.page[i];
  page_event(page, PageEvent::allocate);
  page.owner = owner;
  page.data = data;
  page.clean = 0;
  if (is_anon(owner)) s.w.at(anon_of(owner)).page_bits = fit<3>(i + 1u);
  return id_of<PageId>(i);
}

namespace {

/// Ghost: a freed page takes the wired entries' claims with it; a vslock's claim on it is lost, and
/// what a device does with its frame concerns somebody else from now on.
void end_claims(Step& s, PageId p) {
  for (unsigned i = 0; i < s.size.processes; ++i) {
    for (unsigned v = 0; v < s.size.va_pages; ++v) {
      if (s.w.cell[i][v].claim() == p) s.w.cell[i][v].claim_bits = 0;
    }
  }
  for (unsigned k = 0; k < s.size.thread_count(); ++k) {
    Thread& t = s.w.thread[k];
    if (t.vslocked == 0) continue;
    for (unsigned v = 0; v < s.size.va_pages; ++v) {
      if (t.vslock_claim(v) == p) t.set_vslock_claim(v, kLostPage);
      if (t.frame(v) == p) t.spoilt |= 1u << v;
    }
  }
}

}  // namespace

void page_free(Step& s, PageId p) {
  Page& page = s.w.at(p);
  s.require(s.held.owner);
  VMWIRE_CHECK(!page.pageout && !page.busy);
  if (is_anon(page.owner)) {
    Anon& anon = s.w.at(anon_of(page.owner));
    if (anon.page() == p) anon.page_bits = 0;
  }
  if (page.wire_count > 0) --s.w.system.wired;  // "tolerated, and repairs the counts" [P20]
  page_event(page, PageEvent::free);
  page.owner = OwnerId::none;
  page.clean = page.released = 0;
  page.data = Data::none;
  // uvm_wait: whoever sleeps for memory is woken, and will have to try again.
  for (unsigned k = 0; k < s.size.thread_count(); ++k) {
    if (s.w.thread[k].phase == ThreadPhase::sleep_memory) s.wake(s.w.thread[k]);
  }
  end_claims(s, p);
}

void page_wire(Step& s, PageId p) {
  Page& page = s.w.at(p);
  s.require(s.held.owner);
  if (page.wire_count == kWireCountWrap - 1 && page.phase == PagePhase::wired) {
    return s.refuse();  // a bound of the model: 16 bits go further
  }
  if (page.wire_count == 0) ++s.w.system.wired;
  page_event(page, s.p.page_wire_queue == PageWireQueue::leaves ? PageEvent::wire
                                                                : PageEvent::wire_in_place);
  s.mark(mark::fault_page_wire);
}

void page_unwire(Step& s, PageId p) {
  Page& page = s.w.at(p);
  s.require(s.held.owner);
  const unsigned before = page.wire_count;
  if (page.phase == PagePhase::free) {  // a mapping that outlived its page
    s.w.event.underflow = 1;
    return;
  }
  page_event(page, PageEvent::unwire);
  if (before == 0) s.w.event.underflow = 1;
  if (before == 1) --s.w.system.wired;
}

void page_activate(Step& s, PageId p) {
  Page& page = s.w.at(p);
  if (page.wire_count == 0) page_event(page, PageEvent::activate);
}

void page_busy(Step& s, PageId p, ActorId who) {
  Page& page = s.w.at(p);
  VMWIRE_CHECK(!page.busy);
  page.busy = 1;
  page.busy_by = who;
}

void page_unbusy(Step& s, PageId p) {
  Page& page = s.w.at(p);
  if (page.busy_by != s.self) {
    s.w.event.foreign_unbusy = 1;
    s.culprit(p, 0, 0);
  }
  page.busy = 0;
  page.busy_by = ActorId::none;
  for (unsigned k = 0; k < s.size.thread_count(); ++k) {
    Thread& sleeper = s.w.thread[k];
    if (sleeper.phase == ThreadPhase::sleep_busy &&
        sleeper.page == static_cast<std::uint64_t>(p)) {
      s.wake(sleeper);
    }
  }
}

// --- swap -------------------------------------------------------------------------------------

void leave_swap(Step& s, PageId wired) {
  Page& page = s.w.at(wired);
  if (!is_anon(page.owner)) return;
  if (s.p.wired_swap_page == WiredSwapPage::dirty_first) page.clean = 0;
  if (!s.w.at(anon_of(page.owner)).in_use_slot()) return;
  slot_release(s, anon_of(page.owner));
  s.mark(mark::fault_drop_slot);
}

bool swap_full(const Step& s) {
  for (unsigned i = 0; i < s.size.swap_slots; ++i) {
    const SwapSlot& slot = s.w.slot[i];
    if (slot.phase() == SlotPhase::free) return false;
    if (slot.phase() == SlotPhase::in_use && s.w.at(slot.owner()).page() != PageId::none) {
      return false;
    }
  }
  return true;
}

bool reclaimable(const Step& s) {
  if (!swap_full(s)) return true;
  for (unsigned i = 0; i < s.size.pages; ++i) {
    if (is_file(s.w.page[i].owner) && s.w.page[i].wire_count == 0) return true;
  }
  return false;
}

SlotId slot_alloc(Step& s, AnonId owner) {
  for (unsigned i = 0; i < s.size.swap_slots; ++i) {
    SwapSlot& slot = s.w.slot[i];
    if (slot.phase() != SlotPhase::free) continue;
    slot_event(slot, SlotEvent::assign);
    slot.owner_bits = fit<4>(static_cast<unsigned>(owner));
    slot.data_bits = static_cast<unsigned>(Data::stale);  // not written yet
    s.w.at(owner).slot_bits = fit<2>(i + 1u);
    return id_of<SlotId>(i);
  }
  return SlotId::none;
}

void slot_release(Step& s, AnonId owner) {
  Anon& anon = s.w.at(owner);
  if (!anon.in_use_slot()) return;
  SwapSlot& slot = s.w.at(anon.slot());
  const PageId p = anon.page();
  if (p != PageId::none && s.w.at(p).pageout) s.w.event.slot_in_flight = 1;
  slot_event(slot, SlotEvent::release);
  slot.owner_bits = 0;
  slot.data_bits = 0;
  anon.slot_bits = 0;
}

void slot_mark_bad(Step& s, AnonId owner) {
  Anon& anon = s.w.at(owner);
  SwapSlot& slot = s.w.at(anon.slot());
  slot_event(slot, SlotEvent::mark_bad);
  slot.owner_bits = 0;
  slot.data_bits = 0;
  anon.slot_bits = 0;
  ++s.w.system.hard_errors;
}

// --- anons and amaps --------------------------------------------------------------------------

AnonId anon_alloc(Step& s) {
  for (unsigned i = 0; i < s.size.anons(); ++i) {
    if (s.w.anon[i].ref != 0) continue;
    s.w.anon[i].ref = 1;
    return id_of<AnonId>(i);
  }
  VMWIRE_CHECK(!"more anons than pages and slots");
  return AnonId::none;
}

PageId anon_unref(Step& s, AnonId a) {
  Anon& anon = s.w.at(a);
  VMWIRE_CHECK(anon.ref > 0);
  if (anon.ref > 1) {
    --anon.ref;
    return PageId::none;
  }
  const PageId p = anon.page();
  if (p != PageId::none && s.w.at(p).busy) return p;
  slot_release(s, a);
  if (p != PageId::none) page_free(s, p);
  anon = Anon{};
  return PageId::none;
}

AmapId amap_alloc(Step& s) {
  for (unsigned i = 0; i < s.size.amaps(); ++i) {
    if (s.w.amap[i].ref != 0) continue;
    s.w.amap[i] = Amap{};
    s.w.amap[i].ref = 1;
    return id_of<AmapId>(i);
  }
  VMWIRE_CHECK(!"more amaps than entries");
  return AmapId::none;
}

bool amap_memory(const Step& s) { return pages_free(s) > 0; }

namespace {

/// Whether an entry other than `e` covers this slot of the amap: the per-page reference counts
/// (ppref) of the kernel, worked out from the entries instead of kept.
bool slot_covered_by_other(const Step& s, const Entry& e, AmapId amap, unsigned slot) {
  for (unsigned i = 0; i < s.size.processes; ++i) {
    for (unsigned k = 0; k < s.size.entries(i); ++k) {
      const Entry& other = s.w.entry[i][k];
      if (&other == &e || other.phase == EntryPhase::unused || other.amap != amap) continue;
      if (other.pageoff <= slot && slot < other.pageoff + other.length()) return true;
    }
  }
  return false;
}

}  // namespace

PageId amap_unref(Step& s, Entry& e) {
  const AmapId id = e.amap;
  if (id == AmapId::none) return PageId::none;
  Amap& amap = s.w.at(id);
  s.held.owner = true;
  for (unsigned slot = e.pageoff; slot < e.pageoff + e.length(); ++slot) {
    const AnonId a = amap.slot(slot);
    if (a == AnonId::none || slot_covered_by_other(s, e, id, slot)) continue;
    const PageId busy = anon_unref(s, a);
    if (busy != PageId::none) return busy;
    amap.set_slot(slot, AnonId::none);
  }
  e.amap = AmapId::none;
  e.pageoff = 0;
  --amap.ref;
  if (amap.ref == 1) amap.shared = 0;  // by whatever way the last other reference went
  if (amap.ref == 0) {
    VMWIRE_CHECK(amap.slot_bits == 0);
    amap = Amap{};
  }
  return PageId::none;
}

namespace {

unsigned process_of_entry(const Step& s, const Entry& e) {
  unsigned i = 0;
  while (&e < s.w.entry[i] || &e >= s.w.entry[i] + kEntriesMax) ++i;
  return i;
}

/// Ghost: whether somebody who can run still uses what this entry shares: a sharer would not see
/// its writes any more. A child that fork is making has no part in it.
bool leaves_sharers(const Step& s, const Entry& e) {
  if (!s.w.at(e.amap).shared) return false;
  if (s.w.process[process_of_entry(s, e)].phase() == ProcessPhase::embryo) return false;
  for (unsigned i = 0; i < s.size.processes; ++i) {
    if (s.w.process[i].phase() == ProcessPhase::embryo) continue;
    for (unsigned k = 0; k < s.size.entries(i); ++k) {
      const Entry& other = s.w.entry[i][k];
      if (&other == &e || !other.live() || other.amap != e.amap) continue;
      if (other.pageoff < e.pageoff + e.length() && e.pageoff < other.pageoff + other.length()) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool amap_copy(Step& s, Entry& e) {
  const unsigned length = e.length();
  if (e.amap == AmapId::none) {
    if (!amap_memory(s)) return false;
    e.amap = amap_alloc(s);
    e.pageoff = 0;
    e.needs_copy = 0;
    return true;
  }
  if (s.w.at(e.amap).ref == 1) {  // nobody else uses it: there is nothing to copy
    e.needs_copy = 0;
    return true;
  }
  if (!amap_memory(s)) return false;
  if (leaves_sharers(s, e)) s.w.event.unshared = 1;
  const AmapId old_id = e.amap;
  const AmapId new_id = amap_alloc(s);
  Amap& from = s.w.at(old_id);
  Amap& to = s.w.at(new_id);
  for (unsigned i = 0; i < length; ++i) {
    const AnonId a = from.slot(e.pageoff + i);
    if (a == AnonId::none) continue;
    to.set_slot(i, a);
    ++s.w.at(a).ref;
  }
  // No page can be BUSY here in a way that matters: each anon has a second reference now.
  const PageId busy = amap_unref(s, e);
  VMWIRE_CHECK(busy == PageId::none);
  e.amap = new_id;
  e.pageoff = 0;
  e.needs_copy = 0;
  return true;
}

// --- map entries ------------------------------------------------------------------------------

void entries_sort(World& w, unsigned process) {
  Entry* e = w.entry[process];
  const auto key = [](const Entry& x) -> unsigned {
    if (x.live()) return x.start;
    return x.phase == EntryPhase::dead ? 16u + 4u * static_cast<unsigned>(x.dead_owner) + x.start
                                       : 255u;
  };
  for (unsigned i = 1; i < kEntriesMax; ++i) {  // insertion sort: nearly always in order
    for (unsigned k = i; k > 0 && key(e[k]) < key(e[k - 1]); --k) std::swap(e[k], e[k - 1]);
  }
}

Entry& entry_insert(Step& s, unsigned process, Entry fields) {
  for (unsigned i = 0; i < s.size.entries(process); ++i) {
    Entry& e = s.w.entry[process][i];
    if (e.phase != EntryPhase::unused) continue;
    fields.phase = EntryPhase::unused;
    entry_event(fields, fields.wired_count == 0 ? EntryEvent::split_pageable
                                                : EntryEvent::split_wired);
    e = fields;
    return e;
  }
  VMWIRE_CHECK(!"no place for another map entry");
  return s.w.entry[process][0];
}

void clip(Step& s, unsigned process, unsigned va) {
  s.require(s.held.map_write || process != s.process);
  Entry* e = entry_at(s.w, process, va);
  if (e == nullptr || e->start == va) return;
  Entry right = *e;
  const unsigned left_length = va - e->start;
  right.start = fit<2>(va);
  right.offset = right.object ? fit<2>(right.offset + left_length) : 0u;
  if (right.amap != AmapId::none) {
    right.pageoff = fit<2>(right.pageoff + left_length);
    ++s.w.at(right.amap).ref;
  }
  e->end = fit<2>(va);
  entry_insert(s, process, right);
  entries_sort(s.w, process);
}

bool covered(const World& w, unsigned process, unsigned start, unsigned end) {
  for (unsigned va = start; va < end; ++va) {
    if (entry_at(w, process, va) == nullptr) return false;
  }
  return true;
}

}  // namespace vmwire::netbsd
