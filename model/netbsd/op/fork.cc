// What: fork, entry by entry, with all inheritances.
// Source: netbsd.md section 2.13 [M00][A12].
// Leaves out: vfork, SysV shm attachments.
//
// => holds the parent's map write lock from the first step to the last, also while it sleeps for
//    memory or on a BUSY page (a known weakness of the kernel).
#include <algorithm>

#include "model/core/fit.h"
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/machine/process.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/op/steps.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark fork_begin{"fork_begin", "uvmspace_fork", "child's map made", "[M00]"};
const Mark fork_share{"fork_share", "uvmspace_fork", "entry shared", "[M00]"};
const Mark fork_copy{"fork_copy", "uvmspace_fork", "entry copied", "[M00]"};
const Mark fork_zero{"fork_zero", "uvmspace_fork", "blank entry", "[M00]"};
const Mark fork_protect{"fork_protect", "pmap_protect",
                        "parent write-protected, NEEDSCOPY", "[M00]"};
const Mark fork_amap_copy{"fork_amap_copy", "amap_copy", "amap copied", "[M00]"};
const Mark fork_cow_now{"fork_cow_now", "amap_cow_now", "wired page copied for the child", "[A12]"};
const Mark fork_cow_now_busy{"fork_cow_now_busy", "amap_cow_now",
                             "BUSY: sleep, maps locked", "[A12]"};
const Mark fork_sleep{"fork_sleep", "amap_cow_now",
                      "no memory: sleep with the maps locked", "[A12]"};
const Mark fork_done{"fork_done", "uvmspace_fork", "child can run", "[M00]"};
const Mark fork_failed{"fork_failed", "uvmspace_fork",
                       "no memory: ENOMEM, child taken down", "derived:"};
}  // namespace mark
}  // namespace
namespace {

enum ForkStep : unsigned { kEntries = 0, kBirth = 1, kAbort = 2 };
enum class Inherit : unsigned { as_mapped = 0, none = 1, copy = 2, share = 3, zero = 4 };

/// The child being made: the one EMBRYO whose parent this thread's process is. Two forks can be
/// under way at once in different processes.
unsigned child_of(Step& s) { return static_cast<unsigned>(s.t().child) - 1u; }

bool process_left(const World& w, const Size& size) {
  for (unsigned i = 0; i < size.processes; ++i) {
    if (w.process[i].phase() == ProcessPhase::none) return true;
  }
  return false;
}

void conceive(Step& s) {
  unsigned empty[kProcessesMax], n = 0;
  for (unsigned i = 0; i < s.size.processes; ++i) {
    if (s.w.process[i].phase() == ProcessPhase::none) empty[n++] = i;
  }
  VMWIRE_CHECK(n > 0);
  const unsigned child = empty[n == 1 ? 0 : s.choose(n)];
  s.t().child = fit<2>(child + 1u);
  process_event(s.w.process[child], ProcessEvent::conceive);
  s.mark(mark::fork_begin);
}

enum class Copied { yes, asleep };

/// The child's amap gets an anon and page of its own in this slot.
void copy_page(Step& s, Amap& amap, unsigned slot) {
  const AnonId a = amap.slot(slot);
  const AnonId fresh = anon_alloc(s);
  const PageId copy = page_alloc(s, owner_of(fresh), s.w.at(s.w.at(a).page()).data);
  page_activate(s, copy);
  amap.set_slot(slot, fresh);
  --s.w.at(a).ref;
}

Copied no_memory(Step& s) {
  if (s.p.cow_now_shortage == CowNowShortage::fails) {
    s.t().step = kAbort;
    return Copied::asleep;
  }
  s.mark(mark::fork_sleep);
  s.sleep_memory();
  return Copied::asleep;
}

/// Proposed fix: nobody but this map would be write-protected, so what can be mapped is copied now.
/// A page that is BUSY or not resident has no mapping and can stay shared.
Copied copy_shared_now(Step& s, const Entry& child) {
  Amap& amap = s.w.at(child.amap);
  for (unsigned slot = child.pageoff; slot < child.pageoff + child.length(); ++slot) {
    const AnonId a = amap.slot(slot);
    if (a == AnonId::none || s.w.at(a).ref == 1) continue;
    const PageId p = s.w.at(a).page();
    if (p == PageId::none || s.w.at(p).busy) continue;
    if (pages_free(s) == 0) return no_memory(s);
    copy_page(s, amap, slot);
  }
  return Copied::yes;
}

/// amap_cow_now: the child of a wired entry gets its own copy of every page at once.
Copied cow_now(Step& s, const Entry& child) {
  Amap& amap = s.w.at(child.amap);
  for (unsigned slot = child.pageoff; slot < child.pageoff + child.length(); ++slot) {
    const AnonId a = amap.slot(slot);
    if (a == AnonId::none || s.w.at(a).ref == 1) continue;  // handled already
    const PageId p = s.w.at(a).page();
    if (p == PageId::none) {
      s.panic(Panic::cow_now_not_resident);
      return Copied::asleep;
    }
    if (s.w.at(p).busy) {
      s.mark(mark::fork_cow_now_busy);
      s.sleep_busy(p);
      return Copied::asleep;
    }
    if (pages_free(s) == 0) return no_memory(s);
    copy_page(s, amap, slot);
    s.mark(mark::fork_cow_now);
  }
  return Copied::yes;
}

Entry* child_entry(Step& s, unsigned va) { return entry_at(s.w, child_of(s), va); }

Entry& insert_child(Step& s, Entry fields) {
  fields.wired_count = 0;
  entry_insert(s, child_of(s), fields);
  entries_sort(s.w, child_of(s));
  return *child_entry(s, fields.start);
}

Copied share(Step& s, Entry& parent) {
  if (parent.needs_copy && !amap_copy(s, parent)) return no_memory(s);
  if (parent.amap != AmapId::none) {
    Amap& amap = s.w.at(parent.amap);
    amap.shared = 1;
    ++amap.ref;
  }
  insert_child(s, parent);
  s.mark(mark::fork_share);
  return Copied::yes;
}

Copied copy(Step& s, Entry& parent) {
  Entry* child = child_entry(s, parent.start);
  if (child == nullptr) {
    Entry fields = parent;
    fields.cow = fields.needs_copy = 1;
    if (parent.amap != AmapId::none) ++s.w.at(parent.amap).ref;
    child = &insert_child(s, fields);
    s.mark(mark::fork_copy);
  }
  const bool wired = parent.wired() && s.p.fork_wired == ForkWired::cow_now;
  if (child->amap == AmapId::none) return Copied::yes;
  // By the proposed fix also where nobody shares it yet: NEEDSCOPY would be wrong there, too.
  const bool copies_now = s.p.fork_shared == ForkShared::copies_now;
  const bool shared = s.w.at(parent.amap).shared || (copies_now && !parent.cow);
  if (child->needs_copy && (wired || shared)) {
    if (!amap_copy(s, *child)) return no_memory(s);
    s.mark(mark::fork_amap_copy);
  }
  if (wired) return cow_now(s, *child);
  if (shared && copies_now) return copy_shared_now(s, *child);
  if (!parent.needs_copy) {
    if (writable(parent.max_prot)) {
      s.held.owner = true;
      for (unsigned va = parent.start; va < parent.end; ++va) {
        pte_protect(s, s.process, va, Prot::read);
      }
    }
    parent.needs_copy = 1;
    s.mark(mark::fork_protect);
  }
  return Copied::yes;
}

Copied inherit(Step& s, Entry& parent) {
  Inherit how = static_cast<Inherit>(s.t().arg);
  if (how == Inherit::as_mapped) how = parent.cow ? Inherit::copy : Inherit::share;
  switch (how) {
    case Inherit::share: return share(s, parent);
    case Inherit::copy: return copy(s, parent);
    case Inherit::zero: {
      Entry blank{};
      blank.start = parent.start;
      blank.end = parent.end;
      blank.prot = parent.prot;
      blank.max_prot = parent.max_prot;
      blank.cow = blank.needs_copy = 1;
      insert_child(s, blank);
      s.mark(mark::fork_zero);
      return Copied::yes;
    }
    default: return Copied::yes;
  }
}

/// Proposed fix: blocks while raw I/O of this process holds pages.
bool no_vslock_held(Step& s) {
  if (s.p.vslock_hold != VslockHold::mapping) return true;
  std::uint32_t holders = 0;
  const unsigned first = s.size.first_thread(s.process);
  for (unsigned k = first; k < first + s.size.threads[s.process]; ++k) {
    if (s.w.thread[k].vslocked != 0) holders |= 1u << k;
  }
  if (holders != 0) s.block(WaitFor::vslock, holders, s.process);
  return holders == 0;
}

void entries(Step& s) {
  Thread& t = s.t();
  const bool resumed = s.proc().writer() == s.tid();
  if (!resumed) {
    if (!no_vslock_held(s)) return;
    if (!s.lock_map_write(s.process)) return;
    if (!process_left(s.w, s.size)) return s.finish();  // taken while this thread waited: EAGAIN
    conceive(s);
  } else if (!s.lock_map_write(s.process)) {
    return;
  }
  s.keep_map_write(s.process);
  for (unsigned va = static_cast<unsigned>(t.va); va < s.size.va_pages; ++va) {
    Entry* e = entry_at(s.w, s.process, va);
    if (e == nullptr || e->start != va) continue;
    t.va = fit<2>(va);
    if (inherit(s, *e) == Copied::asleep) return;
  }
  t.va = 0;
  t.step = kBirth;
}

void birth(Step& s) {
  process_event(s.w.process[child_of(s)], ProcessEvent::birth);
  s.proc().writer_bits = 0;
  s.mark(mark::fork_done);
  s.finish();
}

/// Proposed fix: no memory for a copy; the child's map is taken down and fork returns ENOMEM.
void abort_fork(Step& s) {
  const unsigned child = child_of(s);
  for (unsigned k = 0; k < s.size.entries(child); ++k) {
    Entry& e = s.w.entry[child][k];
    if (!e.live()) continue;
    const PageId busy = amap_unref(s, e);
    if (busy != PageId::none) {
      s.mark(detach_busy);
      entries_sort(s.w, child);
      return s.sleep_busy(busy);
    }
    entry_event(e, EntryEvent::unlink);
    entry_event(e, EntryEvent::drop);
    e = Entry{};
  }
  process_event(s.w.process[child], ProcessEvent::abort);
  s.proc().writer_bits = 0;
  s.mark(mark::fork_failed);
  s.finish();
}

bool offered(const Offer& o) { return process_left(o.w, o.size); }

void step(Step& s) {
  switch (s.t().step) {
    case kEntries: return entries(s);
    case kBirth: return birth(s);
    case kAbort: return abort_fork(s);
    default: VMWIRE_CHECK(!"an unknown step of fork");
  }
}

/// It chooses a child, and then a page for each that it copies.
unsigned outcomes(const Size& size) {
  unsigned n = std::max(1u, size.processes - 1u);
  for (unsigned i = 0; i < std::min(size.va_pages, size.pages); ++i) n *= size.pages - i;
  return n;
}

}  // namespace

const Op fork_op{
    "fork", family::kAnyThread, "[M00][A12]",
    "Makes a child; inheritance as mapped, or one for all entries (minherit).",
    {"as mapped", "NONE", "COPY", "SHARE", "ZERO"}, &kNoOperands, offered, step,
    {{.number = kEntries,
      .name = "entries",
      .touches =
          [](const Parts& k) {
            using namespace touch;
            return begin() | k.map_write() | writes(own({map_lock})) | reads(all({process})) |
                   uses(other({process})) | uses(all({entry})) | k.amap_copy() |
                   reads(all({Area::page_busy, page_data})) | k.page_alloc() |
                   k.page_activate(all) | k.pte_lower(own, all) | panics() |
                   when(k.hold, reads(kin({thread_vslock})));
          },
      .resumes = true,
      .outcomes = outcomes},
     {.number = kBirth,
      .name = "birth",
      .touches =
          [](const Parts&) {
            using namespace touch;
            return uses(other({process})) | writes(own({map_lock}));
          },
      .outcomes = outcomes},
     {.number = kAbort,
      .name = "abort",
      .touches =
          [](const Parts& k) {
            using namespace touch;
            return uses(other({process})) | k.amap_unref() | writes(other({entry})) |
                   writes(own({map_lock}));
          },
      .outcomes = outcomes}},
    {&mark::fork_begin, &mark::fork_share, &mark::fork_copy, &mark::fork_zero,
     &mark::fork_protect, &mark::fork_amap_copy, &mark::fork_cow_now, &mark::fork_cow_now_busy,
     &mark::fork_sleep, &mark::fork_done, &mark::fork_failed, &detach_busy},
    false, "inheritance"};

}  // namespace vmwire::netbsd
