// What: the packed world of the NetBSD family: every field of a state, its width and meaning.
// Source: netbsd.md section 1; ghost state: section 4.
// Leaves out: what docs/warts.md lists. Read next: size.h (how much of it a run uses), step.h.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "model/netbsd/nouns/entry.h"
#include "model/netbsd/nouns/map.h"
#include "model/netbsd/nouns/page.h"
#include "model/netbsd/nouns/pte.h"
#include "model/netbsd/nouns/thread.h"
#include "model/netbsd/nouns/swap_slot.h"

namespace vmwire::netbsd {

// The largest world. A size (size.h) uses a part of each array; the rest stays zero.
inline constexpr unsigned kProcessesMax = 3;
inline constexpr unsigned kThreadsMax = 4;   ///< over all processes
inline constexpr unsigned kVaMax = 3;        ///< VA pages of each process
inline constexpr unsigned kEntriesMax = 6;   ///< of each process, dead ones included
inline constexpr unsigned kPagesMax = 6;
inline constexpr unsigned kAnonsMax = 8;
inline constexpr unsigned kAmapsMax = 8;
inline constexpr unsigned kSlotsMax = 2;
inline constexpr unsigned kFilePagesMax = 3;

/// The pagedaemon as an owner of BUSY (Page::busy_by); threads are 1..4.
inline constexpr ActorId kPagedaemon = static_cast<ActorId>(5);
constexpr ActorId actor_of(ThreadId t) { return static_cast<ActorId>(t); }

/// amap: the anonymous layer of one or more entries (section 1.3).
struct Amap {
  std::uint16_t ref : 3;     ///< entries that use it; 0: this amap does not exist
  std::uint16_t shared : 1;  ///< SHARED: a reference was taken as a share
  std::uint16_t slot_bits : 12;  ///< the anon there, or none (four bits a slot)
  bool operator==(const Amap&) const = default;

  AnonId slot(unsigned i) const { return static_cast<AnonId>((slot_bits >> (4u * i)) & 15u); }
  void set_slot(unsigned i, AnonId a) {
    slot_bits = static_cast<std::uint16_t>(
        ((slot_bits & ~(15u << (4u * i))) | (static_cast<unsigned>(a) << (4u * i))) & 0xfffu);
  }
};
static_assert(sizeof(Amap) == 2);

/// anon: one anonymous page, in memory, on swap, or both (section 1.4).
struct Anon {
  std::uint8_t ref : 3;        ///< an_ref: amap slots that point here; 0: does not exist
  std::uint8_t page_bits : 3;  ///< an_page: its page in memory
  std::uint8_t slot_bits : 2;  ///< an_swslot: its swap slot; bad: what was there is lost
  bool operator==(const Anon&) const = default;

  PageId page() const { return static_cast<PageId>(page_bits); }
  SlotId slot() const { return static_cast<SlotId>(slot_bits); }
  bool in_use_slot() const { return slot() != SlotId::none && slot() != kBadSlot; }
};
static_assert(sizeof(Anon) == 1);

/// The one file (a vnode object). Its resident pages are the pages whose owner names an offset.
struct File {
  std::uint16_t size : 2;       ///< its length in pages
  std::uint16_t data_bits : 6;  ///< ghost: whose data its block on disk holds (two bits a page)
  std::uint16_t unused : 8;     ///< zero
  bool operator==(const File&) const = default;

  Data data(unsigned i) const { return static_cast<Data>((data_bits >> (2u * i)) & 3u); }
  void set_data(unsigned i, Data d) {
    data_bits = static_cast<std::uint16_t>(
        ((data_bits & ~(3u << (2u * i))) | (static_cast<unsigned>(d) << (2u * i))) & 0x3fu);
  }
};
static_assert(sizeof(File) == 2);

/// Why the kernel stopped. A panic is terminal: nothing happens after it.
enum class Panic : std::uint16_t {
  none = 0,
  unwire_no_pte = 1,        ///< "unwiring non-wired memory": no PTE at unwire
  unwire_no_entry = 2,      ///< FAULT_UNWIRE: address not in map
  page_protect_wired = 3,   ///< policy PANIC: page_protect(NONE) on a wired page
  clean_anon_no_slot = 4,   ///< pagedaemon: clean anon page without backing store
  pagedaemon_wired = 5,     ///< pagedaemon: assert wire_count = 0 of a victim
  dead_entry_wired = 6,     ///< munmap: a dead entry is still wired
  wire_needs_copy = 7,      ///< maxprot wire fault met NEEDSCOPY
  cow_now_not_resident = 8, ///< amap_cow_now: non-resident wired page
  wire_count_overflow = 9,  ///< page_wire: the count wrapped to 0
  vmapbuf_no_frame = 10,    ///< vmapbuf: "null page frame": no PTE for a page of the buffer
};
inline constexpr unsigned kPanics = 11;

/// Counters of the whole system, and what ended it.
struct System {
  std::uint16_t wired : 3;        ///< uvmexp.wired: pages that are wired
  std::uint16_t hard_errors : 2;  ///< lasting swap I/O errors so far (capped by the size)
  Panic panic : 4;                ///< why the kernel stopped
  std::uint16_t unused : 7;       ///< zero
  bool operator==(const System&) const = default;
};
static_assert(sizeof(System) == 2);

/// Ghost. What the last step did that a law forbids or asks about; cleared by the next step.
struct Event {
  std::uint32_t underflow : 1;       ///< page_unwire at wire_count 0
  std::uint32_t protect_wired : 1;   ///< page_protect(NONE) on a wired page, not by truncate,
                                     ///< free or SHARED-amap promotion
  std::uint32_t pagedaemon_wired : 1;///< the pagedaemon selected, unmapped, freed or wrote a wired
                                     ///< page, not as the vnode pager
  std::uint32_t clip_outside : 1;    ///< a clip address was not strictly inside the entry
  std::uint32_t foreign_unbusy : 1;  ///< BUSY was cleared by someone who had not set it
  std::uint32_t unlocked : 1;        ///< data changed without a lock that the specification names
  std::uint32_t read_stale : 1;      ///< a read (CPU or device) returned an older version
  std::uint32_t read_foreign : 1;    ///< a read returned another owner's data
  std::uint32_t write_astray : 1;    ///< a write went to a page that its location does not hold
  std::uint32_t write_shared : 1;    ///< a write to private memory reached another owner's copy
  std::uint32_t slot_in_flight : 1;  ///< a swap slot was freed while a write to it was in flight
  std::uint32_t dma_lost : 1;        ///< a device touched a frame that holds no page of its buffer
  std::uint32_t dma_unseen : 1;      ///< what a device read in is not where its process sees it
  std::uint32_t dma_shared : 1;      ///< what a device read in reached somebody else's memory
  std::uint32_t dma_foreign : 1;     ///< a device wrote out what is not the data of its process
  std::uint32_t denied : 1;          ///< an access failed that was allowed throughout
  std::uint32_t unshared : 1;        ///< a mapping left an amap that it shares with another
  std::uint32_t page : 3;            ///< culprit: the page, if there is one
  std::uint32_t process : 2;         ///< culprit: of which process
  std::uint32_t va : 2;              ///< culprit: at which VA page
  std::uint32_t unused : 8;          ///< zero
  bool operator==(const Event&) const = default;
};
static_assert(sizeof(Event) == 4);

struct World {
  Thread thread[kThreadsMax];
  Entry entry[kProcessesMax][kEntriesMax];  ///< live ones first, sorted by start; then dead ones
  Page page[kPagesMax];
  Event event;                              ///< ghost
  Process process[kProcessesMax];
  Amap amap[kAmapsMax];
  System system;
  File file;
  Pte pte[kProcessesMax][kVaMax];
  Cell cell[kProcessesMax][kVaMax];         ///< ghost
  Anon anon[kAnonsMax];
  SwapSlot slot[kSlotsMax];
  std::uint8_t unused[6];                   ///< zero
  /// Byte by byte, which is the same (see below) and far cheaper than field by field.
  bool operator==(const World& other) const {
    return std::memcmp(this, &other, sizeof other) == 0;
  }

  Thread& at(ThreadId t) { return thread[index(t)]; }
  const Thread& at(ThreadId t) const { return thread[index(t)]; }
  Page& at(PageId p) { return page[index(p)]; }
  const Page& at(PageId p) const { return page[index(p)]; }
  Anon& at(AnonId a) { return anon[index(a)]; }
  const Anon& at(AnonId a) const { return anon[index(a)]; }
  Amap& at(AmapId a) { return amap[index(a)]; }
  const Amap& at(AmapId a) const { return amap[index(a)]; }
  SwapSlot& at(SlotId s) { return slot[index(s)]; }
  const SwapSlot& at(SlotId s) const { return slot[index(s)]; }
};
static_assert(std::is_trivially_copyable_v<World>);
static_assert(std::has_unique_object_representations_v<World>, "no padding: worlds hash as bytes");
static_assert(sizeof(World) == 192);

/// The live entry of `process` that covers `va`, or null.
inline const Entry* entry_at(const World& w, unsigned process, unsigned va) {
  for (const Entry& e : w.entry[process]) {
    if (e.covers(va)) return &e;
  }
  return nullptr;
}
inline Entry* entry_at(World& w, unsigned process, unsigned va) {
  return const_cast<Entry*>(entry_at(static_cast<const World&>(w), process, va));
}

/// The anon in the upper layer at `va`, or none. Requires that `e` covers `va`.
inline AnonId anon_at(const World& w, const Entry& e, unsigned va) {
  if (e.amap == AmapId::none) return AnonId::none;
  return w.at(e.amap).slot(e.pageoff + (va - e.start));
}

/// The resident page of the file at `offset`, or none.
inline PageId file_page(const World& w, unsigned offset) {
  for (unsigned i = 0; i < kPagesMax; ++i) {
    if (w.page[i].owner == owner_of_file_page(offset)) return id_of<PageId>(i);
  }
  return PageId::none;
}

/// The page that now holds the memory at (process, va): the anon's if there is one, else the
/// object's; none when nothing is mapped there or nothing is resident.
inline PageId location_page(const World& w, unsigned process, unsigned va) {
  const Entry* e = entry_at(w, process, va);
  if (e == nullptr) return PageId::none;
  const AnonId a = anon_at(w, *e, va);
  if (a != AnonId::none) return w.at(a).page();
  return e->object ? file_page(w, e->offset + (va - e->start)) : PageId::none;
}

}  // namespace vmwire::netbsd
