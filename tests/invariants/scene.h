// What: hand-made worlds for the tests of the laws, built noun by noun.
// A world made by hand does not depend on the operations that it judges.
// Two processes, one VA page each unless a test widens the size; P0 has threads t0 and t1.
#pragma once

#include <string>

#include "invariants/netbsd/laws.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd_laws {

// Operations by their numbers, as a thread's record has them.
inline constexpr unsigned kMlockOp = family::number(op::mlock),
                          kMunlockOp = family::number(op::munlock),
                          kPhysioOp = family::number(op::physio),
                          kWriteOp = family::number(op::write),
                          kForkOp = family::number(op::fork),
                          kExitOp = family::number(op::exit);

struct Scene {
  World w{};
  Size size{.swap_slots = 1};

  Scene() { w.process[0].phase_bits = static_cast<unsigned>(ProcessPhase::alive); }

  Page& page(unsigned i) { return w.page[i]; }
  Pte& pte(unsigned process, unsigned va) { return w.pte[process][va]; }
  Cell& cell(unsigned process, unsigned va) { return w.cell[process][va]; }
  Entry& entry(unsigned process, unsigned i = 0) { return w.entry[process][i]; }
  Thread& thread(unsigned i) { return w.thread[i]; }

  void phase(unsigned process, ProcessPhase p) {
    w.process[process].phase_bits = static_cast<unsigned>(p) & 3u;
  }

  /// A pageable read-write entry at place `i`, without any layer yet.
  Entry& map(unsigned process, unsigned start, unsigned end, unsigned i = 0) {
    Entry& e = entry(process, i);
    e.phase = EntryPhase::pageable;
    e.start = start & 3u;
    e.end = end & 3u;
    e.prot = e.max_prot = Prot::write;
    return e;
  }
  /// The same, private: COPYONWRITE over amap `amap`.
  Entry& map_private(unsigned process, unsigned start, unsigned end, unsigned amap,
                     unsigned i = 0) {
    Entry& e = map(process, start, end, i);
    e.cow = 1;
    e.amap = id_of<AmapId>(amap);
    ++w.amap[amap].ref;
    return e;
  }
  /// The same, shared: the file from its first page on.
  Entry& map_file(unsigned process, unsigned start, unsigned end, unsigned i = 0) {
    Entry& e = map(process, start, end, i);
    e.object = 1;
    w.file.size = size.file_pages & 3u;
    return e;
  }

  /// Puts anon `a` into a slot of the amap; one more reference.
  void put(unsigned amap, unsigned slot, unsigned a) {
    w.amap[amap].set_slot(slot, id_of<AnonId>(a));
    ++w.anon[a].ref;
  }
  void anon_page(unsigned a, unsigned i) {
    w.anon[a].page_bits = (i + 1u) & 7u;
    page(i).owner = owner_of(id_of<AnonId>(a));
    page(i).phase = PagePhase::active;
    page(i).data = Data::fresh;
  }
  void anon_slot(unsigned a, unsigned slot) {
    w.anon[a].slot_bits = (slot + 1u) & 3u;
    w.slot[slot].phase_bits = static_cast<unsigned>(SlotPhase::in_use);
    w.slot[slot].owner_bits = (a + 1u) & 15u;
    w.slot[slot].data_bits = static_cast<unsigned>(Data::fresh);
  }
  void file_page(unsigned offset, unsigned i) {
    page(i).owner = owner_of_file_page(offset);
    page(i).phase = PagePhase::active;
    page(i).data = Data::fresh;
  }
  void busy(unsigned i, ActorId who, bool pageout = false) {
    page(i).busy = 1;
    page(i).busy_by = who;
    page(i).pageout = pageout;
    if (pageout) page(i).phase = PagePhase::unqueued;
  }

  void enter(unsigned process, unsigned va, unsigned i, Prot prot = Prot::write) {
    pte(process, va).phase_bits = static_cast<unsigned>(PtePhase::present);
    pte(process, va).page_bits = (i + 1u) & 7u;
    pte(process, va).prot_bits = static_cast<unsigned>(prot) & 3u;
  }
  void remove(unsigned process, unsigned va) {
    if (pte(process, va).wired()) --w.process[process].wired_ptes;
    pte(process, va) = Pte{};
  }
  void set_wired(unsigned process, unsigned va) {
    if (!pte(process, va).wired()) ++w.process[process].wired_ptes;
    pte(process, va).phase_bits = static_cast<unsigned>(PtePhase::wired);
  }
  void page_wire(unsigned i) {
    if (page(i).wire_count++ == 0) ++w.system.wired;
    page(i).phase = PagePhase::wired;
  }
  /// mlock pass 1 of an entry, and pass 2 of one page.
  void wire_entry(Entry& e) {
    e.phase = EntryPhase::wired;
    ++e.wired_count;
  }
  void wire_page(unsigned process, unsigned va) {
    const PageId p = pte(process, va).page();
    page_wire(index(p));
    set_wired(process, va);
    cell(process, va).claim_bits = static_cast<unsigned>(p) & 7u;
  }
  /// A vslock of what P<process>:<va> maps, by the thread.
  void vslock(unsigned t, unsigned process, unsigned va) {
    begin(t, kPhysioOp, va, va + 1);
    page_wire(index(pte(process, va).page()));
    set_wired(process, va);
    thread(t).set_vslock_claim(va, pte(process, va).page());
  }
  void begin(unsigned t, unsigned op, unsigned start, unsigned end) {
    thread(t).phase = ThreadPhase::running;
    thread(t).op = op & 15u;
    thread(t).arg = op == kMlockOp ? kMlockCounts : 0u;
    thread(t).start = start & 3u;
    thread(t).end = end & 3u;
    thread(t).va = start & 3u;
  }
  void event_at(unsigned i, unsigned process, unsigned va) {
    w.event.page = (i + 1u) & 7u;
    w.event.process = process & 3u;
    w.event.va = va & 3u;
  }
};

/// P0 has one private page: entry [0,1), amap 0, anon 0, page 0, mapped.
inline Scene private_page() {
  Scene s;
  s.map_private(0, 0, 1, 0);
  s.put(0, 0, 0);
  s.anon_page(0, 0);
  s.enter(0, 0, 0);
  return s;
}

/// The same after mlock.
inline Scene mlocked_page() {
  Scene s = private_page();
  s.wire_entry(s.entry(0));
  s.wire_page(0, 0);
  return s;
}

/// P0 and P1 share file page 0, on page 0, both mapped.
inline Scene shared_page() {
  Scene s;
  s.phase(1, ProcessPhase::alive);
  s.file_page(0, 0);
  for (unsigned process = 0; process < 2; ++process) {
    s.map_file(process, 0, 1);
    s.enter(process, 0, 0);
  }
  return s;
}

/// The ids of all laws that do not hold, "" for a legal world.
inline std::string broken(const Scene& s) {
  const std::uint64_t mask = laws().broken(s.w, s.size, laws().all());
  std::string ids;
  for (std::size_t i = 0; i < laws().laws().size(); ++i) {
    if ((mask >> i) & 1u) ids += (ids.empty() ? "" : " ") + std::string(laws().laws()[i].id);
  }
  return ids;
}

/// What the law says about the world; "holds" when it does.
inline std::string verdict(const char* law, const Scene& s) {
  const Law* found = laws().find(law);
  if (found == nullptr) return "no such law";
  Culprit culprit;
  return found->holds(s.w, s.size, &culprit) ? "holds" : culprit.text;
}

}  // namespace vmwire::netbsd_laws
