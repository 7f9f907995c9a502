// What: munlock, one step.
// Source: netbsd.md sections 2.4 and 2.7 [MM][M99][M00][M25].
// Leaves out: zero-length ranges (docs/warts.md).
//
// => takes the map write lock; any error is ENOMEM and changes nothing except the clip.
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/op/steps.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark munlock_error{"munlock_error", "uvm_map_pageable",
                         "hole or not wired: ENOMEM", "[MM][M00]"};
const Mark munlock_decrement{"munlock_decrement", "uvm_map_pageable",
                             "nested: wired_count--", "[M99]"};
const Mark munlock_done{"munlock_done", "uvm_map_pageable", "unwired", "[M00][M99]"};
}  // namespace mark
}  // namespace

void unwire_range(Step& s, unsigned start, unsigned end) {
  bool fits = covered(s.w, s.process, start, end);
  if (entry_at(s.w, s.process, start) != nullptr) clip(s, s.process, start);
  for (unsigned va = start; fits && va < end; ++va) fits = entry_at(s.w, s.process, va)->wired();
  if (!fits) {
    return s.mark(mark::munlock_error);
  }
  if (end < s.size.va_pages) clip(s, s.process, end);
  for (unsigned va = start; va < end; ++va) {
    Entry& e = *entry_at(s.w, s.process, va);
    if (e.start != va) continue;
    if (s.p.nested_munlock == NestedMunlock::decrement && e.wired_count > 1) {
      entry_event(e, EntryEvent::unwire_one);  // nesting honoured [M99]
      s.mark(mark::munlock_decrement);
      continue;
    }
    entry_unwire(s, s.process, e);
    s.mark(mark::munlock_done);
    if (s.panicked()) return;
  }
}

namespace {

void step(Step& s) {
  if (!s.lock_map_write(s.process)) return;
  unwire_range(s, static_cast<unsigned>(s.t().start), static_cast<unsigned>(s.t().end));
  if (!s.panicked()) s.finish();
}

}  // namespace

const Op munlock_op{
    "munlock", family::kAnyThread, "[MM][M99][M00]", "Unwires a range.", {}, &kRange, nullptr,
    step,
    {{.number = 0,
      .name = "unwire",
      .touches =
          [](const Parts& k) {
            using namespace touch;
            return begin() | k.map_write() | k.unwire_range();
          },
      .resumes = true}},
    {&mark::munlock_error, &mark::munlock_decrement, &mark::munlock_done}, true};

}  // namespace vmwire::netbsd
