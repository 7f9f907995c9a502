// What: the file becomes shorter or longer.
// Source: netbsd.md section 2.12 [LOG]; freed pages lose wired PTEs and wire counts too.
// Leaves out: sizes that are not whole pages.
//
// => [OBJ w]; sleeps on BUSY pages beyond the new end and looks again; then the size is set.
#include "model/core/fit.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark truncate_free{"truncate_free", "uvm_vnp_setsize", "page unmapped and freed", "[LOG]"};
const Mark truncate_busy{"truncate_busy", "uvm_vnp_setsize", "page is BUSY: sleep", "[LOG]"};
const Mark truncate_done{"truncate_done", "uvm_vnp_setsize", "file is shorter", "[LOG]"};
const Mark extend_done{"extend_done", "uvm_vnp_setsize", "file is longer", "[LOG]"};
}  // namespace mark
}  // namespace

namespace {

bool truncate_offered(const Offer& o) { return o.first < o.w.file.size; }

void truncate_step(Step& s) {
  Thread& t = s.t();
  const unsigned new_size = static_cast<unsigned>(t.start);
  if (new_size >= s.w.file.size) {  // another truncate was faster
    s.mark(mark::truncate_done);
    return s.finish();
  }
  s.held.owner = true;
  t.step = 1;
  for (unsigned offset = new_size; offset < s.w.file.size; ++offset) {
    const PageId p = file_page(s.w, offset);
    if (p == PageId::none) continue;
    if (s.w.at(p).busy) {
      s.mark(mark::truncate_busy);
      return s.sleep_busy(p);
    }
    page_protect_none(s, p, ProtectReason::truncate);
    if (s.panicked()) return;
    page_free(s, p);
    s.mark(mark::truncate_free);
  }
  for (unsigned offset = new_size; offset < s.w.file.size; ++offset) {
    s.w.file.set_data(offset, Data::fresh);  // ghost: after an extension it reads as zeros
  }
  s.w.file.size = fit<2>(new_size);
  s.mark(mark::truncate_done);
  s.finish();
}

bool extend_offered(const Offer& o) { return o.first > o.w.file.size; }

void extend_step(Step& s) {
  s.w.file.size = fit<2>(s.t().start);
  s.mark(mark::extend_done);
  s.finish();
}

Footprint truncate_touches(const Parts& k) {
  using namespace touch;
  return uses(own({file_size})) | writes(own({file_data})) |
         reads(all({page_owner, Area::page_busy})) | k.page_protect_none(all) |
         reads(all({entry})) | k.page_free(all);
}

}  // namespace

const Op truncate_op{
    "truncate", family::kAnyThread, "[LOG]", "Shortens the file.", {}, &kFileSize,
    truncate_offered, truncate_step,
    {{0, "begin", [](const Parts& k) { return touch::begin() | truncate_touches(k); }},
     {1, "free", truncate_touches}},
    {&mark::truncate_free, &mark::truncate_busy, &mark::truncate_done}};

const Op extend_op{
    "extend", family::kAnyThread, "[LOG]", "Lengthens the file again.", {}, &kFileSize,
    extend_offered, extend_step,
    {{0, "extend", [](const Parts&) {
        using namespace touch;
        return begin() | uses(own({file_size}));
      }}},
    {&mark::extend_done}};

}  // namespace vmwire::netbsd
