// What: raw I/O: vslock, vmapbuf, the device's transfer, vsunlock.
// Source: netbsd.md sections 2.6, 2.8, 2.11 [G06][F06][F99][PH22][VB].
// Leaves out: sysctl's use of vslock; splitting of large transfers. vunmapbuf removes kernel
// mappings that nobody uses any more: it is no step.
//
// => vslock: one wire fault a page, no lock held between them; wired_count is not touched;
// => vmapbuf: no lock; the frames that the pmap has at that moment, whatever vslock has wired;
// => the device uses these frames, whoever they belong to by then;
// => vsunlock: [MAP r], one step; or page by page without the lock, by an old rule.
#include "model/core/fit.h"
#include "model/netbsd/data.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark vslock_begin{"vslock_begin", "uvm_vslock", "pages wired for I/O", "[G06]"};
const Mark vslock_undo{"vslock_undo", "uvm_fault_unwire",
                       "fault_wire undoes its own pages", "[F06]"};
const Mark vslock_failed{"vslock_failed", "uvm_vslock", "failed", "[G06]"};
const Mark vmapbuf{"vmapbuf", "vmapbuf", "frames mapped for the device", "[VB]"};
const Mark vmapbuf_missing{"vmapbuf_missing", "vmapbuf", "no frame: maps another", "[VB]"};
const Mark vmapbuf_panic{"vmapbuf_panic", "vmapbuf", "no frame: panic", "[VB]"};
const Mark dma_read{"dma_read", "device", "DMA: device reads the pages", "[G06]"};
const Mark dma_write{"dma_write", "device", "DMA: device writes the pages", "[G06]"};
const Mark vsunlock{"vsunlock", "uvm_vsunlock", "pages unwired", "[G06]"};
const Mark vsunlock_unlocked{"vsunlock_unlocked", "uvm_vsunlock",
                             "one page unwired, no map lock", "[F99]"};
}  // namespace mark
}  // namespace
namespace {

enum PhysioStep : unsigned { kVslock = 0, kUndo = 1, kVmapbuf = 2, kDevice = 3, kVsunlock = 4 };
enum class Direction : unsigned { device_reads = 0, device_writes = 1 };

FaultKind kind_of(Step& s) {
  const bool writes = static_cast<Direction>(s.t().arg) == Direction::device_writes;
  return {writes ? Prot::write : Prot::read, true, false};
}

void clear_claims(Step& s, unsigned start, unsigned end) {
  for (unsigned va = start; va < end; ++va) s.t().set_vslock_claim(va, PageId::none);
}

/// vslock returns an error; or, in 1999, nothing at all, and physio goes on as if all were wired.
void failed(Step& s) {
  if (s.p.vslock_failure == VslockFailure::reported) return s.finish();
  s.t().step = kVmapbuf;
  s.t().va = 0;
}

void vslock(Step& s) {
  Thread& t = s.t();
  if (t.fault == FaultStep::none) fault_start(s, static_cast<unsigned>(t.start), kind_of(s));
  const unsigned va = static_cast<unsigned>(t.va);
  if (va == t.start && t.fault == FaultStep::lookup) s.mark(mark::vslock_begin);
  switch (fault_step(s, kind_of(s))) {
    case FaultFlow::blocked:
    case FaultFlow::pending: return;
    case FaultFlow::done:
      if (va + 1u < t.end) {
        fault_start(s, va + 1u, kind_of(s));
      } else {
        t.step = kVmapbuf;
      }
      return;
    case FaultFlow::failed:
      s.mark(mark::vslock_failed);
      if (va == t.start) return failed(s);
      t.step = kUndo;
      t.va = t.start;
      return;
  }
}

/// What vmapbuf maps where the pmap has nothing.
PageId frame_missing(Step& s, unsigned va) {
  const bool previous = s.p.vmapbuf_missing == VmapbufMissing::previous_frame;
  // Before the first page the variable has not been set: as good a value as any other.
  return previous && va > s.t().start ? s.t().frame(va - 1u) : kNoFrame;
}

void vmapbuf(Step& s) {
  Thread& t = s.t();
  for (unsigned va = static_cast<unsigned>(t.start); va < t.end; ++va) {
    const Pte& pte = s.w.pte[s.process][va];
    if (!pte.present() && s.p.vmapbuf_missing == VmapbufMissing::panics) {
      s.mark(mark::vmapbuf_panic);
      s.culprit(PageId::none, s.process, va);
      return s.panic(Panic::vmapbuf_no_frame);
    }
    if (!pte.present()) s.mark(mark::vmapbuf_missing);
    const PageId frame = pte.present() ? pte.page() : frame_missing(s, va);
    t.set_frame(va, frame);
    // Ghost: one that is not the memory's page is somebody else's from the beginning.
    if (location_page(s.w, s.process, va) != frame) t.spoilt |= 1u << va;
  }
  s.mark(mark::vmapbuf);
  t.step = kDevice;
}

void device(Step& s) {
  Thread& t = s.t();
  const bool writes = static_cast<Direction>(t.arg) == Direction::device_writes;
  for (unsigned va = static_cast<unsigned>(t.start); va < t.end; ++va) {
    device_access(s, va, writes);
  }
  t.frames = t.gone = t.spoilt = 0;
  s.mark(writes ? mark::dma_write : mark::dma_read);
  t.step = kVsunlock;
  t.va = t.start;  // where a page-by-page vsunlock begins
  t.arg = 0;       // from here on the direction plays no part
}

/// Releases [start, end), and then `done`: in one step, or page by page without the map lock [F99].
/// Thread::va is the first page not released yet when it goes page by page.
void release(Step& s, unsigned start, unsigned end, const Mark& whole, void (*done)(Step&)) {
  Thread& t = s.t();
  if (s.p.unwire_map_lock == UnwireMapLock::read) {
    if (!s.lock_map_read(s.process)) return;
    fault_unwire(s, s.process, start, end, Releases::vslock_claims);
    s.mark(whole);
    if (s.panicked()) return;
    clear_claims(s, start, end);
    return done(s);
  }
  const unsigned va = static_cast<unsigned>(t.va);
  fault_unwire(s, s.process, va, va + 1u, Releases::vslock_claims);
  s.mark(mark::vsunlock_unlocked);
  if (s.panicked()) return;
  clear_claims(s, va, va + 1u);
  if (va + 1u == end) return done(s);
  t.va = fit<2>(va + 1u);
}

/// uvm_fault_wire undoes what it has wired. What is left to undo are the claims.
void undo(Step& s) {
  Thread& t = s.t();
  unsigned end = static_cast<unsigned>(t.end);
  while (t.vslock_claim(end - 1u) == PageId::none) --end;
  release(s, static_cast<unsigned>(t.start), end, mark::vslock_undo, failed);
}

void vsunlock(Step& s) {
  release(s, static_cast<unsigned>(s.t().start), static_cast<unsigned>(s.t().end),
          mark::vsunlock, [](Step& step) { step.finish(); });
}

void step(Step& s) {
  switch (s.t().step) {
    case kVslock: return vslock(s);
    case kUndo: return undo(s);
    case kVmapbuf: return vmapbuf(s);
    case kDevice: return device(s);
    case kVsunlock: return vsunlock(s);
    default: VMWIRE_CHECK(!"an unknown step of physio");
  }
}

/// Of vsunlock, and of the undo of a vslock.
Footprint release_touches(const Parts& k) {
  using namespace touch;
  return k.map_read() | k.fault_unwire();
}

}  // namespace

const Op physio_op{
    "physio", family::kAnyThread, "[G06][F06]",
    "Raw I/O: vslock, vmapbuf, a device reads or writes the frames, vsunlock.",
    {"device reads", "device writes"}, &kRange, nullptr, step,
    {{.number = kVslock,
      .name = "vslock",
      .touches = [](const Parts& k) { return touch::begin() | k.lookup(true); },
      .fault = [](const Parts& k, FaultStep f) { return k.fault(f, true); },
      .outcomes = one_page},
     {kUndo, "undo", release_touches},
     {kVmapbuf, "vmapbuf", [](const Parts&) {
        using namespace touch;
        return reads(own(kPteAreas | AreaSet{entry, amap, anon})) | reads(all({page_owner})) |
               panics();
      }},
     {kDevice, "device", [](const Parts&) {
        using namespace touch;
        return reads(all({page_owner, page_phase, entry})) | uses(all({page_data, thread_frames})) |
               reads(own({amap, anon})) | writes(all({page_clean})) |
               writes(own({file_data, slot_data})) | reports();
      }},
     {kVsunlock, "vsunlock", release_touches}},
    {&mark::vslock_begin, &mark::vslock_undo, &mark::vslock_failed, &mark::vmapbuf,
     &mark::vmapbuf_missing, &mark::vmapbuf_panic, &mark::dma_read, &mark::dma_write,
     &mark::vsunlock, &mark::vsunlock_unlocked},
    true, "direction"};

}  // namespace vmwire::netbsd
