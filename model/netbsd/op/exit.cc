// What: exit of a process whose other threads are in no operation.
// Source: netbsd.md section 2.14 [M25]: PTEs are still there, each wired entry is unwired.
// Leaves out: the bulk removal of PTEs (VAONLY), exec, threads killed in the middle.
//
// => step 1 [MAP w] as munmap of everything; step 2 may sleep on a BUSY page.
#include "model/netbsd/machine/process.h"
#include "model/netbsd/fault.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/op/steps.h"

namespace vmwire::netbsd {

namespace {
namespace mark {
const Mark exit_unlink{"exit_unlink", "uvmspace_free", "DYING; all entries unlinked", "[M25]"};
const Mark exit_detach{"exit_detach", "uvm_unmap_detach",
                       "references dropped, process gone", "[M25]"};
}  // namespace mark
}  // namespace
namespace {
enum ExitStep : unsigned { kUnlink = 0, kDetach = 1 };

/// The process's other threads are in no operation.
bool offered(const Offer& o) {
  const unsigned first = o.size.first_thread(o.process);
  for (unsigned k = first; k < first + o.size.threads[o.process]; ++k) {
    if (k != o.thread && o.w.thread[k].phase != ThreadPhase::idle) return false;
  }
  return true;
}

void step(Step& s) {
  Thread& t = s.t();
  if (t.step == kUnlink) {
    if (!s.lock_map_write(s.process)) return;
    process_event(s.proc(), ProcessEvent::exit);
    unlink_entries(s, 0, s.size.va_pages);
    s.mark(mark::exit_unlink);
    if (s.panicked()) return;
    t.step = kDetach;
    if (has_dead_entries(s)) return;
  } else if (!detach_entries(s) || s.panicked()) {
    return;
  }
  process_event(s.proc(), ProcessEvent::reap);
  s.mark(mark::exit_detach);
  s.finish();
}

}  // namespace

const Op exit_op{
    "exit", family::kAnyThread, "[M25]", "Ends the process and its address space.", {},
    &kNoOperands, offered, step,
    {{kUnlink, "unlink", [](const Parts& k) {
        using namespace touch;
        return begin() | k.unlink() | uses(own({process}));
      }},
     {kDetach, "detach", [](const Parts& k) {
        using namespace touch;
        return k.detach() | uses(own({process}));
      }}},
    {&mark::exit_unlink, &mark::exit_detach, &detach_busy}, true};

}  // namespace vmwire::netbsd
