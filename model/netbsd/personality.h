// What: THE list of behaviours in which versions of NetBSD differ, and the record of them.
// Source: netbsd.md section 6 (which rule in which kernel) and 2.0; each row cites its own.
// Operations ask for a behaviour, never for a version. Read next: rules.cc, versions.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "model/family/personality.h"
#include "model/family/rules.h"
#include "model/family/words.h"

// X(field, its enum, what a personality says by itself, citation, the question that an operation
// asks, answers...). A new behaviour is one row; a trace that lacks it means the default.
// clang-format off
#define VMWIRE_NETBSD_PERSONALITY(X)                                                              \
  X(nested_munlock, NestedMunlock, all_at_once, "[M99][M00][M25]",                                \
    "what one munlock of a nested mlock takes away", decrement, all_at_once)                      \
  X(wire_protection, WireProtection, maximum, "[LOG][M00][M25]",                                  \
    "the protection at which mlock's wire fault runs", current, maximum)                          \
  X(wire_amap_copy, WireAmapCopy, max_prot_or_no_object, "[M99][M00][M25]",                       \
    "when mlock copies a NEEDSCOPY amap beforehand", prot, prot_or_no_object,                     \
    max_prot_or_no_object)                                                                        \
  X(wire_prot_none, WireProtNone, einval, "[M99][M00]",                                           \
    "what mlock does with a mapping without access", unchecked, einval)                           \
  X(wire_lock, WireLock, downgrade_and_busy, "[M99][M00][M25]",                                   \
    "what mlock holds of the map's lock while it faults", downgrade, downgrade_and_busy, busy)    \
  X(waiting_writer, WaitingWriter, blocks_readers, "[K99][K04]",                                  \
    "whether a thread that waits for the map's write lock keeps new readers out",                 \
    blocks_readers, lets_readers_pass)                                                            \
  X(wire_failure, WireFailure, write_lock, "[M99][M00]",                                          \
    "what a failed mlock holds of the map's lock while it takes its counts back", read_lock,      \
    write_lock)                                                                                   \
  X(unwire_missing_pte, UnwireMissingPte, skip, "[F99][LOG]",                                     \
    "what unwiring does where no PTE is left", panic, skip)                                       \
  X(unwire_pte_bit, UnwirePteBit, if_entry_unwired, "[F99][LOG]",                                 \
    "when unwiring clears the PTE's WIRED bit", always, if_entry_unwired)                         \
  X(unwire_map_lock, UnwireMapLock, read, "[F99][LOG]",                                           \
    "the map lock that vsunlock holds while it unwires", none, read)                              \
  X(vmapbuf_missing, VmapbufMissing, panics, "[VB]",                                              \
    "what vmapbuf maps for raw I/O where it finds no PTE", panics, frame_0, previous_frame)       \
  X(wired_swap_page, WiredSwapPage, dirty_first, "[LOG][F15]",                                    \
    "whether a wire fault marks the page dirty before it drops the swap slot", keeps_clean,       \
    dirty_first)                                                                                  \
  X(deactivate, Deactivate, clear_referenced, "[D98][LOG]",                                       \
    "what the pagedaemon does to a page that it deactivates", unmap, clear_referenced)            \
  X(deactivate_wired, DeactivateWired, checked, "[T99][D98][P20]",                                \
    "whether deactivation looks at wire_count", unchecked, checked)                               \
  X(page_wire_queue, PageWireQueue, leaves, "[P98][T99]",                                         \
    "whether page_wire takes the page off its queue", stays, leaves)                              \
  X(page_protect_wired, PageProtectWired, remove, "[T99][LOG]",                                   \
    "what page_protect(NONE) does to wired mappings", remove, skip, panic)                        \
  X(fault_restart, FaultRestart, anew, "[F98][F01][F06][F12][F24]",                               \
    "whether a fault that starts over asks anew if its PTE is to be WIRED", anew, sticky)         \
  X(fault_access, FaultAccess, kept, "[F98][F06][F15][F24]",                                      \
    "whether a fault that starts over keeps the access that a wired entry has widened", kept,     \
    anew)                                                                                         \
  X(page_shortage, PageShortage, sleeps, "[F98][F01][F12]",                                       \
    "what a fault does without a free page where nothing can be reclaimed", sleeps, fails)        \
  X(fork_wired, ForkWired, cow_now, "[T99][A12]",                                                 \
    "whether fork copies wired private memory at once", plain, cow_now)                           \
  /* Proposed fixes: rules.cc and docs/candidates.md have the argument of each. */                \
  X(promote_unmaps, PromoteUnmaps, every_mapping, "derived:",                                     \
    "whose mappings a promotion in a SHARED amap removes", every_mapping, sharers)                \
  X(wire_edge, WireEdge, wire_fault, "derived:",                                                  \
    "what page_wire goes with: a wire fault, or a WIRED PTE", wire_fault, wired_bit)              \
  X(vslock_hold, VslockHold, nothing, "derived:",                                                 \
    "what vslock keeps from changing until vsunlock", nothing, mapping)                           \
  X(mlock_undo, MlockUndo, page_counts, "derived:",                                               \
    "what a failed mlock takes back", page_counts, ptes_too)                                      \
  X(cow_now_shortage, CowNowShortage, sleeps, "derived:",                                         \
    "what fork does without memory for a wired page's copy", sleeps, fails)                       \
  X(prot_none_wired, ProtNoneWired, removes, "derived:",                                          \
    "what mprotect(PROT_NONE) does to a WIRED PTE", removes, keeps)                               \
  X(fork_shared, ForkShared, cow, "derived:",                                                     \
    "how fork copies an amap that other maps share", cow, copies_now)
// clang-format on

namespace vmwire::netbsd {

VMWIRE_NETBSD_PERSONALITY(VMWIRE_PERSONALITY_ENUM)

struct Personality {
  VMWIRE_NETBSD_PERSONALITY(VMWIRE_PERSONALITY_MEMBER)

  bool operator==(const Personality&) const = default;
};

using Version = family::Version<Personality>;

const family::PersonalityTable& personality_table();
const std::vector<Version>& versions();
/// Null when no version bears the name.
const Version* find_version(const std::string& name);
const family::RuleTable& rule_table();

}  // namespace vmwire::netbsd
