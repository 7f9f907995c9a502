// What: munmap: unwire, remove, unlink; then drop the references.
// Source: netbsd.md section 2.2 [M00][M25]; BUSY anon pages: sleep (since 2001-09 [LOG]).
//
// => step 1 [MAP w] cannot sleep; step 2 holds no map lock and may sleep on a BUSY page.
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/data.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/op/steps.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark munmap_unlink{"munmap_unlink", "uvm_unmap_remove", "entries unlinked", "[M00]"};
const Mark munmap_detach{"munmap_detach", "uvm_unmap_detach", "references dropped", "[M00]"};
}  // namespace mark
}  // namespace
namespace {
enum MunmapStep : unsigned { kUnlink = 0, kDetach = 1 };
}  // namespace

const Mark detach_busy{"detach_busy", "uvm_anon_free", "anon's page is BUSY: sleep", "[LOG]"};

void unlink_entries(Step& s, unsigned start, unsigned end) {
  clip(s, s.process, start);
  if (end < s.size.va_pages) clip(s, s.process, end);
  s.held.owner = true;
  for (unsigned k = 0; k < s.size.entries(s.process); ++k) {
    Entry& e = s.w.entry[s.process][k];
    if (!e.live() || e.start < start || e.end > end) continue;
    for (unsigned va = e.start; va < e.end; ++va) buffer_unmapped(s, s.process, va);
    // Unwire before remove: unwiring finds the pages through the PTEs.
    if (e.wired()) entry_unwire(s, s.process, e);
    if (s.panicked()) break;
    for (unsigned va = e.start; va < e.end; ++va) pte_remove(s, s.process, va);
    release_claims(s, s.process, e.start, e.end);
    // A dead entry is but a reference to an amap. One without an amap only gives up the file's
    // reference, which nobody can see: that needs no step of its own.
    Entry dead{};
    dead.phase = e.phase;
    dead.start = e.start;
    dead.end = e.end;
    dead.amap = e.amap;
    dead.pageoff = e.pageoff;
    dead.wired_count = e.wired_count;
    dead.dead_owner = s.tid();
    entry_event(dead, EntryEvent::unlink);
    if (dead.amap == AmapId::none && !dead.wired()) {
      entry_event(dead, EntryEvent::drop);
      dead = Entry{};
    }
    e = dead;
  }
  entries_sort(s.w, s.process);
}

bool has_dead_entries(const Step& s) {
  for (unsigned k = 0; k < s.size.entries(s.process); ++k) {
    const Entry& e = s.w.entry[s.process][k];
    if (e.phase == EntryPhase::dead && e.dead_owner == s.tid()) return true;
  }
  return false;
}

bool detach_entries(Step& s) {
  for (unsigned k = 0; k < s.size.entries(s.process); ++k) {
    Entry& e = s.w.entry[s.process][k];
    if (e.phase != EntryPhase::dead || e.dead_owner != s.tid()) continue;
    if (e.wired()) {
      s.panic(Panic::dead_entry_wired);
      return true;
    }
    const PageId busy = amap_unref(s, e);
    if (busy != PageId::none) {
      s.mark(detach_busy);
      entries_sort(s.w, s.process);
      s.sleep_busy(busy);
      return false;
    }
    entry_event(e, EntryEvent::drop);
    e = Entry{};
  }
  entries_sort(s.w, s.process);
  return true;
}

namespace {

/// Without anything to unmap it would succeed and do nothing.
bool offered(const Offer& o) {
  for (unsigned va = o.first; va < o.second; ++va) {
    if (entry_at(o.w, o.process, va) != nullptr) return true;
  }
  return false;
}

void step(Step& s) {
  Thread& t = s.t();
  const unsigned start = static_cast<unsigned>(t.start), end = static_cast<unsigned>(t.end);
  if (t.step == kUnlink) {
    if (!s.lock_map_write(s.process)) return;
    unlink_entries(s, start, end);
    s.mark(mark::munmap_unlink);
    if (s.panicked()) return;
    t.step = kDetach;
    if (!has_dead_entries(s)) s.finish();
    return;
  }
  if (!detach_entries(s)) return;
  s.mark(mark::munmap_detach);
  s.finish();
}

}  // namespace

const Op munmap_op{
    "munmap", family::kAnyThread, "[M00][M25]",
    "Unwires and unmaps a range, then drops its references.", {}, &kRange, offered, step,
    {{.number = kUnlink,
      .name = "unlink",
      .touches = [](const Parts& k) { return touch::begin() | k.unlink(); },
      .resumes = true},
     {kDetach, "detach", [](const Parts& k) { return k.detach(); }}},
    {&mark::munmap_unlink, &mark::munmap_detach, &detach_busy}, true};

}  // namespace vmwire::netbsd
