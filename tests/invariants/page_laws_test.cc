// What: laws about pages: I1 I2 I3 I4 I9 I10 I19 I21 I25.
// Source: netbsd.md section 4. Each law: a world that holds, legal near-misses, mutants it kills.
#include <gtest/gtest.h>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

// Two processes mlock one file page: two claims, one page.
Scene mlocked_twice() {
  Scene s = shared_page();
  for (unsigned process = 0; process < 2; ++process) {
    s.wire_entry(s.entry(process));
    s.wire_page(process, 0);
  }
  return s;
}

TEST(I1, NestedMlocksAreOneClaim) {
  EXPECT_EQ(broken(mlocked_twice()), "");
  Scene nested = mlocked_page();
  nested.entry(0).wired_count = 2;
  EXPECT_EQ(broken(nested), "");
}

TEST(I1, VslockIsAClaim) {
  Scene s = mlocked_page();
  s.vslock(1, 0, 0);
  EXPECT_EQ(broken(s), "");
  s.page(0).wire_count = 1;
  EXPECT_EQ(verdict("I1", s),
            "page 0: wire_count 1, wiring claims 2: P0:0 claims it, P0.t1 vslocks it at P0:0");
}

TEST(I1, MutantWiredWithoutClaim) {
  Scene s = mlocked_page();
  s.cell(0, 0).claim_bits = 0;
  EXPECT_EQ(verdict("I1", s), "page 0: wire_count 1, wiring claims 0: P0:0 claims nothing");
}

TEST(I1, MutantClaimOnAnotherPage) {
  Scene s = mlocked_page();
  s.anon_page(1, 1);
  s.cell(0, 0).claim_bits = 2;
  EXPECT_EQ(verdict("I1", s), "page 0: wire_count 1, wiring claims 0: P0:0 claims page 1");
}

TEST(I1, FreedPageTakesItsClaims) {
  Scene s = shared_page();
  s.wire_entry(s.entry(0));
  s.remove(0, 0);
  s.remove(1, 0);
  s.cell(0, 0).excused = 1;
  s.page(0) = Page{};
  EXPECT_EQ(broken(s), "") << "after truncate: wired entry, no page, no claim";
}

TEST(I2, MutantUnderflow) {
  Scene s = mlocked_page();
  EXPECT_EQ(verdict("I2", s), "holds");
  s.w.event.underflow = 1;
  s.event_at(0, 0, 0);
  s.page(0).wire_count = 7;
  EXPECT_EQ(verdict("I2", s),
            "page 0: page_unwire at wire_count 0 at P0:0, wire_count now 7, wiring claims 1: "
            "P0:0 claims it");
  s.w.event.page = 0;
  EXPECT_EQ(verdict("I2", s), "page_unwire at wire_count 0 at P0:0");
}

TEST(I2, FallingEdgeIsLegal) {
  EXPECT_EQ(verdict("I2", private_page()), "holds");
}

TEST(I3, UnqueuedPageNeedNotBeWired) {
  Scene s = private_page();
  s.page(0).phase = PagePhase::unqueued;
  EXPECT_EQ(verdict("I3", s), "holds");
}

TEST(I32, BusyPageIsInSomebodysHands) {
  Scene s = private_page();
  s.page(0).phase = PagePhase::unqueued;
  s.busy(0, kPagedaemon, true);
  EXPECT_EQ(verdict("I32", s), "holds");
}

TEST(I32, MutantPageIsLost) {
  Scene s = private_page();
  s.page(0).phase = PagePhase::unqueued;
  EXPECT_EQ(broken(s), "netbsd.I32");
  EXPECT_EQ(verdict("I32", s),
            "page 0: queue NONE, wire_count 0, owner 1: lost to the pagedaemon");
}

TEST(I3, MutantWiredOnQueue) {
  Scene s = mlocked_page();
  s.page(0).phase = PagePhase::active;
  EXPECT_EQ(broken(s), "netbsd.I3");
  EXPECT_EQ(verdict("I3", s), "page 0: wire_count 1, on queue ACTIVE");
  s.page(0).phase = PagePhase::inactive;
  EXPECT_EQ(verdict("I3", s), "page 0: wire_count 1, on queue INACTIVE");
}

TEST(I4, CountsPagesNotWirings) {
  const Scene s = mlocked_twice();
  EXPECT_EQ(s.w.page[0].wire_count, 2u);
  EXPECT_EQ(s.w.system.wired, 1u);
  EXPECT_EQ(broken(s), "");
}

TEST(I4, MutantCountedTwice) {
  Scene s = mlocked_twice();
  s.w.system.wired = 2;
  EXPECT_EQ(broken(s), "netbsd.I4");
  EXPECT_EQ(verdict("I4", s), "uvmexp.wired 2, pages with wire_count > 0: 1: page 0");
  s.w.system.wired = 0;
  EXPECT_EQ(verdict("I4", s), "uvmexp.wired 0, pages with wire_count > 0: 1: page 0");
}

TEST(I9, MutantProtected) {
  Scene s = mlocked_twice();
  EXPECT_EQ(verdict("I9", s), "holds");
  s.remove(0, 0);
  s.remove(1, 0);
  EXPECT_EQ(verdict("I9", s), "holds") << "truncate and promotion leave no event";
  s.w.event.protect_wired = 1;
  s.event_at(0, 0, 0);
  EXPECT_EQ(verdict("I9", s),
            "page 0: page_protect(NONE), wire_count 2, wiring claims 2: P0:0 claims it, "
            "P1:0 claims it");
}

TEST(I10, VnodePagerMayWriteAWiredPage) {
  Scene s = mlocked_twice();
  s.busy(0, kPagedaemon, true);
  s.page(0).phase = PagePhase::wired;
  EXPECT_EQ(broken(s), "");
}

TEST(I10, PageoutOfAnUnwiredAnonPageIsItsWork) {
  Scene s = private_page();
  s.remove(0, 0);
  s.anon_slot(0, 0);
  s.busy(0, kPagedaemon, true);
  EXPECT_EQ(broken(s), "");
}

TEST(I10, BusyForAnotherReasonIsLegal) {
  Scene s = mlocked_page();
  s.busy(0, actor_of(id_of<ThreadId>(1)));
  EXPECT_EQ(broken(s), "") << "a thread may hold a wired page BUSY";
}

TEST(I10, MutantWiredAnonPageInPageout) {
  Scene s = mlocked_page();
  s.busy(0, kPagedaemon, true);
  s.page(0).phase = PagePhase::wired;
  EXPECT_EQ(broken(s), "netbsd.I10");
  EXPECT_EQ(verdict("I10", s),
            "page 0: BUSY with PAGEOUT for anon 0, wire_count 1, wiring claims 1: P0:0 claims it");
}

TEST(I10, MutantEvent) {
  Scene s = mlocked_page();
  s.w.event.pagedaemon_wired = 1;
  s.event_at(0, 0, 0);
  EXPECT_EQ(broken(s), "netbsd.I10");
  EXPECT_EQ(verdict("I10", s),
            "page 0: taken by the pagedaemon, wire_count 1, wiring claims 1: P0:0 claims it");
}

TEST(I19, AbsentPteMapsNothing) {
  Scene s = private_page();
  s.remove(0, 0);
  EXPECT_EQ(broken(s), "");
}

TEST(I19, MutantMappedFreePage) {
  Scene s = shared_page();
  s.page(0) = Page{};
  s.remove(1, 0);
  EXPECT_EQ(broken(s), "netbsd.I19");
  EXPECT_EQ(verdict("I19", s),
            "page 0: on FREE, mapped at P0:0 by a PTE PRESENT, entry P0 [0,1) wired_count 0");
}

TEST(I19, MutantFreePageKeepsSomething) {
  Scene s;
  s.page(1).wire_count = 1;
  EXPECT_EQ(verdict("I19", s), "page 1: on FREE, wire_count 1, owner 0, BUSY 0");
  s.page(1).wire_count = 0;
  s.page(1).owner = owner_of_file_page(0);
  EXPECT_EQ(verdict("I19", s), "page 1: on FREE, wire_count 0, owner 9, BUSY 0");
  s.page(1).owner = OwnerId::none;
  s.page(1).busy = 1;
  EXPECT_EQ(verdict("I19", s), "page 1: on FREE, wire_count 0, owner 0, BUSY 1");
}

TEST(I21, ReleasedPageMayHaveLostItsOwner) {
  Scene s;
  s.page(0).phase = PagePhase::unqueued;
  s.busy(0, kPagedaemon, true);
  s.page(0).released = 1;
  EXPECT_EQ(broken(s), "");
}

TEST(I21, MutantNotBusy) {
  Scene s = private_page();
  s.page(0).pageout = 1;
  EXPECT_EQ(broken(s), "netbsd.I21");
  EXPECT_EQ(verdict("I21", s), "page 0: PAGEOUT 1, RELEASED 0, BUSY 0");
  s.page(0).pageout = 0;
  s.page(0).released = 1;
  EXPECT_EQ(verdict("I21", s), "page 0: PAGEOUT 0, RELEASED 1, BUSY 0");
}

TEST(I25, OneClaimTooFewIsNoLeakYet) {
  Scene s = mlocked_page();
  s.page(0).wire_count = 2;
  EXPECT_EQ(broken(s), "netbsd.I1");
}

TEST(I25, FreePageIsNotItsBusiness) {
  Scene s;
  s.page(0).wire_count = 1;
  s.w.system.wired = 1;
  EXPECT_EQ(broken(s), "netbsd.I19");
}

TEST(I25, MutantLeak) {
  Scene s = mlocked_page();
  s.entry(0).phase = EntryPhase::pageable;
  s.entry(0).wired_count = 0;
  s.remove(0, 0);
  s.cell(0, 0).claim_bits = 0;
  EXPECT_EQ(broken(s), "netbsd.I1 netbsd.I25");
  EXPECT_EQ(verdict("I25", s), "page 0: wiring claims 0, wire_count 1");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
