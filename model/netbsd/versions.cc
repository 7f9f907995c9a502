// What: the versions of NetBSD that are modelled, each one record of behaviours.
// Source: netbsd.md sections 6 and 6.1. A version's bugs are in its record; rules.cc
// names them.
// Where a version's own form is not modelled yet, later_forms says which later one stands in.
#include "model/netbsd/personality.h"

namespace vmwire::netbsd {

const std::vector<Version>& versions() {
  static const std::vector<Version> table = {
      {"netbsd-1.4", "May 1999", "[M99][F99][P98][D98]",
       "UVM as first released: nested mlocks, no map lock at unwire, a panic at a missing PTE.",
       {
           // A phrase ends with the historical rule that stays off until it is modelled.
           "deactivation clears the referenced bit and unmaps nothing "
           "(netbsd-inactive-must-be-unmapped)",
           "a vnode page is not write-protected while it is written "
           "(netbsd-pageout-write-protects-wired)",
           "a vnode page whose write failed stays: no RELEASED for a pageout "
           "(netbsd-pageout-failure-frees-page)",
           "freeing a BUSY swap-backed page sleeps until it is not BUSY "
           "(netbsd-swap-slot-freed-during-write)",
           "an asynchronous put never turns into a synchronous one "
           "(netbsd-async-put-turned-sync)",
           "pmap_enter may fail and the fault starts over (netbsd-pmap-enter-cannot-fail)",
           "no map is INTRSAFE (netbsd-intrsafe-fault-lock)",
           "a new anon is published locked (netbsd-new-anon-unlocked)",
           "nothing is loaned to the kernel (netbsd-loan-of-wired-page)",
           "amap_cow_now skips an anon of its own before it asks for residency "
           "(netbsd-cow-now-restart)",
           "an entry is clipped only strictly inside (netbsd-clip-outside-entry)",
           "no page is kept in reserve: whoever asks may take the last one",
       },
       {.nested_munlock = NestedMunlock::decrement,
        .wire_protection = WireProtection::current,
        .wire_amap_copy = WireAmapCopy::prot,
        .wire_prot_none = WireProtNone::unchecked,
        .wire_lock = WireLock::downgrade,
        .waiting_writer = WaitingWriter::blocks_readers,
        .wire_failure = WireFailure::read_lock,
        .unwire_missing_pte = UnwireMissingPte::panic,
        .unwire_pte_bit = UnwirePteBit::always,
        .unwire_map_lock = UnwireMapLock::none,
        .vmapbuf_missing = VmapbufMissing::panics,
        .wired_swap_page = WiredSwapPage::keeps_clean,
        .deactivate = Deactivate::clear_referenced,
        .deactivate_wired = DeactivateWired::unchecked,
        .page_wire_queue = PageWireQueue::leaves,
        .page_protect_wired = PageProtectWired::remove,
        .fault_restart = FaultRestart::anew,
        .fault_access = FaultAccess::kept,
        .page_shortage = PageShortage::sleeps,
        .fork_wired = ForkWired::cow_now}},
      {"netbsd-1.6", "September 2002", "[LOG][D01]",
       "After the corrections of 1999 to 2002: one munlock ends all, wire faults at maximum "
       "protection, a missing PTE is skipped.",
       {
           "nothing is loaned to the kernel",
           "amap_cow_now skips an anon of its own before it asks for residency "
           "(netbsd-cow-now-restart)",
           "an entry is clipped only strictly inside (netbsd-clip-outside-entry)",
           "no page is kept in reserve: whoever asks may take the last one",
       },
       {.nested_munlock = NestedMunlock::all_at_once,
        .wire_protection = WireProtection::maximum,
        .wire_amap_copy = WireAmapCopy::max_prot_or_no_object,
        .wire_prot_none = WireProtNone::einval,
        .wire_lock = WireLock::downgrade_and_busy,
        .waiting_writer = WaitingWriter::blocks_readers,
        .wire_failure = WireFailure::write_lock,
        .unwire_missing_pte = UnwireMissingPte::skip,
        .unwire_pte_bit = UnwirePteBit::if_entry_unwired,
        .unwire_map_lock = UnwireMapLock::read,
        .vmapbuf_missing = VmapbufMissing::panics,
        .wired_swap_page = WiredSwapPage::dirty_first,
        .deactivate = Deactivate::clear_referenced,
        .deactivate_wired = DeactivateWired::checked,
        .page_wire_queue = PageWireQueue::leaves,
        .page_protect_wired = PageProtectWired::remove,
        .fault_restart = FaultRestart::anew,
        .fault_access = FaultAccess::kept,
        .page_shortage = PageShortage::sleeps,
        .fork_wired = ForkWired::cow_now}},
  };
  return table;
}

}  // namespace vmwire::netbsd
