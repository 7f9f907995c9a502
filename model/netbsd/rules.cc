// What: THE table of historical bugs, policies and proposed fixes: each changes one behaviour.
// Source: netbsd.md sections 5 and 6.1; proposed fixes are ours and marked derived.
// Leaves out: what a rule breaks; no code knows that. The one `if` that asks is in a step. Which
// versions had a bug follows from their records (versions.cc).
#include "model/netbsd/personality.h"

namespace vmwire::netbsd {

const family::RuleTable& rule_table() {
  using enum family::RuleKind;
  using family::rule;
  using P = Personality;
  static const family::RuleTable table(personality_table(), {
      rule(bug, "netbsd-vsunlock-clears-mlock", "1999", "[LOG][F99]",
           "The end of raw I/O clears the PTE's WIRED bit although mlock still wants the page "
           "wired.",
           &P::unwire_pte_bit, UnwirePteBit::always, UnwirePteBit::if_entry_unwired),
      rule(bug, "netbsd-wired-clean-no-backing", "1999", "[LOG][D98]",
           "A wire fault drops the page's swap slot and leaves the page marked CLEAN (PR 7578).",
           &P::wired_swap_page, WiredSwapPage::keeps_clean, WiredSwapPage::dirty_first),
      rule(bug, "netbsd-deactivate-wired-active", "1999", "[T99][D98]",
           "The pagedaemon deactivates what is on ACTIVE without a look at wire_count.",
           &P::deactivate_wired, DeactivateWired::unchecked, DeactivateWired::checked,
           "netbsd-wire-keeps-queue"),
      rule(policy, "netbsd-wire-keeps-queue", "-", "[T99][P98]",
           "Hypothetical: page_wire leaves the page on its paging queue.",
           &P::page_wire_queue, PageWireQueue::stays, PageWireQueue::leaves),
      rule(policy, "netbsd-page-protect-skips-wired", "1999", "[T99][LOG]",
           "page_protect(NONE) leaves wired mappings in place, as the pmap of hp300 did.",
           &P::page_protect_wired, PageProtectWired::skip, PageProtectWired::remove),
      rule(policy, "netbsd-page-protect-panics-on-wired", "1999", "[T99]",
           "page_protect(NONE) panics at a wired page, as was argued for in 1999.",
           &P::page_protect_wired, PageProtectWired::panic, PageProtectWired::remove),
      rule(policy, "netbsd-cow-of-wired-page", "1999", "[T99][A12]",
           "fork marks wired private memory copy-on-write like any other instead of copying it.",
           &P::fork_wired, ForkWired::plain, ForkWired::cow_now),
      // Not in section 6.1: it follows from 1.1 and is the reason for BUSY.
      rule(bug, "netbsd-downgrade-without-busy", "1999", "[M99][K99]",
           "mlock keeps a plain read lock while it faults: its own fault sleeps behind a writer "
           "that waits for mlock.",
           &P::wire_lock, WireLock::downgrade, WireLock::downgrade_and_busy),
      // Not in section 6.1 either: see 2.11.
      rule(bug, "netbsd-vslock-fails-unheard", "1999", "[GK]",
           "vslock returns nothing: where a page cannot be wired, raw I/O goes on all the same.",
           &P::vslock_failure, VslockFailure::ignored, VslockFailure::reported),
      rule(bug, "netbsd-ptrace-promote-removes-wired-pte", "2001", "[LOG][M00]",
           "mlock wires at the current protection: of a private mapping that is read-only it wires "
           "the file's own page, which a promotion for another process unmaps.",
           &P::wire_protection, WireProtection::current, WireProtection::maximum)
          .and_also(&P::wire_amap_copy, WireAmapCopy::prot_or_no_object,
                    WireAmapCopy::max_prot_or_no_object),
      rule(bug, "netbsd-unwire-missing-pte-panic", "2002", "[F99][LOG]",
           "Unwiring panics where the PTE is gone, which a truncated file is enough for.",
           &P::unwire_missing_pte, UnwireMissingPte::panic, UnwireMissingPte::skip),
      rule(bug, "netbsd-unwire-without-map-lock", "1999", "[F99][LOG]",
           "The end of raw I/O unwires without the map's lock and races with munmap.",
           &P::unwire_map_lock, UnwireMapLock::none, UnwireMapLock::read),
      rule(proposed_fix, "netbsd-mend-promote-unmaps-sharers", "-", "derived:",
           "A promotion in a SHARED amap unmaps the old page from that amap's sharers alone.",
           &P::promote_unmaps, PromoteUnmaps::sharers, PromoteUnmaps::every_mapping),
      rule(proposed_fix, "netbsd-mend-wire-count-follows-pte", "-", "derived:",
           "A page is wired where its PTE becomes WIRED and unwired where that ends, by any fault.",
           &P::wire_edge, WireEdge::wired_bit, WireEdge::wire_fault),
      rule(proposed_fix, "netbsd-mend-vslock-holds-mapping", "-", "derived:",
           "vslock keeps its mappings: whoever would remove or replace one waits for vsunlock, and "
           "so does fork; the WIRED bit stays as long as a vslock wants it.",
           &P::vslock_hold, VslockHold::mapping, VslockHold::nothing),
      rule(proposed_fix, "netbsd-mend-prot-none-keeps-wired", "-", "derived:",
           "mprotect(PROT_NONE) takes all access from a WIRED PTE and leaves it in place.",
           &P::prot_none_wired, ProtNoneWired::keeps, ProtNoneWired::removes),
      rule(proposed_fix, "netbsd-mend-fork-copies-shared", "-", "derived:",
           "fork that must copy memory which is shared, or could be, copies its resident pages at "
           "once and leaves the parent's entry as it is.",
           &P::fork_shared, ForkShared::copies_now, ForkShared::cow),
      rule(proposed_fix, "netbsd-mend-fault-asks-its-access-anew", "-", "derived:",
           "A fault that starts over asks for the access that trapped, not for what a wired entry "
           "allowed before.",
           &P::fault_access, FaultAccess::anew, FaultAccess::kept),
      rule(proposed_fix, "netbsd-mend-mlock-undo-unwires-ptes", "-", "derived:",
           "A failed mlock clears the WIRED bits that it has set, and not only the page counts.",
           &P::mlock_undo, MlockUndo::ptes_too, MlockUndo::page_counts),
      rule(proposed_fix, "netbsd-mend-cow-now-fails", "-", "derived:",
           "fork fails without memory for a wired page's copy, where it slept with both maps "
           "locked.",
           &P::cow_now_shortage, CowNowShortage::fails, CowNowShortage::sleeps),
  });
  return table;
}

}  // namespace vmwire::netbsd
