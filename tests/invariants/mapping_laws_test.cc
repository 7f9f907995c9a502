// What: laws about PTEs in wired entries: I5 I6 I7 I8 I27 I28.
// Source: netbsd.md section 4. Each law: a world that holds, legal near-misses, mutants it kills.
#include <gtest/gtest.h>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

// P0.t0 is in mlock of P0:0: pass 1 has raised wired_count, pass 2 has not come by yet.
Scene mlock_after_pass_1() {
  Scene s = private_page();
  s.wire_entry(s.entry(0));
  s.begin(0, kMlockOp, 0, 1);
  return s;
}

// After truncate: the entry is wired, the page and its PTE are gone, the cell is excused.
Scene truncated() {
  Scene s;
  s.wire_entry(s.map_file(0, 0, 1));
  s.cell(0, 0).excused = 1;
  return s;
}

TEST(I5, TruncateExcusesTheCell) { EXPECT_EQ(broken(truncated()), ""); }

TEST(I5, NotAskedWhileSomethingIsInProgress) {
  Scene s = mlock_after_pass_1();
  s.remove(0, 0);
  EXPECT_EQ(broken(s), "");
  Scene io = truncated();
  io.cell(0, 0).excused = 0;
  io.file_page(0, 0);
  io.busy(0, kPagedaemon, true);
  EXPECT_EQ(broken(io), "");
}

TEST(I5, MutantPteIsGone) {
  Scene s = truncated();
  s.cell(0, 0).excused = 0;
  EXPECT_EQ(broken(s), "netbsd.I5");
  EXPECT_EQ(verdict("I5", s), "P0:0: PTE ABSENT, entry P0 [0,1) wired_count 1");
}

TEST(I5, MutantBitIsGone) {
  Scene s = mlocked_page();
  s.pte(0, 0).phase_bits = static_cast<unsigned>(PtePhase::present);
  s.w.process[0].wired_ptes = 0;
  EXPECT_EQ(broken(s), "netbsd.I5 netbsd.I7");
  EXPECT_EQ(verdict("I5", s), "P0:0: PTE PRESENT on page 0, entry P0 [0,1) wired_count 1");
}

TEST(I5, MutantPteIsOnAnotherPage) {
  Scene s = mlocked_page();
  s.pte(0, 0).page_bits = 2;
  EXPECT_EQ(verdict("I5", s),
            "P0:0: PTE WIRED on page 1, entry P0 [0,1) wired_count 1, its memory is on page 0");
}

TEST(I6, VslockExplainsTheBit) {
  Scene s = private_page();
  s.vslock(1, 0, 0);
  EXPECT_EQ(broken(s), "");
}

TEST(I6, WiringInProgressExplainsTheBit) {
  Scene s = private_page();
  s.begin(0, kMlockOp, 0, 1);
  s.set_wired(0, 0);
  EXPECT_EQ(broken(s), "") << "the undo of a failed mlock, or another thread's fault";
}

TEST(I6, MutantBitWithoutReason) {
  Scene s = private_page();
  s.set_wired(0, 0);
  EXPECT_EQ(broken(s), "netbsd.I6");
  EXPECT_EQ(verdict("I6", s),
            "P0:0: PTE WIRED on page 0, entry P0 [0,1) wired_count 0, vslock claims 0");
}

TEST(I6, MutantVslockOfAnotherProcess) {
  Scene s = shared_page();
  s.vslock(2, 1, 0);  // P1.t0
  EXPECT_EQ(broken(s), "");
  s.set_wired(0, 0);
  EXPECT_EQ(broken(s), "netbsd.I6");
  s.entry(0).phase = EntryPhase::dead;
  EXPECT_EQ(verdict("I6", s), "P0:0: PTE WIRED on page 0, no entry, vslock claims 0");
}

TEST(I7, PassTwoGoesPageByPage) { EXPECT_EQ(broken(mlock_after_pass_1()), ""); }

TEST(I7, MutantMlockOfAnotherRange) {
  Scene s = mlock_after_pass_1();
  s.begin(0, kMlockOp, 1, 2);
  EXPECT_EQ(verdict("I7", s), "P0:0: PTE PRESENT on page 0, entry P0 [0,1) wired_count 1");
}

TEST(I7, MutantVsunlockClearsTheBit) {
  Scene s = mlocked_page();
  s.pte(0, 0).phase_bits = static_cast<unsigned>(PtePhase::present);
  s.w.process[0].wired_ptes = 0;
  s.entry(0).wired_count = 2;
  EXPECT_EQ(verdict("I7", s), "P0:0: PTE PRESENT on page 0, entry P0 [0,1) wired_count 2");
}

TEST(I8, PassTwoWiresPagesOneByOne) {
  Scene s = mlock_after_pass_1();
  s.set_wired(0, 0);  // by another thread's fault
  EXPECT_EQ(broken(s), "");
}

TEST(I8, PageWithoutPteIsNotAskedAbout) { EXPECT_EQ(verdict("I8", truncated()), "holds"); }

TEST(I8, MutantEntryWithoutPages) {
  Scene s = private_page();
  s.wire_entry(s.entry(0));
  s.set_wired(0, 0);
  EXPECT_EQ(broken(s), "netbsd.I8");
  EXPECT_EQ(verdict("I8", s),
            "page 0: wire_count 0, mapped at P0:0 in entry P0 [0,1) wired_count 1");
}

TEST(I27, TrapOutsideWiredMemoryIsLegal) {
  Scene s = private_page();
  s.remove(0, 0);
  s.begin(1, kWriteOp, 0, 1);
  s.thread(1).fault = FaultStep::lookup;
  EXPECT_EQ(broken(s), "");
}

TEST(I27, MutantTrap) {
  Scene s = mlocked_page();
  s.remove(0, 0);
  s.begin(1, kWriteOp, 0, 1);
  s.thread(1).trap_wired = 1;
  EXPECT_EQ(broken(s), "netbsd.I27");
  EXPECT_EQ(verdict("I27", s),
            "P0.t1: trapped at P0:0: PTE ABSENT, entry P0 [0,1) wired_count 1");
}

TEST(I28, VslockAndMlockOfOnePageAreOnePte) {
  Scene s = mlocked_page();
  s.vslock(1, 0, 0);
  EXPECT_EQ(s.w.process[0].wired_ptes, 1u);
  EXPECT_EQ(broken(s), "");
}

TEST(I28, MutantNotCounted) {
  Scene s = mlocked_page();
  s.w.process[0].wired_ptes = 0;
  EXPECT_EQ(broken(s), "netbsd.I28");
  EXPECT_EQ(verdict("I28", s), "P0: pmap_wired_count 0, WIRED PTEs 1");
  s.w.process[0].wired_ptes = 1;
  s.w.process[1].wired_ptes = 2;
  EXPECT_EQ(verdict("I28", s), "P1: pmap_wired_count 2, WIRED PTEs 0");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
