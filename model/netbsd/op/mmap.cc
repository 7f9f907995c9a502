// What: mmap into a hole, one step.
// Source: netbsd.md section 2.1 [MM][M00]; merging: 1.2 [M25].
// Leaves out: MAP_FIXED over old mappings (munmap, then mmap), MAP_WIRED, PROT_NONE (mprotect).
//
// => offered when the range is a hole; takes the map write lock.
#include "model/core/fit.h"
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark mmap_enter{"mmap_enter", "uvm_map", "new entry", "[MM][M00]"};
const Mark mmap_merge{"mmap_merge", "uvm_map", "merged with its neighbour", "[M25]"};
}  // namespace mark
}  // namespace
namespace {

enum class Kind { anon_private_rw, anon_private_r, anon_shared_rw, file_private_rw,
                  file_private_r, file_shared_rw, file_shared_r };

/// A neighbour swallows the new entry: same object, adjacent offsets, same flags, neither wired
/// nor with an amap (amap_extend is left out).
bool merge_with_left(Step& s, Entry fresh) {
  if (fresh.start == 0 || fresh.amap != AmapId::none) return false;
  Entry* left = entry_at(s.w, s.process, fresh.start - 1u);
  if (left == nullptr || left->wired() || left->amap != AmapId::none) return false;
  const bool same = left->object == fresh.object && left->cow == fresh.cow &&
                    left->needs_copy == fresh.needs_copy && left->prot == fresh.prot &&
                    left->max_prot == fresh.max_prot &&
                    (!fresh.object || left->offset + left->length() == fresh.offset);
  if (!same) return false;
  left->end = fresh.end;
  return true;
}

bool offered(const Offer& o) {
  for (unsigned va = o.first; va < o.second; ++va) {
    if (entry_at(o.w, o.process, va) != nullptr) return false;
  }
  return true;
}

void step(Step& s) {
  Thread& t = s.t();
  const unsigned start = static_cast<unsigned>(t.start), end = static_cast<unsigned>(t.end);
  const Kind kind = static_cast<Kind>(t.arg);
  const bool file = kind >= Kind::file_private_rw;
  if (file && s.size.file_pages == 0) return s.refuse();
  if (!s.lock_map_write(s.process)) return;
  for (unsigned va = start; va < end; ++va) {  // filled while this thread waited for the lock
    if (entry_at(s.w, s.process, va) != nullptr) return s.finish();
  }
  const bool shared = kind == Kind::anon_shared_rw || kind >= Kind::file_shared_rw;
  const bool read_only = kind == Kind::anon_private_r || kind == Kind::file_private_r ||
                         kind == Kind::file_shared_r;
  Entry fresh{};
  fresh.start = fit<2>(start);
  fresh.end = fit<2>(end);
  fresh.prot = read_only ? Prot::read : Prot::write;
  fresh.max_prot = Prot::write;
  fresh.object = file;
  fresh.offset = 0;
  fresh.cow = fresh.needs_copy = !shared;
  if (kind == Kind::anon_shared_rw) fresh.amap = amap_alloc(s);  // made at once
  if (merge_with_left(s, fresh)) {
    s.mark(mark::mmap_merge);
  } else {
    entry_insert(s, s.process, fresh);
    entries_sort(s.w, s.process);
    s.mark(mark::mmap_enter);
  }
  s.finish();
}

}  // namespace

const Op mmap_op{
    "mmap", family::kAnyThread, "[MM][M00]", "Maps anonymous memory or the file into a hole.",
    {"anon private rw", "anon private r", "anon shared rw", "file private rw", "file private r",
     "file shared rw", "file shared r"},
    &kRange, offered, step,
    {{.number = 0,
      .name = "enter",
      .touches =
          [](const Parts& k) {
            using namespace touch;
            return begin() | k.map_write() | uses(own({entry, amap}));
          },
      .resumes = true}},
    {&mark::mmap_enter, &mark::mmap_merge}, false, "kind and protection"};

}  // namespace vmwire::netbsd
