// What: laws about copying and wiring: I13 I14 I15.
// Source: netbsd.md section 4. Each law: a world that holds, legal near-misses, mutants it kills.
#include <gtest/gtest.h>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

// P0 is forking: P1 is an embryo whose own amap 1 still refers to P0's anon 0.
Scene forking() {
  Scene s = mlocked_page();
  s.phase(1, ProcessPhase::embryo);
  Entry& child = s.map_private(1, 0, 1, 1);
  child.needs_copy = 1;
  s.put(1, 0, 0);
  s.begin(0, kForkOp, 0, 1);
  s.w.process[0].writer_bits = 1;
  return s;
}

TEST(I13, ReferencesOfAnEmbryoDoNotCount) {
  const Scene s = forking();
  EXPECT_EQ(s.w.anon[0].ref, 2u);
  EXPECT_EQ(broken(s), "");
}

TEST(I13, MutantBornWithASharedAnon) {
  Scene s = forking();
  s.phase(1, ProcessPhase::alive);
  EXPECT_EQ(broken(s), "netbsd.I13");
  EXPECT_EQ(verdict("I13", s),
            "P0:0: anon 0 an_ref 2 (of embryos 0), entry P0 [0,1) wired_count 1");
}

TEST(I13, MutantAmapThatAnotherProcessUsesToo) {
  Scene s = forking();
  s.phase(2, ProcessPhase::alive);
  s.size.processes = 3;
  s.map_private(2, 0, 1, 1).needs_copy = 1;
  EXPECT_EQ(verdict("I13", s),
            "P0:0: anon 0 an_ref 2 (of embryos 0), entry P0 [0,1) wired_count 1");
}

TEST(I13, MutantThirdReference) {
  Scene s = forking();
  s.phase(2, ProcessPhase::alive);
  s.size.processes = 3;
  s.map_private(2, 0, 1, 2).needs_copy = 1;
  s.put(2, 0, 0);
  EXPECT_EQ(verdict("I13", s),
            "P0:0: anon 0 an_ref 3 (of embryos 1), entry P0 [0,1) wired_count 1");
}

// A private mapping of the file that is wired without having been copied.
Scene wired_file_page() {
  Scene s;
  Entry& e = s.map_file(0, 0, 1);
  e.cow = 1;
  e.prot = Prot::read;
  s.file_page(0, 0);
  s.enter(0, 0, 0, Prot::read);
  s.wire_entry(e);
  s.wire_page(0, 0);
  return s;
}

TEST(I13, ReadOnlyForEverNeedsNoAnon) {
  Scene s = wired_file_page();
  s.entry(0).max_prot = Prot::read;
  EXPECT_EQ(broken(s), "");
  s.entry(0).needs_copy = 1;
  EXPECT_EQ(broken(s), "") << "I14: nothing can ever be copied there";
}

TEST(I13, SharedMappingNeedsNoAnon) {
  Scene s = wired_file_page();
  s.entry(0).cow = 0;
  EXPECT_EQ(broken(s), "");
}

TEST(I13, WiringInProgressIsExcused) {
  Scene s = wired_file_page();
  s.begin(0, kMlockOp, 0, 1);
  EXPECT_EQ(broken(s), "");
}

TEST(I13, MutantNoAnon) {
  const Scene s = wired_file_page();
  EXPECT_EQ(broken(s), "netbsd.I13");
  EXPECT_EQ(verdict("I13", s), "P0:0: no anon, entry P0 [0,1) wired_count 1");
}

TEST(I14, MutantNeedsCopy) {
  Scene s = mlocked_page();
  s.entry(0).needs_copy = 1;
  EXPECT_EQ(broken(s), "netbsd.I14");
  EXPECT_EQ(verdict("I14", s), "entry P0 [0,1): wired_count 1, NEEDSCOPY, max_protection rw");
  s.entry(0).max_prot = s.entry(0).prot = Prot::read;
  EXPECT_EQ(verdict("I14", s), "entry P0 [0,1): wired_count 1, NEEDSCOPY, max_protection r")
      << "without an object a page is made, so there is something to copy";
}

TEST(I14, UnwiredEntryMayNeedACopy) {
  Scene s = private_page();
  s.entry(0).needs_copy = 1;
  s.pte(0, 0).prot_bits = static_cast<unsigned>(Prot::read);
  EXPECT_EQ(broken(s), "");
}

TEST(I14, PteMayLagBehindMprotect) {
  Scene s = mlocked_page();
  s.pte(0, 0).prot_bits = static_cast<unsigned>(Prot::read);
  s.entry(0).prot = Prot::read;
  EXPECT_EQ(broken(s), "") << "mprotect to read";
  s.entry(0).prot = Prot::write;
  s.cell(0, 0).lag = 1;
  EXPECT_EQ(broken(s), "") << "and back, until the next fault";
}

TEST(I14, MutantWriteProtectedByFork) {
  Scene s = mlocked_page();
  s.pte(0, 0).prot_bits = static_cast<unsigned>(Prot::read);
  EXPECT_EQ(broken(s), "netbsd.I14");
  EXPECT_EQ(verdict("I14", s),
            "P0:0: PTE protection r, entry P0 [0,1) protection rw, wired_count 1");
  s.begin(0, kMlockOp, 0, 1);
  EXPECT_EQ(verdict("I14", s), "holds") << "pass 2 has yet to replace the PTE";
}

TEST(I15, ParentStaysWiredBesideTheChild) {
  EXPECT_EQ(broken(forking()), "");
  Scene born = forking();
  born.phase(1, ProcessPhase::alive);
  born.wire_entry(born.entry(1));
  EXPECT_EQ(verdict("I15", born), "holds") << "the child may wire once it is born";
}

TEST(I15, MutantInheritedEntry) {
  Scene s = forking();
  s.wire_entry(s.entry(1));
  EXPECT_EQ(verdict("I15", s), "P1 is EMBRYO: entry P1 [0,1) wired_count 1, not 0");
}

TEST(I15, MutantInheritedPte) {
  Scene s = forking();
  s.enter(1, 0, 0, Prot::read);
  EXPECT_EQ(broken(s), "") << "an embryo may map the page";
  s.set_wired(1, 0);
  EXPECT_EQ(broken(s), "netbsd.I6 netbsd.I15");
  EXPECT_EQ(verdict("I15", s),
            "P1 is EMBRYO: P1:0: PTE WIRED on page 0, entry P1 [0,1) wired_count 0");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
