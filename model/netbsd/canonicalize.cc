// What: one representative for all worlds that differ only in names.
// Source: derived; why it is sound: docs/internals/canonicalization.md.
// Interchangeable: pages, anons, amaps, swap slots; threads of a process; processes with equally
// many threads. No step compares such names, it only follows them or takes the lowest free one.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "model/core/fit.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/kernel.h"
#include "model/netbsd/renumber.h"

namespace vmwire::netbsd {
namespace {

std::uint64_t mix(std::uint64_t h, std::uint64_t v) {
  h = (h ^ v) * 0x9e3779b97f4a7c15ull;
  return h ^ (h >> 29);
}

/// What a busy thread looks like apart from names: equal keys may still differ, unequal ones order.
/// Idle threads have the key 0, so they stand first, and are all the same.
std::uint64_t thread_key(const World& w, const Shape& shape, unsigned k) {
  Thread t = w.thread[k];
  if (t.phase == ThreadPhase::idle) return 0;
  std::uint64_t vslocked = 0;
  for (unsigned v = 0; t.vslocked != 0 && v < shape.va_pages; ++v) {
    const PageId p = t.vslock_claim(v);
    const PageId f = t.frame(v);
    vslocked = vslocked * 3 + (p == PageId::none ? 0u : p == kLostPage ? 2u : 1u);
    vslocked = vslocked * 3 + (f == PageId::none ? 0u : f == kNoFrame ? 2u : 1u);
  }
  t.page = 0;
  t.vslocked = t.frames = 0;
  t.child = 0;  // a name as well
  return mix(mix(1, std::bit_cast<std::uint64_t>(t)), vslocked) | 1;
}

std::uint64_t process_key(const World& w, const Shape& shape, unsigned i) {
  std::uint64_t h = mix(2, w.process[i].phase_bits * 8u + w.process[i].wired_ptes);
  std::uint64_t dead = 0;
  for (unsigned k = 0; k < shape.entries[i]; ++k) {
    Entry e = w.entry[i][k];
    e.amap = e.amap == AmapId::none ? AmapId::none : id_of<AmapId>(0);
    e.dead_owner = ThreadId::none;
    // Dead ones stand in the order of their owners, which are names.
    if (e.phase == EntryPhase::dead) {
      dead += mix(3, std::bit_cast<std::uint32_t>(e));
    } else {
      h = mix(h, std::bit_cast<std::uint32_t>(e));
    }
  }
  h = mix(h, dead);
  for (unsigned v = 0; v < shape.va_pages; ++v) {
    h = mix(h, w.pte[i][v].phase_bits * 4u + w.pte[i][v].prot_bits);
    const Cell& c = w.cell[i][v];
    h = mix(h, (c.claim_bits != 0) * 8u + c.promised * 4u + c.excused * 2u + c.lag);
  }
  std::uint64_t threads = 0;  // in no order: threads are permuted as well
  for (unsigned k = shape.first_thread[i]; k < shape.first_thread[i + 1u]; ++k) {
    threads += thread_key(w, shape, k);
  }
  return mix(h, threads);
}

/// Processes with equally many threads are interchangeable.
bool alike(const Shape& shape, unsigned i, unsigned j) {
  return shape.threads_of(i) == shape.threads_of(j);
}

/// Every process comes before those like it whose keys are greater; a tie is no order.
bool processes_in_order(const World& w, const Shape& shape) {
  for (unsigned i = 0; i < shape.processes; ++i) {
    for (unsigned j = i + 1; j < shape.processes; ++j) {
      if (!alike(shape, i, j)) continue;
      if (process_key(w, shape, i) >= process_key(w, shape, j)) return false;
    }
  }
  return true;
}

enum class Order { kept, moved, tied };

/// Sorts the threads of each process by their keys: `to[k]` is the new place of thread k.
Order sort_threads(const World& w, const Shape& shape, unsigned* to) {
  Order order = Order::kept;
  for (unsigned i = 0; i < shape.processes; ++i) {
    const unsigned first = shape.first_thread[i], last = shape.first_thread[i + 1u];
    if (last - first == 1u) {
      to[first] = first;
      continue;
    }
    unsigned busy = 0;
    for (unsigned k = first; k < last; ++k) busy += w.thread[k].phase != ThreadPhase::idle;
    std::uint64_t key[kThreadsMax];
    for (unsigned k = first; k < last; ++k) {
      // One busy thread stands last, whatever its key is.
      key[k] = busy > 1u ? thread_key(w, shape, k) : w.thread[k].phase != ThreadPhase::idle;
      to[k] = k;
      for (unsigned other = first; other < k; ++other) {
        if (key[other] == key[k] && key[k] != 0) return Order::tied;
        if (key[other] <= key[k]) continue;
        if (to[other] < to[k]) to[k] = to[other];
        ++to[other];
        order = Order::moved;
      }
    }
  }
  return order;
}

/// Moves threads within their processes, in place: thread k to to[k].
void move_threads(World& w, const Shape& shape, const unsigned* to) {
  const auto renamed = [&](unsigned id) { return id == 0 ? 0u : to[id - 1u] + 1u; };
  for (unsigned i = 0; i < shape.processes; ++i) {
    Process p = w.process[i];
    p.writer_bits = fit<3>(renamed(p.writer_bits));
    p.reader_bits = fit<3>(renamed(p.reader_bits));
    p.busy_bits = fit<3>(renamed(p.busy_bits));
    w.process[i] = p;
    bool dead = false;
    for (unsigned k = 0; k < shape.entries[i]; ++k) {
      Entry& e = w.entry[i][k];
      if (e.dead_owner == ThreadId::none) continue;
      e.dead_owner = static_cast<ThreadId>(renamed(static_cast<unsigned>(e.dead_owner)));
      dead = true;
    }
    if (dead) entries_sort(w, i);  // dead ones stand in the order of their owners
  }
  Thread old[kThreadsMax];
  std::copy_n(w.thread, shape.threads, old);
  for (unsigned k = 0; k < shape.threads; ++k) w.thread[to[k]] = old[k];
  for (unsigned i = 0; i < shape.pages; ++i) {
    const auto by = static_cast<unsigned>(w.page[i].busy_by);
    if (by >= 1 && by <= kThreadsMax) w.page[i].busy_by = static_cast<ActorId>(renamed(by));
  }
}

/// Moves processes in a copy: process i to place to_process[i], its threads as to_thread says.
World move_processes(const World& w, const Shape& shape, const unsigned* to_process,
                     const unsigned* to_thread) {
  World n = w;
  for (unsigned i = 0; i < shape.processes; ++i) {
    const unsigned j = to_process[i];
    n.process[j] = w.process[i];
    std::memcpy(n.entry[j], w.entry[i], sizeof w.entry[i]);
    std::memcpy(n.pte[j], w.pte[i], sizeof w.pte[i]);
    std::memcpy(n.cell[j], w.cell[i], sizeof w.cell[i]);
  }
  for (unsigned k = 0; k < shape.threads; ++k) {
    Thread& t = n.thread[k];
    if (t.child != 0) t.child = fit<2>(to_process[t.child - 1u] + 1u);
  }
  move_threads(n, shape, to_thread);
  return n;
}

/// Tries every renaming that the keys leave open and keeps the least world.
class Orders {
 public:
  Orders(const World& w, const Shape& shape) : w_(w), shape_(shape) {
    for (unsigned i = 0; i < shape.processes; ++i) process_key_[i] = process_key(w, shape, i);
    for (unsigned k = 0; k < shape.threads; ++k) thread_key_[k] = thread_key(w, shape, k);
  }

  World least(std::array<std::uint8_t, 8>& map) {
    place_process(0, 0);
    for (unsigned k = 0; k < shape_.threads; ++k) {
      map[k] = static_cast<std::uint8_t>(best_thread_[k]);
    }
    return best_;
  }

 private:
  /// Chooses which old process takes place `place`; used: bit set of old processes.
  void place_process(unsigned place, unsigned used) {
    if (place == shape_.processes) return place_thread(0, 0, 0);
    std::uint64_t least = ~0ull;
    for (unsigned i = 0; i < shape_.processes; ++i) {
      if (may_take(i, place, used)) least = std::min(least, process_key_[i]);
    }
    for (unsigned i = 0; i < shape_.processes; ++i) {
      if (!may_take(i, place, used) || process_key_[i] != least) continue;
      to_process_[i] = place;
      from_process_[place] = i;
      place_process(place + 1, used | 1u << i);
    }
  }
  bool may_take(unsigned i, unsigned place, unsigned used) const {
    return !(used >> i & 1u) && alike(shape_, i, place);
  }

  /// Chooses, within each placed process, which old thread takes place `n` of it.
  void place_thread(unsigned place, unsigned n, unsigned used) {
    if (place == shape_.processes) return consider();
    if (n == shape_.threads_of(place)) return place_thread(place + 1, 0, 0);
    const unsigned first = shape_.first_thread[from_process_[place]];
    std::uint64_t least = ~0ull;
    for (unsigned k = 0; k < shape_.threads_of(place); ++k) {
      if (!(used >> k & 1u)) least = std::min(least, thread_key_[first + k]);
    }
    for (unsigned k = 0; k < shape_.threads_of(place); ++k) {
      if ((used >> k & 1u) || thread_key_[first + k] != least) continue;
      to_thread_[first + k] = shape_.first_thread[place] + n;
      place_thread(place, n + 1, used | 1u << k);
      if (least == 0) break;  // idle threads are all the same
    }
  }

  void consider() {
    World n = move_processes(w_, shape_, to_process_, to_thread_);
    renumber(n, shape_);
    if (found_ && std::memcmp(&n, &best_, sizeof n) >= 0) return;
    found_ = true;
    best_ = n;
    std::copy(std::begin(to_thread_), std::end(to_thread_), best_thread_);
  }

  const World& w_;
  const Shape& shape_;
  std::uint64_t process_key_[kProcessesMax] = {}, thread_key_[kThreadsMax] = {};
  unsigned to_process_[4] = {0, 1, 2, 3}, from_process_[4] = {0, 1, 2, 3};
  unsigned to_thread_[kThreadsMax] = {}, best_thread_[kThreadsMax] = {};
  World best_{};
  bool found_ = false;
};

}  // namespace

std::array<std::uint8_t, 8> NetBsd::canonicalize(World& w, const Shape& shape) {
  std::array<std::uint8_t, 8> map;
  for (unsigned i = 0; i < map.size(); ++i) map[i] = static_cast<std::uint8_t>(i);
  // The culprit serves the words of a message only, and paths are told from worlds as they were.
  w.event.page = w.event.process = w.event.va = 0;
  unsigned to[kThreadsMax];
  const Order threads = sort_threads(w, shape, to);
  if (threads == Order::tied || !processes_in_order(w, shape)) {
    w = Orders(w, shape).least(map);
    return map;
  }
  if (threads == Order::moved) {
    for (unsigned k = 0; k < shape.threads; ++k) map[k] = static_cast<std::uint8_t>(to[k]);
    move_threads(w, shape, to);
  }
  renumber(w, shape);
  return map;
}

}  // namespace vmwire::netbsd
