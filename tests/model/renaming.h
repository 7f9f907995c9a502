// What: worlds under other names, as plainly as it can be written: the referee of canonicalize.cc.
// docs/internals/canonicalization.md says what is interchangeable.
// Leaves out: the culprit of an event, which serves the words of a message only.
#pragma once

#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>
#include <vector>

#include "model/netbsd/ops.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

/// New index for each old one.
struct Renaming {
  std::vector<unsigned> pages, anons, amaps, slots, threads, processes;
};

inline std::vector<unsigned> shuffled(unsigned n, std::mt19937_64& random) {
  std::vector<unsigned> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

inline Renaming any_renaming(const Size& size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Renaming r{shuffled(size.pages, random), shuffled(size.anons(), random),
             shuffled(size.amaps(), random), shuffled(size.swap_slots, random), {}, {}};
  do {
    r.processes = shuffled(size.processes, random);
  } while (![&] {
    for (unsigned p = 0; p < size.processes; ++p) {
      if (size.threads[p] != size.threads[r.processes[p]]) return false;
    }
    return true;
  }());
  for (unsigned p = 0; p < size.processes; ++p) {
    for (const unsigned t : shuffled(size.threads[p], random)) {
      r.threads.push_back(size.first_thread(r.processes[p]) + t);
    }
  }
  return r;
}

/// An id under its new name. None, and the reserved ids above all names, stay what they are.
inline unsigned renamed_id(unsigned id, const std::vector<unsigned>& names) {
  return id >= 1 && id <= names.size() ? names[id - 1] + 1 : id;
}

inline Entry renamed(Entry e, const Renaming& r) {
  e.amap = static_cast<AmapId>(renamed_id(static_cast<unsigned>(e.amap), r.amaps));
  e.dead_owner = static_cast<ThreadId>(renamed_id(static_cast<unsigned>(e.dead_owner), r.threads));
  return e;
}

inline Thread renamed(Thread t, const Size& size, const Renaming& r) {
  t.page = renamed_id(static_cast<unsigned>(t.page), r.pages);
  for (unsigned v = 0; v < size.va_pages; ++v) {
    const auto claim = static_cast<unsigned>(t.vslock_claim(v));
    t.set_vslock_claim(v, static_cast<PageId>(renamed_id(claim, r.pages)));
    const auto frame = static_cast<unsigned>(t.frame(v));
    t.set_frame(v, static_cast<PageId>(renamed_id(frame, r.pages)));
  }
  if (t.child != 0) t.child = (r.processes[t.child - 1u] + 1u) & 3u;
  return t;
}

inline Page renamed(Page p, const Renaming& r) {
  if (is_anon(p.owner)) {
    p.owner = static_cast<OwnerId>(renamed_id(static_cast<unsigned>(p.owner), r.anons));
  }
  if (p.busy_by != kPagedaemon) {
    p.busy_by = static_cast<ActorId>(renamed_id(static_cast<unsigned>(p.busy_by), r.threads));
  }
  return p;
}

inline Process renamed(Process p, const Renaming& r) {
  p.writer_bits = renamed_id(p.writer_bits, r.threads) & 7u;
  p.reader_bits = renamed_id(p.reader_bits, r.threads) & 7u;
  p.busy_bits = renamed_id(p.busy_bits, r.threads) & 7u;
  return p;
}

/// Entries stand in an order of their own: live ones by start, then dead ones by owner and start.
inline void sort_entries(Entry (&entries)[kEntriesMax]) {
  const auto rank = [](const Entry& e) {
    const unsigned group = e.live() ? 0u : e.phase == EntryPhase::dead ? 1u : 2u;
    const unsigned owner = group == 1 ? static_cast<unsigned>(e.dead_owner) : 0u;
    return std::tuple{group, owner, static_cast<unsigned>(e.start)};
  };
  std::stable_sort(std::begin(entries), std::end(entries),
                   [&](const Entry& a, const Entry& b) { return rank(a) < rank(b); });
}

inline World renamed(const World& w, const Size& size, const Renaming& r) {
  World n{};
  n.file = w.file;
  n.system = w.system;
  n.event = w.event;
  for (unsigned p = 0; p < size.processes; ++p) {
    const unsigned q = r.processes[p];
    n.process[q] = renamed(w.process[p], r);
    for (unsigned e = 0; e < kEntriesMax; ++e) n.entry[q][e] = renamed(w.entry[p][e], r);
    sort_entries(n.entry[q]);
    for (unsigned v = 0; v < size.va_pages; ++v) {
      n.pte[q][v] = w.pte[p][v];
      n.pte[q][v].page_bits = renamed_id(w.pte[p][v].page_bits, r.pages) & 7u;
      n.cell[q][v] = w.cell[p][v];
      n.cell[q][v].claim_bits = renamed_id(w.cell[p][v].claim_bits, r.pages) & 7u;
    }
  }
  for (unsigned t = 0; t < size.thread_count(); ++t) {
    n.thread[r.threads[t]] = renamed(w.thread[t], size, r);
  }
  for (unsigned i = 0; i < size.pages; ++i) n.page[r.pages[i]] = renamed(w.page[i], r);
  for (unsigned i = 0; i < size.amaps(); ++i) {
    Amap& amap = n.amap[r.amaps[i]] = w.amap[i];
    for (unsigned v = 0; v < size.va_pages; ++v) {
      const auto anon = static_cast<unsigned>(amap.slot(v));
      amap.set_slot(v, static_cast<AnonId>(renamed_id(anon, r.anons)));
    }
  }
  for (unsigned i = 0; i < size.anons(); ++i) {
    Anon& anon = n.anon[r.anons[i]] = w.anon[i];
    anon.page_bits = renamed_id(anon.page_bits, r.pages) & 7u;
    anon.slot_bits = renamed_id(anon.slot_bits, r.slots) & 3u;
  }
  for (unsigned i = 0; i < size.swap_slots; ++i) {
    SwapSlot& slot = n.slot[r.slots[i]] = w.slot[i];
    slot.owner_bits = renamed_id(slot.owner_bits, r.anons) & 15u;
  }
  return n;
}

}  // namespace vmwire::netbsd
