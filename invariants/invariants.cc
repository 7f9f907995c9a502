// What: the table of laws, in the order of netbsd.md section 4, then promises, then panics.
// Source: netbsd.md section 4; each row cites who states its law.
// To add a law: one file, named as its function, and one row (with its declaration) here.
#include "invariants/invariants.h"

#include <bit>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace vmwire::invariants {

// Each is in the file that bears its name; the panics are in panic.cc.
using Predicate = bool(const netbsd::World&, const netbsd::Size&, Culprit*);
Predicate wire_count_equals_claims;
Predicate no_wire_count_underflow;
Predicate wired_page_is_on_no_queue;
Predicate wired_total_counts_pages;
Predicate wired_mapping_is_in_pmap;
Predicate wired_pte_has_a_reason;
Predicate wired_entry_maps_wired;
Predicate wired_entry_maps_wired_pages;
Predicate page_protect_spares_wired_pages;
Predicate pagedaemon_spares_wired_pages;
Predicate clean_anon_page_has_slot;
Predicate wired_anon_page_is_dirty;
Predicate wired_cow_is_resolved;
Predicate wired_entry_needs_no_copy;
Predicate fork_inherits_no_wiring;
Predicate free_page_is_unused;
Predicate pageout_and_released_are_busy;
Predicate swap_slot_has_one_owner;
Predicate entries_are_ordered;
Predicate unclaimed_page_is_unwired;
Predicate wired_memory_never_traps;
Predicate wired_ptes_are_counted;
Predicate mlock_keeps_its_promise;
Predicate vslock_keeps_its_promise;
Predicate nothing_outlives_its_users;
Predicate data_is_what_was_written;
Predicate locks_are_kept;
Predicate panic_unwire_no_pte;
Predicate panic_unwire_no_entry;
Predicate panic_page_protect_wired;
Predicate panic_clean_anon_no_slot;
Predicate panic_pagedaemon_wired;
Predicate panic_dead_entry_wired;
Predicate panic_wire_needs_copy;
Predicate panic_cow_now_not_resident;
Predicate panic_wire_count_overflow;

namespace {

// id, alias, citation, exception, predicate.
constexpr Law kLaws[] = {
    {"netbsd.I1", "wire_count equals the wiring claims", "[T19] [F15]",
     "a page freed by truncate takes its claims with it", wire_count_equals_claims},
    {"netbsd.I2", "wire_count is never decremented at 0", "[T19] [P20]", "never",
     no_wire_count_underflow},
    {"netbsd.I3", "a wired page is on no queue", "[T99] [P20] [D23]", "never",
     wired_page_is_on_no_queue},
    {"netbsd.I4", "uvmexp.wired counts the wired pages", "[P98] [P20]", "never",
     wired_total_counts_pages},
    {"netbsd.I5", "a wired mapping is in the pmap", "[F99] [LOG]",
     "truncate or mprotect(NONE) removed the PTE and no fault has entered one since; "
     "an operation in progress",
     wired_mapping_is_in_pmap},
    {"netbsd.I6", "a WIRED PTE has a wired entry or a vslock", "[LOG]",
     "wiring in progress, a fault by another thread in the range included",
     wired_pte_has_a_reason},
    {"netbsd.I7", "a wired entry maps nothing unwired", "[LOG] [F15]",
     "wiring in progress, from pass 1 of mlock until pass 2 has entered the PTE",
     wired_entry_maps_wired},
    {"netbsd.I8", "a wired entry maps wired pages", "[A12]", "wiring in progress",
     wired_entry_maps_wired_pages},
    {"netbsd.I9", "page_protect(NONE) spares wired pages", "[T99] [LOG]",
     "truncate, page_free, promotion in a SHARED amap", page_protect_spares_wired_pages},
    {"netbsd.I10", "the pagedaemon spares wired pages", "[D23] [T99]",
     "the vnode pager may write a wired page since September 2001",
     pagedaemon_spares_wired_pages},
    {"netbsd.I11", "a clean anon page has a swap slot", "[LOG] [D98]", "never",
     clean_anon_page_has_slot},
    {"netbsd.I12", "a wired anon page is dirty and has no swap slot", "[F15]", "never",
     wired_anon_page_is_dirty},
    {"netbsd.I13", "wired copy-on-write memory is copied already", "[T99] [LOG]",
     "no W in max_protection; wiring in progress; references that only an EMBRYO's entries hold",
     wired_cow_is_resolved},
    {"netbsd.I14", "a wired entry needs no copy and its PTEs allow its writes", "[M25]",
     "NEEDSCOPY over an object without W in max_protection; a PTE that lags behind mprotect; "
     "wiring in progress",
     wired_entry_needs_no_copy},
    {"netbsd.I15", "fork inherits no wiring", "[M25]", "never", fork_inherits_no_wiring},
    {"netbsd.I19", "a free page is unused", "[P20]", "never", free_page_is_unused},
    {"netbsd.I21", "PAGEOUT and RELEASED are set on BUSY pages only", "[P20]", "never",
     pageout_and_released_are_busy},
    {"netbsd.I23", "a swap slot has one owner and is not freed during its write", "[LOG]", "never",
     swap_slot_has_one_owner},
    {"netbsd.I24", "entries are ordered and clips are inside them", "[M15]", "never",
     entries_are_ordered},
    {"netbsd.I25", "a page without a wiring claim is not wired", "[T19] [F15]", "never",
     unclaimed_page_is_unwired},
    {"netbsd.I27", "a wired entry's memory never traps", "[LOG]",
     "truncate or mprotect(NONE) removed the PTE; a PTE that lags behind mprotect; "
     "wiring in progress",
     wired_memory_never_traps},
    {"netbsd.I28", "pmap_wired_count counts the WIRED PTEs", "[PM9] [MM]", "never",
     wired_ptes_are_counted},

    {"mlock-promise", "mlocked memory never traps",
     "derived: mlock(2) promises that locked memory stays resident and mapped",
     "truncate and mprotect(NONE) suspend it until the next fault", mlock_keeps_its_promise},
    {"dma-promise", "memory under a vslock is not taken away",
     "derived: a device that was told a physical address writes there until vsunlock [T19]",
     "the mapping may go, the page may not", vslock_keeps_its_promise},
    {"no-leak", "nothing outlives its users",
     "derived: exit and munmap give back what mmap, mlock and faults took",
     "unwired pages of the file; bad swap slots; an operation in progress",
     nothing_outlives_its_users},
    {"no-data-lost", "a read returns what was written",
     "derived: memory returns the latest write to it, and nobody else's",
     "EIO after a lasting I/O error", data_is_what_was_written},
    {"lock-discipline", "pages and data change under their locks",
     "derived: section 2 of the specification names the locks of each step", "never",
     locks_are_kept},

    {"panic.unwire-no-pte", "unwiring always finds the PTE", "[F99] [LOG]", "never",
     panic_unwire_no_pte},
    {"panic.unwire-no-entry", "unwiring always finds the entry", "[F99] [F15]", "never",
     panic_unwire_no_entry},
    {"panic.page-protect-wired", "page_protect never panics on a wired page", "[T99]", "never",
     panic_page_protect_wired},
    {"panic.clean-anon-no-slot", "the pagedaemon never meets a clean page without a slot",
     "[D98]", "never", panic_clean_anon_no_slot},
    {"panic.pagedaemon-wired", "the pagedaemon never meets a wired victim", "[D23]", "never",
     panic_pagedaemon_wired},
    {"panic.dead-entry-wired", "munmap never drops a wired entry", "[M25]", "never",
     panic_dead_entry_wired},
    {"panic.wire-needs-copy", "a wire fault never meets NEEDSCOPY", "[F15]", "never",
     panic_wire_needs_copy},
    {"panic.cow-now-not-resident", "fork always finds wired pages resident", "[A12]", "never",
     panic_cow_now_not_resident},
    {"panic.wire-count-overflow", "wire_count never overflows", "[P20]", "never",
     panic_wire_count_overflow},
};
constexpr std::size_t kLawCount = sizeof(kLaws) / sizeof(kLaws[0]);
static_assert(kLawCount <= 64, "a set of laws is a 64-bit mask");

/// The laws with these ids; a word that ends in "." stands for all that begin with it.
constexpr std::uint64_t mask_of(std::initializer_list<std::string_view> words) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kLawCount; ++i) {
    for (const std::string_view word : words) {
      const std::string_view id = kLaws[i].id;
      const bool named = word.ends_with(".") ? id.starts_with(word) : id == word;
      if (named) mask |= std::uint64_t{1} << i;
    }
  }
  return mask;
}
// Laws that ask for nothing but an event of the last step, or a panic: most states have neither.
constexpr std::uint64_t kEventLaws =
    mask_of({"netbsd.I2", "netbsd.I9", "no-data-lost", "lock-discipline"});
constexpr std::uint64_t kPanicLaws = mask_of({"panic."});
static_assert(std::popcount(kEventLaws) == 4 && std::popcount(kPanicLaws) == netbsd::kPanics - 1);

}  // namespace

const std::vector<Law>& laws() {
  static const std::vector<Law> all(kLaws, kLaws + kLawCount);
  return all;
}

const Law* find_law(const std::string& name) {
  for (const Law& law : laws()) {
    if (name == law.id || name == law.alias || "netbsd." + name == law.id) return &law;
  }
  return nullptr;
}

// Called for every new state: no allocation, and no call that cannot say anything.
std::uint64_t broken_laws(const netbsd::World& w, const netbsd::Size& size, std::uint64_t enabled) {
  if (std::bit_cast<std::uint32_t>(w.event) == 0) enabled &= ~kEventLaws;
  if (w.system.panic == netbsd::Panic::none) enabled &= ~kPanicLaws;
  enabled &= ~std::uint64_t{0} >> (64 - kLawCount);
  std::uint64_t broken = 0;
  for (; enabled != 0; enabled &= enabled - 1) {
    const int i = std::countr_zero(enabled);
    if (!kLaws[i].holds(w, size, nullptr)) broken |= std::uint64_t{1} << i;
  }
  return broken;
}

}  // namespace vmwire::invariants
