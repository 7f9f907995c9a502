// What: laws about swap: I11 I12 I23.
// Source: netbsd.md section 4. Each law: a world that holds, legal near-misses, mutants it kills.
#include <gtest/gtest.h>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

// P0's private page after a round trip to swap: CLEAN, with slot 0.
Scene clean_page() {
  Scene s = private_page();
  s.page(0).clean = 1;
  s.anon_slot(0, 0);
  return s;
}

TEST(I11, CleanPageHasItsSlot) {
  EXPECT_EQ(broken(clean_page()), "");
  Scene dirty = clean_page();
  dirty.page(0).clean = 0;
  EXPECT_EQ(broken(dirty), "") << "a dirty page is ahead of the stale copy in its slot";
}

TEST(I11, FilePageNeedsNoSlot) {
  Scene s = shared_page();
  s.page(0).clean = 1;
  EXPECT_EQ(broken(s), "");
}

TEST(I11, BusyPageIsNotAsked) {
  Scene s = private_page();
  s.page(0).clean = 1;
  s.busy(0, kPagedaemon);
  EXPECT_EQ(broken(s), "");
}

TEST(I11, MutantCleanWithoutBacking) {
  Scene s = private_page();
  s.page(0).clean = 1;
  EXPECT_EQ(broken(s), "netbsd.I11");
  EXPECT_EQ(verdict("I11", s), "page 0: CLEAN, wire_count 0, anon 0 has no slot");
  s.w.anon[0].slot_bits = static_cast<unsigned>(kBadSlot);
  EXPECT_EQ(verdict("I11", s), "page 0: CLEAN, wire_count 0, anon 0 has a bad slot");
}

TEST(I12, WireFaultToCome) {
  Scene s = clean_page();
  s.wire_entry(s.entry(0));
  s.begin(0, kMlockOp, 0, 1);
  EXPECT_EQ(broken(s), "");
}

TEST(I12, MutantWiredPageKeepsItsSlot) {
  Scene s = mlocked_page();
  s.anon_slot(0, 0);
  EXPECT_EQ(broken(s), "netbsd.I12");
  EXPECT_EQ(verdict("I12", s),
            "page 0: wiring claims 1, dirty, anon 0 has slot 0: P0:0 claims it");
}

TEST(I12, MutantWiredPageStaysClean) {
  Scene s = mlocked_page();
  s.page(0).clean = 1;
  EXPECT_EQ(broken(s), "netbsd.I11 netbsd.I12");
  EXPECT_EQ(verdict("I12", s),
            "page 0: wiring claims 1, CLEAN, anon 0 has no slot: P0:0 claims it");
}

TEST(I12, WiredFilePageMayBeClean) {
  Scene s = shared_page();
  s.page(0).clean = 1;
  s.wire_entry(s.entry(0));
  s.wire_page(0, 0);
  EXPECT_EQ(broken(s), "");
}

TEST(I23, SlotOnlyAndBadSlot) {
  Scene s = clean_page();
  s.remove(0, 0);
  s.page(0) = Page{};
  s.w.anon[0].page_bits = 0;
  EXPECT_EQ(broken(s), "") << "paged out";
  s.w.slot[0] = {};
  s.w.slot[0].phase_bits = static_cast<unsigned>(SlotPhase::bad);
  s.w.anon[0].slot_bits = static_cast<unsigned>(kBadSlot);
  EXPECT_EQ(broken(s), "") << "lost to an I/O error: nobody owns the slot";
}

TEST(I23, MutantDeadOwner) {
  Scene s;
  s.anon_slot(2, 0);
  EXPECT_EQ(broken(s), "netbsd.I23");
  EXPECT_EQ(verdict("I23", s),
            "slot 0: IN_USE, owner anon 2, whose an_ref is 0 and which names slot 0");
  s.w.slot[0].owner_bits = 0;
  EXPECT_EQ(verdict("I23", s), "slot 0: IN_USE, owner no anon");
}

TEST(I23, MutantOwnerNamesNoSlot) {
  Scene s = clean_page();
  s.page(0).clean = 0;
  s.w.anon[0].slot_bits = 0;
  EXPECT_EQ(broken(s), "netbsd.I23");
  EXPECT_EQ(verdict("I23", s),
            "slot 0: IN_USE, owner anon 0, whose an_ref is 1 and which names no slot");
}

TEST(I23, MutantTwoAnonsNameOneSlot) {
  Scene s = clean_page();
  s.map_private(0, 0, 1, 1).phase = EntryPhase::dead;
  s.entry(0) = private_page().entry(0);
  s.put(1, 0, 1);
  s.w.anon[1].slot_bits = 1;
  EXPECT_EQ(broken(s), "netbsd.I23");
  EXPECT_EQ(verdict("I23", s), "slot 0: IN_USE, owner anon 0, named by anon 1 with an_ref 1");
}

TEST(I23, MutantSlotIsFree) {
  Scene s = clean_page();
  s.w.slot[0] = {};
  EXPECT_EQ(verdict("I23", s), "slot 0: FREE, owner no anon, named by anon 0 with an_ref 1");
}

TEST(I23, MutantFreedInFlight) {
  Scene s = private_page();
  s.remove(0, 0);
  s.busy(0, kPagedaemon, true);
  EXPECT_EQ(verdict("I23", s), "holds");
  s.w.event.slot_in_flight = 1;
  s.event_at(0, 0, 0);
  EXPECT_EQ(broken(s), "netbsd.I23");
  EXPECT_EQ(verdict("I23", s), "page 0: its swap slot was freed with a write in flight, BUSY 1");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
