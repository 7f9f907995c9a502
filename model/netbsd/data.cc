// What: ghost: reads and writes judged by location: which page holds the memory at (process, va).
// Source: derived, see data.h and docs/internals/world.md.
#include "model/netbsd/data.h"

#include "model/core/fit.h"

namespace vmwire::netbsd {
namespace {

/// The frames of raw I/Os under way that are on the page without being their buffer any more.
void spoil_frames(Step& s, PageId p) {
  for (unsigned k = 0; k < s.size.thread_count(); ++k) {
    Thread& t = s.w.thread[k];
    if (k == s.thread && t.op == family::number(op::physio)) continue;  // its own transfer
    for (unsigned v = 0; t.frames != 0 && v < s.size.va_pages; ++v) {
      if (t.frame(v) != p || (t.gone >> v & 1u) != 0) continue;
      if (location_page(s.w, s.size.process_of(k), v) != p) t.spoilt |= 1u << v;
    }
  }
}

/// The page holds the latest write now; its copy on swap or on disk is behind.
void make_latest(Step& s, Page& page) {
  page.clean = 0;
  if (is_file(page.owner)) return s.w.file.set_data(file_offset_of(page.owner), Data::stale);
  const Anon& anon = s.w.at(anon_of(page.owner));
  if (!anon.in_use_slot()) return;
  s.w.at(anon.slot()).data_bits = fit<2>(static_cast<unsigned>(Data::stale));
}

void write_to(Step& s, unsigned process, unsigned va, PageId p) {
  Page& page = s.w.at(p);
  spoil_frames(s, p);
  if (page.phase == PagePhase::free || location_page(s.w, process, va) != p) {
    s.w.event.write_astray = 1;
    s.culprit(p, process, va);
    if (page.phase != PagePhase::free) page.data = Data::foreign;
    return;
  }
  const Entry* e = entry_at(s.w, process, va);
  page.data = Data::fresh;
  make_latest(s, page);
  if (is_anon(page.owner) ? s.w.at(anon_of(page.owner)).ref > 1 : e->cow) {
    s.w.event.write_shared = 1;
  }
  if (s.w.event.write_shared) s.culprit(p, process, va);
}

void read_from(Step& s, unsigned process, unsigned va, PageId p) {
  const Page& page = s.w.at(p);
  const bool elsewhere = location_page(s.w, process, va) != p;
  if (page.phase == PagePhase::free || elsewhere || page.data == Data::foreign) {
    s.w.event.read_foreign = 1;
  } else if (page.data == Data::stale) {
    s.w.event.read_stale = 1;
  } else {
    return;
  }
  s.culprit(p, process, va);
}

}  // namespace

void cpu_access(Step& s, unsigned process, unsigned va, bool write) {
  const PageId p = s.w.pte[process][va].page();
  write ? write_to(s, process, va, p) : read_from(s, process, va, p);
}

namespace {

/// An entry of another process uses this amap.
bool used_elsewhere(const World& w, unsigned process, AmapId amap) {
  for (unsigned i = 0; i < kProcessesMax; ++i) {
    if (i == process) continue;
    for (const Entry& e : w.entry[i]) {
      if (e.phase != EntryPhase::unused && e.amap == amap) return true;
    }
  }
  return false;
}

/// Somebody else sees what is in the memory at (process, va), and should not see what comes: it is
/// private, and the file's own, or its amap or anon is shared for copying on write.
bool copied_by_others(const World& w, unsigned process, unsigned va) {
  const Entry* e = entry_at(w, process, va);
  if (e == nullptr || !e->cow) return false;
  const AnonId a = anon_at(w, *e, va);
  if (a == AnonId::none) return e->object;
  return w.at(a).ref > 1 || (e->needs_copy && used_elsewhere(w, process, e->amap));
}

/// The frame is on the page that holds the buffer's memory; or else it was that page, and nobody
/// else has had it or written it since.
struct FrameAt {
  bool here, clean, gone;
};

FrameAt frame_at(Step& s, unsigned va, PageId p) {
  const bool here = location_page(s.w, s.process, va) == p;
  return {here, here || (s.t().spoilt >> va & 1u) == 0, (s.t().gone >> va & 1u) != 0};
}

/// A device reads into memory.
void device_writes(Step& s, unsigned va, PageId p) {
  Page& page = s.w.at(p);
  const FrameAt frame = frame_at(s, va, p);
  Event& event = s.w.event;
  if (!frame.clean || (frame.here && copied_by_others(s.w, s.process, va))) event.dma_shared = 1;
  if (!frame.here && !frame.gone) event.dma_unseen = 1;
  if (page.owner == OwnerId::none) return;
  spoil_frames(s, p);
  page.data = frame.clean ? Data::fresh : Data::foreign;
  make_latest(s, page);
}

/// A device writes memory out. It may be the memory as it was when vmapbuf found it.
void device_reads(Step& s, unsigned va, PageId p) {
  const Data data = s.w.at(p).data;
  if (!frame_at(s, va, p).clean || data == Data::foreign || data == Data::stale) {
    s.w.event.dma_foreign = 1;
  }
}

}  // namespace

void device_access(Step& s, unsigned va, bool writes) {
  const PageId p = s.t().frame(va);
  Event& event = s.w.event;
  const bool gone = (s.t().gone >> va & 1u) != 0;
  if (p == kNoFrame) {
    event.dma_lost = 1;
    (writes ? event.dma_shared : event.dma_foreign) = 1;  // whoever's frame 0 is
  } else if (s.w.at(p).phase == PagePhase::free) {  // it still holds what it held
    event.dma_lost = 1;
    if (writes && !gone) event.dma_unseen = 1;
  } else {
    writes ? device_writes(s, va, p) : device_reads(s, va, p);
  }
  if (event.dma_lost || event.dma_unseen || event.dma_shared || event.dma_foreign) {
    s.culprit(p == kNoFrame ? PageId::none : p, s.process, va);
  }
}

void buffer_unmapped(Step& s, unsigned process, unsigned va) {
  const bool shared = copied_by_others(s.w, process, va);
  const unsigned first = s.size.first_thread(process);
  for (unsigned k = first; k < first + s.size.threads[process]; ++k) {
    Thread& t = s.w.thread[k];
    if (t.op == family::number(op::read) || t.op == family::number(op::write)) {
      if (t.start == va) t.disallowed = 1;
    }
    // What is unmapped before its wire fault is none of the buffer's pages.
    if (t.op != family::number(op::physio) || t.vslock_claim(va) == PageId::none) continue;
    t.gone |= 1u << va;
    if (shared && t.frame(va) != PageId::none) t.spoilt |= 1u << va;
  }
}

}  // namespace vmwire::netbsd
