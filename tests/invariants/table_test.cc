// What: the table of laws: complete, unique, findable; and worlds in which everything holds.
// The interface that invariants/law.h promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "invariants/netbsd/laws.h"
#include "invariants/netbsd/words.h"
#include "model/netbsd/ops.h"
#include "tests/invariants/scene.h"

namespace vmwire::netbsd_laws {
namespace {

TEST(Table, FitsAMask) {
  EXPECT_GE(laws().laws().size(), 36u);
  EXPECT_LE(laws().laws().size(), 64u);
}

// Masks of laws, in traces and in other programs, depend on it.
// A law that is added needs no line here; those that are here keep their order, which masks and
// reports follow.
TEST(Table, TheOrderStays) {
  const std::vector<std::string> known = {
      "netbsd.I1",
      "netbsd.I2",
      "netbsd.I3",
      "netbsd.I4",
      "netbsd.I5",
      "netbsd.I6",
      "netbsd.I7",
      "netbsd.I8",
      "netbsd.I9",
      "netbsd.I10",
      "netbsd.I11",
      "netbsd.I12",
      "netbsd.I13",
      "netbsd.I14",
      "netbsd.I15",
      "netbsd.I19",
      "netbsd.I21",
      "netbsd.I23",
      "netbsd.I24",
      "netbsd.I25",
      "netbsd.I27",
      "netbsd.I28",
      "mlock-promise",
      "dma-promise",
      "no-leak",
      "no-data-lost",
      "lock-discipline",
      "panic.unwire-no-pte",
      "panic.unwire-no-entry",
      "panic.page-protect-wired",
      "panic.clean-anon-no-slot",
      "panic.pagedaemon-wired",
      "panic.dead-entry-wired",
      "panic.wire-needs-copy",
      "panic.cow-now-not-resident",
      "panic.wire-count-overflow",
  };
  std::vector<std::string> found;
  for (const Law& law : laws().laws()) {
    if (std::find(known.begin(), known.end(), law.id) != known.end()) found.push_back(law.id);
  }
  EXPECT_EQ(found, known);
}

TEST(Table, OrdersAreUniqueAndTheNumbersOfNumberedLaws) {
  std::set<unsigned> orders;
  for (const Law& law : laws().laws()) {
    EXPECT_TRUE(orders.insert(law.order).second) << law.id;
    const std::string id = law.id;
    if (!id.starts_with("netbsd.I")) continue;
    EXPECT_EQ(id, "netbsd.I" + std::to_string(law.order));
  }
}

TEST(Table, NamesAreUnique) {
  std::set<std::string> names;
  for (const Law& law : laws().laws()) {
    EXPECT_TRUE(names.insert(law.id).second) << law.id;
    EXPECT_TRUE(names.insert(law.alias).second) << law.alias;
  }
}

TEST(Table, PredicatesAreDistinct) {
  std::set<void*> predicates;
  for (const Law& law : laws().laws()) {
    ASSERT_NE(law.holds, nullptr) << law.id;
    EXPECT_TRUE(predicates.insert(reinterpret_cast<void*>(law.holds)).second) << law.id;
  }
}

TEST(Table, RowsAreComplete) {
  for (const Law& law : laws().laws()) {
    EXPECT_NE(std::strlen(law.alias), 0u) << law.id;
    EXPECT_NE(std::strlen(law.exception), 0u) << law.id;
    const std::string citation = law.citation;
    EXPECT_TRUE(citation.starts_with("[") || citation.starts_with("derived:")) << law.id;
  }
}

TEST(Table, FindsByIdShortIdAndAlias) {
  for (const Law& law : laws().laws()) {
    EXPECT_EQ(laws().find(law.id), &law);
    EXPECT_EQ(laws().find(law.alias), &law);
  }
  EXPECT_EQ(laws().find("I7"), laws().find("netbsd.I7"));
  EXPECT_EQ(laws().find("I16"), nullptr);
  EXPECT_EQ(laws().find(""), nullptr);
  EXPECT_EQ(laws().find("7"), nullptr);
  EXPECT_EQ(laws().find("netbsd.netbsd.I7"), nullptr);
}

// An operation that is spelt wrong could never happen, and no law that needs it could be believed.
TEST(Table, NeedsAreOperations) {
  for (const Law& law : laws().laws()) {
    std::set<std::string> needs;
    for (const char* need : law.needs) {
      EXPECT_TRUE(needs.insert(need).second) << law.id << " needs " << need << " twice";
      EXPECT_TRUE(std::any_of(std::begin(kOpNames) + 1, std::end(kOpNames), [&](const char* name) {
        return std::strcmp(name, need) == 0;
      })) << law.id << " needs " << need;
    }
  }
}

// Those that LawTable::broken does not call in most states.
TEST(Table, LawsOfEventsAndPanics) {
  std::string of_events;
  for (const Law& law : laws().laws()) {
    if (law.verdict == Nouns::kEventAreas) of_events += std::string(law.id) + " ";
    EXPECT_EQ(law.verdict == Nouns::kPanicAreas, std::string(law.id).starts_with("panic."))
        << law.id;
  }
  EXPECT_EQ(of_events,
            "netbsd.I2 netbsd.I9 netbsd.I34 netbsd.I35 netbsd.I36 no-data-lost lock-discipline ");
}

// A panic without a law would end a run without a verdict.
TEST(Table, EveryPanicHasItsLaw) {
  std::set<std::string> ids;
  for (unsigned i = 1; i < kPanics; ++i) {
    Scene s;
    s.w.system.panic = static_cast<Panic>(i);
    const std::string id = broken(s);
    EXPECT_TRUE(id.starts_with("panic.") && id.find(' ') == std::string::npos) << id;
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
}

TEST(Table, MaskSelectsLaws) {
  Scene s = mlocked_page();
  s.page(0).wire_count = 2;
  EXPECT_EQ(broken(s), "netbsd.I1");
  const auto bit = static_cast<unsigned>(laws().find("I1") - laws().laws().data());
  EXPECT_EQ(laws().broken(s.w, s.size, std::uint64_t{1} << bit), std::uint64_t{1} << bit);
  EXPECT_EQ(laws().broken(s.w, s.size, ~(std::uint64_t{1} << bit)), 0u);
  EXPECT_EQ(laws().broken(s.w, s.size, 0), 0u);
}

TEST(Table, CulpritIsOptional) {
  for (const Law& law : laws().laws()) {
    Scene s = mlocked_page();
    s.page(0).wire_count = 2;
    Culprit culprit;
    EXPECT_EQ(law.holds(s.w, s.size, nullptr), law.holds(s.w, s.size, &culprit)) << law.id;
    EXPECT_EQ(culprit.text.empty(), law.holds(s.w, s.size, nullptr)) << law.id;
  }
}

TEST(Worlds, EmptyWorldHolds) {
  EXPECT_EQ(broken(Scene()), "");
  Scene nobody;
  nobody.phase(0, ProcessPhase::none);
  EXPECT_EQ(broken(nobody), "");
}

TEST(Worlds, OrdinaryWorldsHold) {
  EXPECT_EQ(broken(private_page()), "");
  EXPECT_EQ(broken(mlocked_page()), "");
  EXPECT_EQ(broken(shared_page()), "");
}

// Names count from 0 within their process, as in traces.
TEST(Names, AreSpeltAsInTraces) {
  const Size size;  // threads 2, 1
  EXPECT_EQ(size.thread_name(0), "P0.t0");
  EXPECT_EQ(size.thread_name(1), "P0.t1");
  EXPECT_EQ(size.thread_name(2), "P1.t0");
  EXPECT_EQ(pte_name(1, 2), "P1:2");
  EXPECT_EQ(page_name(PageId::none), "no page");
  EXPECT_EQ(page_name(id_of<PageId>(0)), "page 0");
  EXPECT_EQ(page_name(kLostPage), "a freed page");
  EXPECT_EQ(anon_name(AnonId::none), "no anon");
  EXPECT_EQ(slot_name(kBadSlot), "a bad slot");
  Scene s = mlocked_page();
  EXPECT_EQ(entry_name(0, s.entry(0)), "entry P0 [0,1)");
  EXPECT_EQ(entry_at_name(s.w, 0, 0), "entry P0 [0,1) wired_count 1");
  EXPECT_EQ(entry_at_name(s.w, 0, 1), "no entry");
  EXPECT_EQ(pte_state(s.w, 0, 0), "PTE WIRED on page 0");
  EXPECT_EQ(pte_state(s.w, 1, 0), "PTE ABSENT");
}

TEST(Excuses, WiringInProgressIsTheRangeOfAnMlockOfThatProcess) {
  Scene s;
  s.size.va_pages = 3;
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 0, 1));
  s.begin(1, kMlockOp, 1, 2);
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 0, 0));
  EXPECT_TRUE(wiring_in_progress(s.w, s.size, 0, 1));
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 0, 2));
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 1, 1)) << "P0.t1 does not wire for P1";
  s.thread(1).phase = ThreadPhase::sleep_memory;
  EXPECT_TRUE(wiring_in_progress(s.w, s.size, 0, 1)) << "asleep in pass 2 is in progress";
  s.thread(1).op = kPhysioOp;
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 0, 1)) << "a vslock is not an mlock";
  s.begin(1, kMlockOp, 1, 1);
  EXPECT_FALSE(wiring_in_progress(s.w, s.size, 0, 1)) << "an empty range excuses nothing";
  s.begin(2, kMlockOp, 1, 2);
  EXPECT_TRUE(wiring_in_progress(s.w, s.size, 1, 1)) << "thread 2 is P1.t0";
}

TEST(Excuses, QuiescentMeansNobodyAndNoIo) {
  Scene s = private_page();
  EXPECT_TRUE(quiescent(s.w, s.size));
  s.busy(0, kPagedaemon, true);
  EXPECT_FALSE(quiescent(s.w, s.size));
  s.page(0).busy = 0;
  s.begin(2, kPhysioOp, 0, 1);
  EXPECT_FALSE(quiescent(s.w, s.size));
}

TEST(Ghosts, ClaimsCountCellsAndVslocks) {
  Scene s = mlocked_page();
  s.size.va_pages = 2;
  s.vslock(0, 0, 0);
  s.vslock(1, 0, 0);
  s.thread(1).set_vslock_claim(1, kLostPage);
  const Claims claims(s.w, s.size);
  EXPECT_EQ(claims.on(id_of<PageId>(0)), 3u);
  EXPECT_EQ(claims.on(id_of<PageId>(1)), 0u);
  EXPECT_EQ(vslocks_at(s.w, s.size, 0, 0), 2u);
  EXPECT_EQ(vslocks_at(s.w, s.size, 0, 1), 1u);
  EXPECT_EQ(vslocks_at(s.w, s.size, 1, 0), 0u);
}

}  // namespace
}  // namespace vmwire::netbsd_laws
