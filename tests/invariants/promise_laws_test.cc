// What: the laws that a user would state: mlock, DMA, leaks, data, locks.
// See each law's file. Worlds that hold, legal near-misses, mutants they kill.
#include <gtest/gtest.h>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

TEST(MlockPromise, MutantTrap) {
  Scene s = mlocked_page();
  s.cell(0, 0).promised = 1;
  EXPECT_EQ(broken(s), "");
  s.remove(0, 0);
  s.begin(1, kWriteOp, 0, 1);
  EXPECT_EQ(broken(s), "") << "the PTE may go, if nobody notices";
  s.thread(1).trap_promised = 1;
  EXPECT_EQ(broken(s), "mlock-promise");
  EXPECT_EQ(verdict("mlock-promise", s),
            "P0.t1: mlock promised no fault at P0:0, and it trapped: PTE ABSENT, "
            "entry P0 [0,1) wired_count 1");
}

// P0.t1 has a transfer under way on its private page.
Scene transfer() {
  Scene s = private_page();
  s.vslock(1, 0, 0);
  return s;
}

TEST(DmaPromise, MappingMayGo) {
  Scene s = transfer();
  EXPECT_EQ(broken(s), "");
  s.remove(0, 0);
  s.entry(0) = Entry{};
  s.w.amap[0] = {};
  s.w.anon[0] = {};
  EXPECT_EQ(verdict("dma-promise", s), "holds") << "the page stays wired";
  EXPECT_EQ(broken(s), "netbsd.I33") << "munmap during the transfer";
  EXPECT_EQ(verdict("I33", s),
            "P0:0: PTE ABSENT under the vslock of P0.t1 on page 0; no entry");
}

TEST(I33, ProtectionMayChangeAndThePageMayNot) {
  Scene s = transfer();
  s.pte(0, 0).prot_bits = static_cast<unsigned>(Prot::read);
  EXPECT_EQ(verdict("I33", s), "holds");
  s.pte(0, 0).page_bits = 2;
  EXPECT_EQ(verdict("I33", s).substr(0, 57),
            "P0:0: PTE WIRED on page 1 under the vslock of P0.t1 on pa");
}

TEST(I33, MutantBitIsGone) {
  Scene s = transfer();
  s.pte(0, 0).phase_bits = static_cast<unsigned>(PtePhase::present);
  s.w.process[0].wired_ptes = 0;
  EXPECT_EQ(broken(s), "netbsd.I33");
}

TEST(I31, PrivateMappingMayNeedItsCopy) {
  Scene s = private_page();
  s.entry(0).needs_copy = 1;
  EXPECT_EQ(verdict("I31", s), "holds");
  s.entry(0).cow = 0;
  EXPECT_EQ(verdict("I31", s), "entry P0 [0,1): NEEDSCOPY and not COPYONWRITE, wired_count 0");
}

TEST(Events, EachBreaksItsLaw) {
  const auto with = [](auto set) {
    Scene s = private_page();
    set(s.w.event);
    s.event_at(0, 0, 0);
    return broken(s);
  };
  EXPECT_EQ(with([](Event& e) { e.denied = 1; }), "netbsd.I34");
  EXPECT_EQ(with([](Event& e) { e.unshared = 1; }), "netbsd.I35");
  EXPECT_EQ(with([](Event& e) { e.dma_unseen = 1; }), "netbsd.I36");
  EXPECT_EQ(with([](Event& e) { e.dma_shared = 1; }), "netbsd.I36");
  EXPECT_EQ(with([](Event& e) { e.dma_foreign = 1; }), "netbsd.I36");
}

TEST(DmaPromise, PagesOutsideTheTransferAreNotAskedAbout) {
  Scene s;
  s.size.va_pages = 2;
  s.map_private(0, 0, 2, 0);
  s.put(0, 1, 0);
  s.anon_page(0, 0);
  s.enter(0, 1, 0);
  s.vslock(1, 0, 1);
  EXPECT_EQ(broken(s), "");
}

TEST(DmaPromise, MutantFreed) {
  Scene s = transfer();
  s.remove(0, 0);
  s.page(0) = Page{};
  s.w.system.wired = 0;
  EXPECT_EQ(broken(s), "netbsd.I33 dma-promise");
  EXPECT_EQ(verdict("dma-promise", s),
            "page 0: queue FREE, wire_count 0, wiring claims 1: P0.t1 vslocks it at P0:0");
  s.thread(1).set_vslock_claim(0, kLostPage);
  EXPECT_EQ(verdict("dma-promise", s),
            "P0.t1: vslock at P0:0 is on a page freed since, now PTE ABSENT");
}

TEST(DmaPromise, MutantUnwired) {
  Scene s = transfer();
  s.page(0).wire_count = 0;
  s.page(0).phase = PagePhase::active;
  s.w.system.wired = 0;
  EXPECT_EQ(broken(s), "netbsd.I1 dma-promise");
  EXPECT_EQ(verdict("dma-promise", s),
            "page 0: queue ACTIVE, wire_count 0, wiring claims 1: P0.t1 vslocks it at P0:0");
}

TEST(DmaPromise, MutantDeviceTouchesAFreedPage) {
  Scene s = private_page();
  s.w.event.dma_lost = 1;
  s.event_at(0, 0, 0);
  EXPECT_EQ(broken(s), "dma-promise");
  EXPECT_EQ(verdict("dma-promise", s),
            "a device touched a frame without a page of its buffer at P0:0, which is now on "
            "page 0");
}

Scene nobody() {
  Scene s;
  s.phase(0, ProcessPhase::none);
  return s;
}

TEST(NoLeak, CachedFilePageIsNoLeak) {
  Scene s = nobody();
  s.file_page(0, 1);
  EXPECT_EQ(broken(s), "");
  s.w.slot[0].phase_bits = static_cast<unsigned>(SlotPhase::bad);
  EXPECT_EQ(broken(s), "") << "a bad slot stays bad";
}

TEST(NoLeak, NotAskedBeforeTheEnd) {
  Scene s = nobody();
  s.w.anon[0].ref = 1;
  s.begin(0, kExitOp, 0, 0);
  EXPECT_EQ(broken(s), "") << "exit is still dropping its references";
  s.thread(0) = Thread{};
  s.phase(0, ProcessPhase::dying);
  EXPECT_EQ(broken(s), "");
  s.phase(0, ProcessPhase::none);
  EXPECT_EQ(broken(s), "no-leak");
}

TEST(NoLeak, MutantPages) {
  Scene s = nobody();
  s.page(1).phase = PagePhase::active;
  EXPECT_EQ(verdict("no-leak", s), "page 1: queue ACTIVE, wire_count 0, owner 0, and processes 0");
  s.file_page(0, 1);
  s.page(1).phase = PagePhase::wired;
  s.page(1).wire_count = 1;
  EXPECT_EQ(verdict("no-leak", s), "page 1: queue WIRED, wire_count 1, owner 9, and processes 0");
}

TEST(NoLeak, MutantSlotAnonAmap) {
  Scene s = nobody();
  s.anon_slot(0, 0);
  EXPECT_EQ(verdict("no-leak", s), "slot 0: IN_USE by anon 0, and processes 0");
  s = nobody();
  s.w.anon[3].ref = 2;
  EXPECT_EQ(verdict("no-leak", s), "anon 3: an_ref 2, and processes 0");
  s = nobody();
  s.w.amap[1].ref = 1;
  EXPECT_EQ(verdict("no-leak", s), "amap 1: am_ref 1, and processes 0");
}

TEST(NoDataLost, StaleCopiesAreHarmlessUntilRead) {
  Scene s = private_page();
  s.anon_slot(0, 0);
  s.w.slot[0].data_bits = static_cast<unsigned>(Data::stale);
  EXPECT_EQ(broken(s), "");
}

TEST(NoDataLost, Mutants) {
  const auto told = [](auto set) {
    Scene s = private_page();
    s.event_at(0, 0, 0);
    set(s.w.event);
    EXPECT_EQ(broken(s), "no-data-lost");
    return verdict("no-data-lost", s);
  };
  EXPECT_EQ(told([](Event& e) { e.read_stale = 1; }),
            "page 0: a read returned an older write at P0:0, which is on page 0; "
            "the page holds fresh data, wire_count 0");
  EXPECT_EQ(told([](Event& e) { e.read_foreign = 1; }),
            "page 0: a read returned another owner's data at P0:0, which is on page 0; "
            "the page holds fresh data, wire_count 0");
  EXPECT_EQ(told([](Event& e) { e.write_astray = 1; }),
            "page 0: a write went to a page that does not hold that memory at P0:0, which is on "
            "page 0; the page holds fresh data, wire_count 0");
  EXPECT_EQ(told([](Event& e) { e.write_shared = 1; }),
            "page 0: a write to private memory reached another owner at P0:0, which is on page 0; "
            "the page holds fresh data, wire_count 0");
  EXPECT_EQ(told([](Event& e) {
              e.read_stale = 1;
              e.page = 0;
            }),
            "a read returned an older write at P0:0, which is on page 0");
}

TEST(LockDiscipline, WakingUpToAnotherPageIsARace) {
  Scene s = private_page();
  s.begin(1, kWriteOp, 0, 1);
  s.thread(1).fault = FaultStep::read_anon;
  s.thread(1).map_changed = 1;
  EXPECT_EQ(broken(s), "");
}

TEST(LockDiscipline, Mutants) {
  Scene s = private_page();
  s.w.event.foreign_unbusy = 1;
  s.event_at(0, 0, 0);
  EXPECT_EQ(broken(s), "lock-discipline");
  EXPECT_EQ(verdict("lock-discipline", s),
            "page 0: BUSY was cleared by another than who had set it");
  s.w.event = {};
  s.w.event.unlocked = 1;
  EXPECT_EQ(verdict("lock-discipline", s),
            "data changed without a lock that the specification names");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
