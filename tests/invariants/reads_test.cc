// What: laws look at nothing but what they say, and at all of that.
// The contract of Law::verdict and Law::culprit.
// Worlds are reachable ones, and such with up to a dozen fields poisoned: there every law breaks.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "invariants/netbsd/laws.h"
#include "model/netbsd/area.h"
#include "model/netbsd/model.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"
#include "tests/model/poisoned.h"

namespace vmwire::netbsd_laws {
namespace {

const Laws& all_laws() { return laws().laws(); }

/// Each law's verdict and words in one world.
struct Verdicts {
  std::vector<bool> holds;
  std::vector<std::string> culprits;

  Verdicts(const World& w, const Size& size) {
    for (const Law& law : all_laws()) {
      Culprit culprit;
      holds.push_back(law.holds(w, size, &culprit));
      culprits.push_back(culprit.text);
    }
  }
};

/// The areas whose poison has shown, by law: in the verdict, or in the words alone.
struct Shown {
  std::vector<AreaSet> verdict = std::vector<AreaSet>(all_laws().size());
  std::vector<AreaSet> culprit = std::vector<AreaSet>(all_laws().size());
  std::size_t poisons = 0;
};

bool single(AreaSet set) {
  unsigned n = 0;
  for (unsigned i = 0; i < kAreas; ++i) n += set.has(static_cast<Area>(i));
  return n == 1;
}

/// The first complaint, or "".
std::string compare(const World& w, const Verdicts& before, const World& poisoned, const Size& size,
                    Shown& shown) {
  const AreaSet changed = difference(w, poisoned);
  const Verdicts after(poisoned, size);
  const std::uint64_t might = laws().reading(changed), all = laws().all();
  if ((laws().broken(w, size, all) ^ laws().broken(poisoned, size, all)) & ~might) {
    return "a verdict changed with " + text_of(changed);
  }
  for (std::size_t i = 0; i < all_laws().size(); ++i) {
    const AreaSet verdict = all_laws()[i].verdict;
    const AreaSet either = verdict | all_laws()[i].culprit;
    const std::string said = std::string(all_laws()[i].id) + " reads " + text_of(changed);
    if (before.holds[i] != after.holds[i]) {
      if (!verdict.meets(changed)) return said;
      if (single(changed & verdict)) shown.verdict[i] |= changed & verdict;
    } else if (before.culprits[i] != after.culprits[i]) {
      if (!either.meets(changed)) return said + " for its words";
      if (single(changed & either)) shown.culprit[i] |= changed & either;
    }
  }
  return "";
}

const Shown& trial() {
  static const Shown shown = [] {
    Shown result;
    const Size small{.processes = 2, .threads = {2, 1, 1}, .in_flight = 2, .pages = 3,
                     .file_pages = 1, .swap_slots = 2};
    const Size wide{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 3,
                    .va_pages = 2, .file_pages = 2, .swap_slots = 1};
    for (const Size& size : {small, wide}) {
      // With BUSY, or most walks end soon: threads wait for each other.
      Personality of_1999 = find_version("netbsd-1.4")->personality;
      of_1999.wire_lock = WireLock::downgrade_and_busy;
      Model model({of_1999, size});
      const Poison poison(size);
      Random random(1);
      for (const World& reachable : some_worlds(model, 1000, 60, 1)) {
        World w = reachable;
        for (std::size_t n = random() % 3 == 0 ? 0 : random() % 13; n > 0; --n) {
          w = poison(w, random);
        }
        if (random() % 2 == 0) w.system.panic = static_cast<Panic>(random() % kPanics);
        if (random() % 2 == 0) w.event.page = random() % (size.pages + 1) & 7u;
        const Verdicts before(w, size);
        for (unsigned i = 0; i < 100; ++i) {
          ++result.poisons;
          const std::string complaint = compare(w, before, poison(w, random), size, result);
          EXPECT_EQ(complaint, "");
          if (!complaint.empty()) return result;
        }
      }
    }
    return result;
  }();
  return shown;
}

TEST(Reads, EachLawReadsSomething) {
  for (const Law& law : all_laws()) EXPECT_FALSE(law.verdict.empty()) << law.id;
}

TEST(Reads, NothingElseMatters) { EXPECT_GT(trial().poisons, 10000u); }

/// Reads that matter only where several rare things meet; drawn worlds may miss them.
struct Rare {
  const char* law;
  Area area;
  const char* when;
};
constexpr Rare kRare[] = {
    {"netbsd.I2", Area::entry, "the event names a page that an unwired PTE maps without a claim"},
    {"netbsd.I2", Area::pte_unwired, "the same"},
    {"netbsd.I2", Area::thread_vslock, "the same, and a vslock is on the page"},
    {"netbsd.I5", Area::amap, "the slot of a wired entry changes while nothing is in progress"},
    {"netbsd.I5", Area::page_owner, "the same of its file's page"},
    {"netbsd.I9", Area::entry, "the same as I2"},
    {"netbsd.I9", Area::pte_unwired, "the same"},
    {"netbsd.I10", Area::entry, "the same"},
    {"netbsd.I10", Area::pte_unwired, "the same"},
    {"netbsd.I10", Area::page_owner, "a page is wired, BUSY and in pageout all at once"},
    {"netbsd.I12", Area::pte_unwired, "a claimed page is mapped unwired in another wired entry"},
    {"netbsd.I13", Area::process, "an embryo alone holds the anon's other reference"},
    {"dma-promise", Area::anon, "the event's place is on another anon's page"},
    {"dma-promise", Area::page_queue, "a vslock's page is queued, with no wire_count"},
    {"no-leak", Area::page_wire_count, "a file's page is wired and there is no process"},
    {"no-leak", Area::page_queue, "a page is queued and there is no process, thread or I/O"},
    {"panic.clean-anon-no-slot", Area::page_queue, "the panic's page is queued"},
    {"panic.page-protect-wired", Area::page_queue, "the panic's page is queued"},
    {"panic.pagedaemon-wired", Area::page_queue, "the same"},
    {"panic.wire-count-overflow", Area::page_queue, "the same"},
    {"panic.cow-now-not-resident", Area::process, "an embryo shares an anon without a page"},
};

AreaSet rare(const char* law) {
  AreaSet set;
  for (const Rare& r : kRare) {
    if (std::string(r.law) == law) set |= {r.area};
  }
  return set;
}

TEST(Reads, AllOfItMatters) {
  for (std::size_t i = 0; i < all_laws().size(); ++i) {
    const Law& law = all_laws()[i];
    const AreaSet words = law.culprit - law.verdict;
    EXPECT_EQ(text_of(law.verdict - trial().verdict[i] - rare(law.id)), "") << law.id;
    EXPECT_EQ(text_of(words - trial().culprit[i] - rare(law.id)), "") << law.id;
    EXPECT_EQ(rare(law.id) - law.verdict - law.culprit, AreaSet{}) << law.id;
  }
}

TEST(Reads, LawsReadingAnAreaAreThoseThatSaySo) {
  EXPECT_EQ(laws().reading({}), 0u);
  for (std::size_t i = 0; i < all_laws().size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    EXPECT_EQ(laws().reading(all_laws()[i].verdict) & bit, bit);
    EXPECT_EQ(laws().reading(AreaSet::all() - all_laws()[i].verdict) & bit, 0u);
  }
}

// What makes some steps invisible to every law.
TEST(Reads, NoVerdictDependsOnTheQueueOrOnHowFarAThreadIs) {
  EXPECT_EQ(laws().reading({Area::page_queue, Area::thread, Area::map_lock, Area::slot_data,
                            Area::file_size, Area::file_data, Area::page_data,
                            Area::hard_errors}),
            0u);
}

}  // namespace
}  // namespace vmwire::netbsd_laws
