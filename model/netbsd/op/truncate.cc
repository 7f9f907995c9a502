// What: the file becomes shorter or longer.
// Source: netbsd.md section 2.12 [LOG]; freed pages lose wired PTEs and wire counts too.
// Leaves out: sizes that are not whole pages.
//
// => [OBJ w]; sleeps on BUSY pages beyond the new end and looks again; then the size is set.
#include "model/netbsd/memory.h"
#include "model/netbsd/op/offer.h"
#include "model/netbsd/op/steps.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

bool truncate_offered(const Offer& o) { return o.start < o.w.file.size; }

void truncate_step(Step& s) {
  Thread& t = s.t();
  const unsigned new_size = static_cast<unsigned>(t.start);
  if (new_size >= s.w.file.size) {  // another truncate was faster
    s.mark(MarkId::truncate_done);
    return s.finish();
  }
  s.held.owner = true;
  t.step = 1;
  for (unsigned offset = new_size; offset < s.w.file.size; ++offset) {
    const PageId p = file_page(s.w, offset);
    if (p == PageId::none) continue;
    if (s.w.at(p).busy) {
      s.mark(MarkId::truncate_busy);
      return s.sleep_busy(p);
    }
    page_protect_none(s, p, ProtectReason::truncate);
    if (s.panicked()) return;
    page_free(s, p);
    s.mark(MarkId::truncate_free);
  }
  for (unsigned offset = new_size; offset < s.w.file.size; ++offset) {
    s.w.file.set_data(offset, Data::fresh);  // ghost: after an extension it reads as zeros
  }
  s.w.file.size = new_size & 3u;
  s.mark(MarkId::truncate_done);
  s.finish();
}

bool extend_offered(const Offer& o) { return o.start > o.w.file.size; }

void extend_step(Step& s) {
  s.w.file.size = s.t().start & 3u;
  s.mark(MarkId::extend_done);
  s.finish();
}

}  // namespace vmwire::netbsd
