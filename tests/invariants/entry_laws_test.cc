// What: the law about the order of entries: I24.
// Source: netbsd.md section 4. A world that holds, legal near-misses, mutants it kills.
#include <gtest/gtest.h>

#include <utility>

#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

Scene two_entries() {
  Scene s;
  s.size.va_pages = 3;
  s.map(0, 0, 1, 0);
  s.map(0, 1, 3, 1);
  return s;
}

TEST(I24, NeighboursMayTouch) { EXPECT_EQ(broken(two_entries()), ""); }

TEST(I24, DeadEntryIsOffTheMap) {
  Scene s = two_entries();
  s.map(0, 0, 3, 2).phase = EntryPhase::dead;
  s.entry(0, 2).dead_owner = id_of<ThreadId>(0);
  EXPECT_EQ(broken(s), "");
}

TEST(I24, MutantEmpty) {
  Scene s = two_entries();
  s.entry(0, 1).end = 1;
  EXPECT_EQ(broken(s), "netbsd.I24");
  EXPECT_EQ(verdict("I24", s), "entry P0 [1,1): start 1, end 1, wired_count 0");
}

TEST(I24, MutantOverlap) {
  Scene s = two_entries();
  s.entry(0, 0).end = 2;
  EXPECT_EQ(broken(s), "netbsd.I24");
  EXPECT_EQ(verdict("I24", s), "entry P0 [0,2) ends at 2, the next, entry P0 [1,3), starts at 1");
}

TEST(I24, MutantNotSorted) {
  Scene s = two_entries();
  std::swap(s.entry(0, 0), s.entry(0, 1));
  EXPECT_EQ(verdict("I24", s), "entry P0 [1,3) ends at 3, the next, entry P0 [0,1), starts at 0");
}

TEST(I24, MutantClipOutside) {
  Scene s = two_entries();
  s.w.event.clip_outside = 1;
  s.event_at(0, 0, 1);
  EXPECT_EQ(broken(s), "netbsd.I24");
  EXPECT_EQ(verdict("I24", s),
            "clip at P0:1, which is not strictly inside its entry, now "
            "entry P0 [1,3) wired_count 0");
}

}  // namespace
}  // namespace vmwire::netbsd_laws
