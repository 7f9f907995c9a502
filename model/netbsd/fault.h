// What: the page fault and its wire form, cut into steps; wiring and unwiring of ranges.
// Source: netbsd.md sections 2.6, 2.8, 2.9.
// Read next: fault.cc (F1-F7), fault_upper.cc (case 1), fault_lower.cc (case 2), unwire.cc.
#pragma once

#include <vector>

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// How a fault stands after one step.
enum class FaultFlow {
  blocked,  ///< the step could not be taken (Step::block has been called)
  pending,  ///< it goes on in a later step: asleep, or at another FaultStep
  done,     ///< resolved: a PTE that allows the access has been entered
  failed,   ///< Thread::error says why
};

/// What kind of fault the acting operation makes.
struct FaultKind {
  Prot access = Prot::read;  ///< as asked for; a wire fault at maxprot asks for max_protection
  bool wire = false;         ///< a wire fault (wire_paging)
  bool max_prot = false;     ///< check against max_protection
};

/// Puts the acting thread at F1 for `va`; the next fault_step begins it.
void fault_start(Step& s, unsigned va, const FaultKind& kind);
/// Executes one step of the acting thread's fault. Kernel: uvm_fault.
FaultFlow fault_step(Step& s, const FaultKind& kind);

// --- between the files of the fault -----------------------------------------------------------

/// The fault's working set, as uvm_faultctx holds it, for one step.
struct FaultContext {
  Entry* e;
  unsigned va;
  Prot enter_prot;
  bool cow_now;
  bool max_prot;
};
FaultFlow fault_upper(Step& s, FaultContext& c, AnonId a);
FaultFlow fault_lower(Step& s, FaultContext& c);
FaultFlow fault_read_anon_done(Step& s, const FaultKind& kind);
FaultFlow fault_read_object_done(Step& s, const FaultKind& kind);
FaultFlow fault_lookup(Step& s, const FaultKind& kind);
/// Ends the fault with an error.
FaultFlow fault_fail(Step& s, Error error);
/// Case 1 step 1, case 2 step 3: allocates a BUSY page for the owner and starts to read into it,
/// everything unlocked.
FaultFlow fault_start_read(Step& s, OwnerId owner, FaultStep step, const Mark& begins);
/// No page: unlocks everything and sleeps for memory, then ERESTART; or ENOMEM where that is
/// hopeless and the age gives up (PageShortage).
FaultFlow fault_wait_for_page(Step& s, bool hopeless);
/// The common tail of both cases: pte_enter, wiring or activation. `p` is the page to map.
FaultFlow fault_enter(Step& s, FaultContext& c, PageId p);

/// The marks that all operations that fault or unwire share.
std::vector<const Mark*> fault_marks();

// --- wiring ranges (unwire.cc) ------------------------------------------------------------------

/// FAULT_UNWIRE_LOCKED(start, end). Requires the map at least read-locked (where the rule says so).
/// `releases`: whose wirings end, the entries' or the acting thread's.
enum class Releases { entry_claims, vslock_claims };
void fault_unwire(Step& s, unsigned process, unsigned start, unsigned end, Releases releases);
/// entry_unwire: wired_count := 0 first, then FAULT_UNWIRE over the entry.
void entry_unwire(Step& s, unsigned process, Entry& e);
/// Ghost: the wiring claims and promises of a range of entries end.
void release_claims(Step& s, unsigned process, unsigned start, unsigned end);

}  // namespace vmwire::netbsd
