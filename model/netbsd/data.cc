// What: ghost: reads and writes judged by location: which page holds the memory at (process, va).
// Source: derived, see data.h and docs/internals/world.md.
#include "model/netbsd/data.h"

#include "model/core/fit.h"

namespace vmwire::netbsd {
namespace {

void write_to(Step& s, unsigned process, unsigned va, PageId p) {
  Page& page = s.w.at(p);
  if (page.phase == PagePhase::free || location_page(s.w, process, va) != p) {
    s.w.event.write_astray = 1;
    s.culprit(p, process, va);
    if (page.phase != PagePhase::free) page.data = Data::foreign;
    return;
  }
  const Entry* e = entry_at(s.w, process, va);
  page.data = Data::fresh;
  page.clean = 0;
  if (is_anon(page.owner)) {
    const Anon& anon = s.w.at(anon_of(page.owner));
    if (anon.in_use_slot()) {
      s.w.at(anon.slot()).data_bits = fit<2>(static_cast<unsigned>(Data::stale));
    }
    if (anon.ref > 1) s.w.event.write_shared = 1;
  } else {
    s.w.file.set_data(file_offset_of(page.owner), Data::stale);
    if (e->cow) s.w.event.write_shared = 1;
  }
  if (s.w.event.write_shared) s.culprit(p, process, va);
}

void read_from(Step& s, unsigned process, unsigned va, PageId p, bool through_pte) {
  const Page& page = s.w.at(p);
  const bool elsewhere = through_pte && location_page(s.w, process, va) != p;
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
  write ? write_to(s, process, va, p) : read_from(s, process, va, p, true);
}

void device_access(Step& s, unsigned process, unsigned va, PageId claim, bool write) {
  if (claim == kLostPage) {
    s.w.event.dma_lost = 1;
    s.culprit(PageId::none, process, va);
    return;
  }
  // A device that reads may see the memory as it was when vslock found it: only the page's own
  // version is asked for.
  if (!write) return read_from(s, process, va, claim, false);
  // The process may have other memory there by now, or none: then nobody misses the data. What
  // must not happen is that they reach a copy-on-write copy that somebody else sees.
  Page& page = s.w.at(claim);
  if (page.owner == OwnerId::none) return;
  page.data = Data::fresh;
  page.clean = 0;
  if (is_file(page.owner)) return s.w.file.set_data(file_offset_of(page.owner), Data::stale);
  if (s.w.at(anon_of(page.owner)).ref == 1) return;
  s.w.event.write_shared = 1;
  s.culprit(claim, process, va);
}

}  // namespace vmwire::netbsd
