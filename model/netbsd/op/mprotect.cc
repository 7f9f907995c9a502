// What: mprotect, one step.
// Source: netbsd.md section 2.3 [M15][GK].
// Leaves out: EACCES beyond max_protection (it is always rw here), WIREFUTURE.
//
// => takes the map write lock. wired_count and the pages' wire counts stay untouched, and yet
//    PROT_NONE removes wired PTEs.
#include "model/netbsd/fault.h"
#include "model/netbsd/memory.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/pmap.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark mprotect_set{"mprotect_set", "uvm_map_protect", "protection set", "[M15]"};
const Mark mprotect_none{"mprotect_none", "pmap_protect", "PROT_NONE removes PTEs", "[GK]"};
const Mark mprotect_none_wired{"mprotect_none_wired", "pmap_protect",
                               "PROT_NONE removes a WIRED PTE", "[GK]"};
}  // namespace mark
}  // namespace
namespace {

/// Ghost: accesses under way that the entry allows no longer.
void disallow(Step& s, const Entry& e) {
  const unsigned first = s.size.first_thread(s.process);
  for (unsigned k = first; k < first + s.size.threads[s.process]; ++k) {
    Thread& t = s.w.thread[k];
    const bool write = t.op == family::number(op::write);
    if (!write && t.op != family::number(op::read)) continue;
    const Prot access = write ? Prot::write : Prot::read;
    if (e.covers(static_cast<unsigned>(t.start)) && !allows(e.prot, access)) t.disallowed = 1;
  }
}

void protect_entry(Step& s, Entry& e, Prot prot) {
  const Prot before = e.prot;
  e.prot = prot;
  disallow(s, e);
  if (before == prot) return;
  const Prot for_ptes = e.cow ? without_write(prot) : prot;
  s.held.owner = true;
  for (unsigned va = e.start; va < e.end; ++va) {
    const Pte& pte = s.w.pte[s.process][va];
    Cell& cell = s.w.cell[s.process][va];
    if (!pte.present()) continue;
    if (prot == Prot::none) {
      s.mark(pte.wired() ? mark::mprotect_none_wired : mark::mprotect_none);
      if (pte.wired() && s.p.prot_none_wired == ProtNoneWired::keeps) {
        pte_disable(s, s.process, va);
        cell.lag = 0;
        continue;
      }
      if (e.wired()) cell.excused = 1;  // ghost: I5's second exception
    }
    pte_protect(s, s.process, va, for_ptes);
    // Ghost: a wired entry allows more than its PTE now; the next access takes a protection fault.
    cell.lag = e.wired() && pte.present() && !allows(pte.prot(), prot);
  }
}

void step(Step& s) {
  Thread& t = s.t();
  const unsigned start = static_cast<unsigned>(t.start), end = static_cast<unsigned>(t.end);
  const Prot prot = static_cast<Prot>(t.arg);
  bool changes = false;
  for (unsigned va = start; va < end; ++va) {
    const Entry* e = entry_at(s.w, s.process, va);
    changes |= e != nullptr && e->prot != prot;
  }
  if (!changes && s.action.begins != 0) return s.refuse();
  if (!s.lock_map_write(s.process)) return;
  clip(s, s.process, start);
  if (end < s.size.va_pages) clip(s, s.process, end);
  for (unsigned k = 0; k < s.size.entries(s.process); ++k) {
    Entry& e = s.w.entry[s.process][k];
    if (e.live() && e.start >= start && e.end <= end) protect_entry(s, e, prot);
  }
  s.mark(mark::mprotect_set);
  s.finish();
}

}  // namespace

const Op mprotect_op{
    "mprotect", family::kAnyThread, "[M15]", "Sets the protection of a range.",
    {"none", "r", "rw"}, &kRange, nullptr, step,
    {{.number = 0,
      .name = "set",
      .touches =
          [](const Parts& k) {
            using namespace touch;
            return begin() | k.map_write() | uses(own({entry})) | k.clip() | k.pte_lower(own, all) |
                   reads(kin({thread_op})) | writes(kin({thread_trap}));
          },
      .resumes = true}},
    {&mark::mprotect_set, &mark::mprotect_none, &mark::mprotect_none_wired}, false, "protection"};

}  // namespace vmwire::netbsd
