// What: one law to a panic: panic.*; none fires for another's panic (see also table_test).
// Source: netbsd.md sections 2 and 5.
#include <gtest/gtest.h>

#include <string>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

// The law holds until the kernel stops; then it is the only one that its panic breaks.
std::string panicked(const char* law, Panic panic, Scene s) {
  EXPECT_EQ(verdict(law, s), "holds");
  const std::string before = broken(s);
  s.w.system.panic = panic;
  EXPECT_EQ(broken(s), before.empty() ? law : before + " " + law);
  return verdict(law, s);
}

TEST(Panic, UnwireNoPte) {
  Scene s = mlocked_page();
  s.remove(0, 0);
  s.begin(0, kMunlockOp, 0, 1);
  EXPECT_EQ(panicked("panic.unwire-no-pte", Panic::unwire_no_pte, s),
            "panic: unwiring non-wired memory: P0:0: PTE ABSENT, entry P0 [0,1) wired_count 1");
}

TEST(Panic, UnwireNoEntry) {
  Scene s = mlocked_page();
  s.size.va_pages = 2;
  s.event_at(0, 0, 1);
  EXPECT_EQ(panicked("panic.unwire-no-entry", Panic::unwire_no_entry, s),
            "panic: uvm_fault_unwire_locked: address not in map: P0:1: PTE ABSENT, no entry");
}

TEST(Panic, PageProtectWired) {
  Scene s = mlocked_page();
  s.event_at(0, 0, 0);
  EXPECT_EQ(panicked("panic.page-protect-wired", Panic::page_protect_wired, s),
            "panic: page_protect(NONE) of a wired page: P0:0: PTE WIRED on page 0, "
            "entry P0 [0,1) wired_count 1; page 0: queue WIRED, wire_count 1, wiring claims 1, "
            "anon 0 has no slot: P0:0 claims it");
}

TEST(Panic, CleanAnonNoSlot) {
  Scene s = private_page();
  s.page(0).clean = 1;  // not a panic before the pagedaemon meets it
  s.event_at(0, 0, 0);
  EXPECT_EQ(panicked("panic.clean-anon-no-slot", Panic::clean_anon_no_slot, s),
            "panic: clean anon page without backing store: page 0: queue ACTIVE, wire_count 0, "
            "wiring claims 0, anon 0 has no slot");
}

TEST(Panic, PagedaemonWired) {
  Scene s = mlocked_page();
  s.page(0).phase = PagePhase::inactive;
  s.event_at(0, 0, 0);
  EXPECT_EQ(panicked("panic.pagedaemon-wired", Panic::pagedaemon_wired, s),
            "panic: the pagedaemon's victim is wired: page 0: queue INACTIVE, wire_count 1, "
            "wiring claims 1, anon 0 has no slot: P0:0 claims it");
}

TEST(Panic, DeadEntryWired) {
  Scene s = mlocked_page();
  s.remove(0, 0);
  s.entry(0).phase = EntryPhase::dead;
  EXPECT_EQ(panicked("panic.dead-entry-wired", Panic::dead_entry_wired, s),
            "panic: munmap of a wired entry: entry P0 [0,1) is dead, wired_count 1");
}

TEST(Panic, WireNeedsCopy) {
  Scene s = private_page();
  s.wire_entry(s.entry(0));
  s.entry(0).needs_copy = 1;
  s.begin(0, kMlockOp, 0, 1);
  EXPECT_EQ(panicked("panic.wire-needs-copy", Panic::wire_needs_copy, s),
            "panic: wire fault met NEEDSCOPY: P0:0: PTE PRESENT on page 0, "
            "entry P0 [0,1) wired_count 1");
}

TEST(Panic, CowNowNotResident) {
  Scene s = mlocked_page();
  s.remove(0, 0);
  s.page(0) = Page{};
  s.w.system.wired = 0;
  s.cell(0, 0).claim_bits = 0;
  s.w.anon[0].page_bits = 0;
  s.anon_slot(0, 0);
  EXPECT_EQ(panicked("panic.cow-now-not-resident", Panic::cow_now_not_resident, s),
            "panic: amap_cow_now: non-resident wired page: P0:0: anon 0 an_ref 1 has no page and "
            "slot 0, entry P0 [0,1) wired_count 1");
}

TEST(Panic, WireCountOverflow) {
  Scene s = mlocked_page();
  s.page(0).wire_count = kWireCountWrap - 1;
  EXPECT_EQ(panicked("panic.wire-count-overflow", Panic::wire_count_overflow, s),
            "panic: wire_count overflow: page 0: queue WIRED, wire_count 7, wiring claims 1, "
            "anon 0 has no slot: P0:0 claims it");
}

// Whatever the last step left in the event, a panic says its name.
TEST(Panic, WithoutACulpritItStillSpeaks) {
  for (unsigned i = 1; i < kPanics; ++i) {
    for (const unsigned anything : {0u, 7u}) {
      Scene s;
      s.w.system.panic = static_cast<Panic>(i);
      s.event_at(anything - 1u, anything, anything);
      EXPECT_TRUE(verdict(broken(s).c_str(), s).starts_with("panic: ")) << i;
    }
  }
}

}  // namespace
}  // namespace vmwire::netbsd_laws
