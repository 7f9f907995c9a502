// What: the representative of a world, found the long way: every order that the keys leave open is
// tried in a copy, and everything is rewritten. The referee of Model::canonicalize.
// The argument: docs/internals/canonicalization.md.
#pragma once

#include <algorithm>
#include <cstring>
#include <iterator>

#include "model/netbsd/model.h"

namespace vmwire::netbsd::plain {

inline std::uint64_t mix(std::uint64_t h, std::uint64_t v) {
  h = (h ^ v) * 0x9e3779b97f4a7c15ull;
  return h ^ (h >> 29);
}

template <class T>
std::uint32_t bits32(const T& t) {
  static_assert(sizeof(T) == 4);
  std::uint32_t b;
  std::memcpy(&b, &t, 4);
  return b;
}

/// New names by order of first reference; 0 stays 0.
template <unsigned N>
class Names {
 public:
  void keep(unsigned id) { name_[id] = static_cast<std::uint8_t>(id); }
  void see(unsigned id) {
    if (id != 0 && name_[id] == 0) name_[id] = ++last_;
  }
  bool seen(unsigned id) const { return name_[id] != 0; }
  unsigned operator[](unsigned id) const { return name_[id]; }

 private:
  std::uint8_t name_[N] = {};
  std::uint8_t last_ = 0;
};

/// Renumbers amaps, anons, swap slots and pages.
class Renumber {
 public:
  Renumber(World& w, const Size& size)
      : w_(w), size_(size), amaps_(size.amaps()), anons_(size.anons()),
        threads_(size.thread_count()) {}

  void run() {
    page_.keep(7);  // kLostPage
    slot_.keep(3);  // kBadSlot
    see_amaps();
    see_anons();
    see_slots();
    see_pages();
    rewrite();
  }

 private:
  void see_amaps() {
    for (unsigned i = 0; i < size_.processes; ++i) {
      for (unsigned k = 0; k < size_.entries(i); ++k) {
        amap_.see(static_cast<unsigned>(w_.entry[i][k].amap));
      }
    }
    for (unsigned i = 1; i <= amaps_; ++i) amap_.see(i);
    for (unsigned i = 1; i <= amaps_; ++i) old_amap_[amap_[i]] = i;
  }

  void see_anons() {
    for (unsigned n = 1; n <= amaps_; ++n) {
      const Amap& amap = w_.amap[old_amap_[n] - 1];
      if (amap.ref == 0) break;
      for (unsigned k = 0; k < size_.va_pages; ++k) anon_.see(static_cast<unsigned>(amap.slot(k)));
    }
    for (unsigned i = 1; i <= anons_; ++i) {
      if (w_.anon[i - 1].ref != 0) anon_.see(i);
    }
    for (unsigned i = 1; i <= anons_; ++i) anon_.see(i);
    for (unsigned i = 1; i <= anons_; ++i) old_anon_[anon_[i]] = i;
  }

  void see_slots() {
    for (unsigned n = 1; n <= anons_; ++n) {
      slot_.see(static_cast<unsigned>(w_.anon[old_anon_[n] - 1].slot()));
    }
    for (unsigned i = 1; i <= size_.swap_slots; ++i) {
      if (w_.slot[i - 1].phase() == SlotPhase::bad) slot_.see(i);
    }
    for (unsigned i = 1; i <= size_.swap_slots; ++i) slot_.see(i);
  }

  void see_pages() {
    for (unsigned n = 1; n <= anons_; ++n) {
      const Anon& anon = w_.anon[old_anon_[n] - 1];
      if (anon.ref == 0) break;
      page_.see(static_cast<unsigned>(anon.page()));
    }
    // File pages by offset; then what something names: a PTE, a claim, a thread.
    for (unsigned o = 0; o < size_.file_pages; ++o) {
      for (unsigned i = 1; i <= size_.pages; ++i) {
        if (w_.page[i - 1].owner == owner_of_file_page(o)) page_.see(i);
      }
    }
    for (unsigned i = 0; i < size_.processes; ++i) {
      for (unsigned v = 0; v < size_.va_pages; ++v) {
        page_.see(w_.pte[i][v].page_bits);
        page_.see(w_.cell[i][v].claim_bits);
      }
    }
    for (unsigned k = 0; k < threads_; ++k) {
      page_.see(static_cast<unsigned>(w_.thread[k].page));
      for (unsigned v = 0; v < size_.va_pages; ++v) {
        page_.see(static_cast<unsigned>(w_.thread[k].vslock_claim(v)));
        page_.see(static_cast<unsigned>(w_.thread[k].frame(v)));
      }
    }
    // Whatever else is allocated by its contents: nothing names it, so equal ones are the same.
    std::uint8_t rest[kPagesMax];
    unsigned n = 0;
    for (unsigned i = 1; i <= size_.pages; ++i) {
      if (!page_.seen(i) && w_.page[i - 1].phase != PagePhase::free) {
        rest[n++] = static_cast<std::uint8_t>(i);
      }
    }
    for (unsigned i = 1; i < n; ++i) {
      for (unsigned k = i; k > 0 && content(rest[k]) < content(rest[k - 1]); --k) {
        std::swap(rest[k], rest[k - 1]);
      }
    }
    for (unsigned i = 0; i < n; ++i) page_.see(rest[i]);
    for (unsigned i = 1; i <= size_.pages; ++i) page_.see(i);
  }

  std::uint32_t content(unsigned page) const {
    Page p = w_.page[page - 1];
    if (is_anon(p.owner)) p.owner = static_cast<OwnerId>(anon_[static_cast<unsigned>(p.owner)]);
    return bits32(p);
  }

  void rewrite() {
    Amap old_amap[kAmapsMax];
    Anon old_anon[kAnonsMax];
    SwapSlot old_slot[kSlotsMax];
    Page old_page[kPagesMax];
    std::memcpy(old_amap, w_.amap, sizeof old_amap);
    std::memcpy(old_anon, w_.anon, sizeof old_anon);
    std::memcpy(old_slot, w_.slot, sizeof old_slot);
    std::memcpy(old_page, w_.page, sizeof old_page);
    for (unsigned i = 0; i < size_.processes; ++i) {
      for (unsigned k = 0; k < size_.entries(i); ++k) {
        Entry& e = w_.entry[i][k];
        e.amap = static_cast<AmapId>(amap_[static_cast<unsigned>(e.amap)]);
      }
      for (unsigned v = 0; v < size_.va_pages; ++v) {
        w_.pte[i][v].page_bits = page_[w_.pte[i][v].page_bits] & 7u;
        w_.cell[i][v].claim_bits = page_[w_.cell[i][v].claim_bits] & 7u;
      }
    }
    for (unsigned i = 1; i <= amaps_; ++i) {
      Amap amap = old_amap[i - 1];
      for (unsigned k = 0; amap.slot_bits != 0 && k < size_.va_pages; ++k) {
        amap.set_slot(k, static_cast<AnonId>(anon_[static_cast<unsigned>(amap.slot(k))]));
      }
      w_.amap[amap_[i] - 1] = amap;
    }
    for (unsigned i = 1; i <= anons_; ++i) {
      Anon anon = old_anon[i - 1];
      anon.page_bits = page_[anon.page_bits] & 7u;
      anon.slot_bits = slot_[anon.slot_bits] & 3u;
      w_.anon[anon_[i] - 1] = anon;
    }
    for (unsigned i = 1; i <= size_.swap_slots; ++i) {
      SwapSlot slot = old_slot[i - 1];
      slot.owner_bits = anon_[slot.owner_bits] & 15u;
      w_.slot[slot_[i] - 1] = slot;
    }
    for (unsigned i = 1; i <= size_.pages; ++i) {
      Page page = old_page[i - 1];
      if (is_anon(page.owner)) {
        page.owner = static_cast<OwnerId>(anon_[static_cast<unsigned>(page.owner)]);
      }
      w_.page[page_[i] - 1] = page;
    }
    for (unsigned k = 0; k < threads_; ++k) {
      Thread& t = w_.thread[k];
      t.page = page_[static_cast<unsigned>(t.page)];
      for (unsigned v = 0; t.vslocked != 0 && v < size_.va_pages; ++v) {
        t.set_vslock_claim(v, static_cast<PageId>(page_[static_cast<unsigned>(t.vslock_claim(v))]));
        t.set_frame(v, static_cast<PageId>(page_[static_cast<unsigned>(t.frame(v))]));
      }
    }
  }

  World& w_;
  const Size& size_;
  const unsigned amaps_, anons_, threads_;
  Names<kAmapsMax + 1> amap_;
  Names<kAnonsMax + 1> anon_;
  Names<4> slot_;
  Names<8> page_;
  std::uint8_t old_amap_[kAmapsMax + 1] = {}, old_anon_[kAnonsMax + 1] = {};
};

/// What a thread looks like apart from names: equal keys may still differ, unequal ones order.
inline std::uint64_t thread_key(const World& w, const Size& size, unsigned k) {
  Thread t = w.thread[k];
  std::uint64_t vslocked = 0;
  for (unsigned v = 0; v < size.va_pages; ++v) {
    const PageId p = t.vslock_claim(v);
    const PageId f = t.frame(v);
    vslocked = vslocked * 3 + (p == PageId::none ? 0u : p == kLostPage ? 2u : 1u);
    vslocked = vslocked * 3 + (f == PageId::none ? 0u : f == kNoFrame ? 2u : 1u);
  }
  t.page = 0;
  t.vslocked = t.frames = 0;
  t.child = 0;  // a name as well
  std::uint64_t raw;
  std::memcpy(&raw, &t, sizeof raw);
  if (raw == 0) return 0;  // idle threads stand first, and are all the same
  return mix(mix(1, raw), vslocked) | 1;
}

inline std::uint64_t process_key(const World& w, const Size& size, unsigned i) {
  std::uint64_t h = mix(2, w.process[i].phase_bits * 8u + w.process[i].wired_ptes);
  std::uint64_t dead = 0;
  for (unsigned k = 0; k < size.entries(i); ++k) {
    Entry e = w.entry[i][k];
    e.amap = e.amap == AmapId::none ? AmapId::none : id_of<AmapId>(0);
    e.dead_owner = ThreadId::none;
    // Dead ones stand in the order of their owners, which are names.
    if (e.phase == EntryPhase::dead) {
      dead += mix(3, bits32(e));
    } else {
      h = mix(h, bits32(e));
    }
  }
  h = mix(h, dead);
  for (unsigned v = 0; v < size.va_pages; ++v) {
    h = mix(h, w.pte[i][v].phase_bits * 4u + w.pte[i][v].prot_bits);
    const Cell& c = w.cell[i][v];
    h = mix(h, (c.claim_bits != 0) * 8u + c.promised * 4u + c.excused * 2u + c.lag);
  }
  std::uint64_t threads = 0;  // in no order: threads are permuted as well
  const unsigned first = size.first_thread(i);
  for (unsigned k = first; k < first + size.threads[i]; ++k) threads += thread_key(w, size, k);
  return mix(h, threads);
}

/// Live entries by address, then dead ones by owner and address.
inline void sort_entries(Entry (&entries)[kEntriesMax]) {
  const auto key = [](const Entry& e) {
    const unsigned start = e.start, owner = static_cast<unsigned>(e.dead_owner);
    if (e.live()) return start;
    return e.phase == EntryPhase::dead ? 16u + 4u * owner + start : 255u;
  };
  std::stable_sort(std::begin(entries), std::end(entries),
                   [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
}

/// Moves processes and threads to their new places: process i to to_process[i], thread k likewise.
inline World rename(const World& w, const Size& size, const unsigned* to_process,
                    const unsigned* to_thread) {
  World n = w;
  const auto thread = [&](unsigned id) { return id == 0 ? 0u : to_thread[id - 1] + 1u; };
  for (unsigned i = 0; i < size.processes; ++i) {
    const unsigned j = to_process[i];
    Process p = w.process[i];
    p.writer_bits = thread(p.writer_bits) & 7u;
    p.reader_bits = thread(p.reader_bits) & 7u;
    p.busy_bits = thread(p.busy_bits) & 7u;
    n.process[j] = p;
    for (unsigned k = 0; k < kEntriesMax; ++k) {
      n.entry[j][k] = w.entry[i][k];
      Entry& e = n.entry[j][k];
      e.dead_owner = static_cast<ThreadId>(thread(static_cast<unsigned>(e.dead_owner)));
    }
    // Dead entries are ordered by owner: keep that order under the new names.
    sort_entries(n.entry[j]);
    std::memcpy(n.pte[j], w.pte[i], sizeof w.pte[i]);
    std::memcpy(n.cell[j], w.cell[i], sizeof w.cell[i]);
  }
  for (unsigned k = 0; k < size.thread_count(); ++k) {
    Thread t = w.thread[k];
    if (t.child != 0) t.child = (to_process[t.child - 1u] + 1u) & 3u;
    n.thread[to_thread[k]] = t;
  }
  for (unsigned i = 0; i < size.pages; ++i) {
    const auto by = static_cast<unsigned>(n.page[i].busy_by);
    if (by >= 1 && by <= kThreadsMax) n.page[i].busy_by = static_cast<ActorId>(thread(by));
  }
  return n;
}

/// Tries every renaming that the keys leave open and keeps the least world.
class Orders {
 public:
  Orders(const World& w, const Size& size) : w_(w), size_(size) {
    for (unsigned i = 0; i < size.processes; ++i) process_key_[i] = process_key(w, size, i);
    for (unsigned k = 0; k < size.thread_count(); ++k) thread_key_[k] = thread_key(w, size, k);
  }

  World least(Model::ActorMap& map) {
    place_process(0, 0);
    for (unsigned k = 0; k < size_.thread_count(); ++k) {
      map[k] = static_cast<std::uint8_t>(best_thread_[k]);
    }
    return best_;
  }

 private:
  /// Chooses which old process takes place `place`; used: bit set of old processes.
  void place_process(unsigned place, unsigned used) {
    if (place == size_.processes) return place_thread(0, 0, 0);
    std::uint64_t least = ~0ull;
    for (unsigned i = 0; i < size_.processes; ++i) {
      if (may_take(i, place, used)) least = std::min(least, process_key_[i]);
    }
    for (unsigned i = 0; i < size_.processes; ++i) {
      if (!may_take(i, place, used) || process_key_[i] != least) continue;
      to_process_[i] = place;
      from_process_[place] = i;
      place_process(place + 1, used | 1u << i);
    }
  }
  bool may_take(unsigned i, unsigned place, unsigned used) const {
    return !(used >> i & 1u) && size_.threads[i] == size_.threads[place];
  }

  /// Chooses, within each placed process, which old thread takes place `n` of it.
  void place_thread(unsigned place, unsigned n, unsigned used) {
    if (place == size_.processes) return consider();
    if (n == size_.threads[place]) return place_thread(place + 1, 0, 0);
    const unsigned first = size_.first_thread(from_process_[place]);
    std::uint64_t least = ~0ull;
    for (unsigned k = 0; k < size_.threads[place]; ++k) {
      if (!(used >> k & 1u)) least = std::min(least, thread_key_[first + k]);
    }
    for (unsigned k = 0; k < size_.threads[place]; ++k) {
      if ((used >> k & 1u) || thread_key_[first + k] != least) continue;
      to_thread_[first + k] = size_.first_thread(place) + n;
      place_thread(place, n + 1, used | 1u << k);
      if (least == 0) break;  // idle threads are all the same
    }
  }

  void consider() {
    World n = rename(w_, size_, to_process_, to_thread_);
    Renumber(n, size_).run();
    if (found_ && std::memcmp(&n, &best_, sizeof n) >= 0) return;
    found_ = true;
    best_ = n;
    std::copy(std::begin(to_thread_), std::end(to_thread_), best_thread_);
  }

  const World& w_;
  const Size& size_;
  std::uint64_t process_key_[kProcessesMax] = {}, thread_key_[kThreadsMax] = {};
  unsigned to_process_[4] = {0, 1, 2, 3}, from_process_[4] = {0, 1, 2, 3};
  unsigned to_thread_[kThreadsMax] = {}, best_thread_[kThreadsMax] = {};
  World best_{};
  bool found_ = false;
};

inline Model::ActorMap canonicalize(World& w, const Size& size) {
  Model::ActorMap map;
  for (unsigned i = 0; i < map.size(); ++i) map[i] = static_cast<std::uint8_t>(i);
  w.event.page = w.event.process = w.event.va = 0;
  w = Orders(w, size).least(map);
  return map;
}

}  // namespace vmwire::netbsd::plain
