// What: a user's read or write of one page: through the PTE, or by a fault.
// Source: netbsd.md section 2.9 [F15]; the trap itself: [GK].
// Leaves out: accesses that can only end in a signal (no entry, protection forbids).
//
// => a hit is one step; a miss traps in one step and enters uvm_fault in the next.
#include "model/netbsd/data.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/op/row.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark access_hit{"access_hit", "mmu", "through the PTE", "[GK]"};
const Mark access_trap{"access_trap", "trap", "no PTE that allows it: fault", "[GK]"};
}  // namespace mark
}  // namespace
namespace {

enum AccessStep : unsigned { kAccess = 0, kFault = 1 };

/// Ghost: was this access promised to go through?
void note_trap(Step& s, const Entry& e, unsigned va) {
  const Cell& cell = s.w.cell[s.process][va];
  const bool excused = cell.excused || cell.lag;
  s.t().trap_promised = cell.promised && !excused;
  // A thread may meet a wired entry whose pages are only just being wired (I27: as I5).
  bool in_progress = false;
  const unsigned first = s.size.first_thread(s.process);
  for (unsigned k = first; k < first + s.size.threads[s.process]; ++k) {
    in_progress |= wires(s.w.thread[k], va);
  }
  s.t().trap_wired = e.wired() && !excused && !in_progress;
}

void step(Step& s) {
  Thread& t = s.t();
  const bool write = t.op == family::number(op::write);
  const Prot access = write ? Prot::write : Prot::read;
  const FaultKind kind{access, false, false};
  if (t.step == kFault) {
    const FaultFlow flow = fault_step(s, kind);
    if (flow == FaultFlow::done || flow == FaultFlow::failed) s.finish();
    return;
  }
  const unsigned va = static_cast<unsigned>(t.start);
  const Pte& pte = s.w.pte[s.process][va];
  if (pte.present() && allows(pte.prot(), access)) {
    cpu_access(s, s.process, va, write);
    s.mark(mark::access_hit);
    return s.finish();
  }
  const Entry* e = entry_at(s.w, s.process, va);
  if (e == nullptr || !allows(e->prot, access)) return s.refuse();
  s.mark(mark::access_trap);
  t.step = kFault;
  fault_start(s, va, kind);
  note_trap(s, *e, va);
}

/// Through the PTE, or a trap with its ghosts.
Footprint access_touches() {
  using namespace touch;
  return reads(own(kPteAreas | AreaSet{entry, promise, amap, anon})) |
         reads(kin({thread_op})) | reads(all({page_owner, page_phase})) | reports();
}

Footprint fault_touches(const Parts& k, FaultStep f) { return k.fault(f, false); }

}  // namespace

const Op read_op{
    "read", family::kAnyThread, "[F15]", "A user read of one page.", {}, &kOneVaPage, nullptr,
    step,
    {{kAccess, "access", [](const Parts&) {
        using namespace touch;
        return begin() | access_touches() | reads(all({page_data}));
      }},
     {.number = kFault, .name = "fault", .fault = fault_touches}},
    {&mark::access_hit, &mark::access_trap}, true};

const Op write_op{
    "write", family::kAnyThread, "[F15]", "A user write to one page.", {}, &kOneVaPage, nullptr,
    step,
    {{kAccess, "access", [](const Parts&) {
        using namespace touch;
        return begin() | access_touches() | writes(all({page_data, page_clean})) |
               reads(all({thread_op, entry, amap})) | uses(all({thread_frames})) |
               writes(own({slot_data, file_data}));
      }},
     {.number = kFault, .name = "fault", .fault = fault_touches}},
    {&mark::access_hit, &mark::access_trap}, true};

}  // namespace vmwire::netbsd
