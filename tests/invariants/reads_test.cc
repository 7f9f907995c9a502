// What: laws look at nothing but what they say, and at all of that.
// Source: derived: the contract in invariants/reads.h.
// Worlds are reachable ones, and such with up to a dozen fields poisoned: there every law breaks.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "invariants/invariants.h"
#include "invariants/reads.h"
#include "tests/model/poisoned.h"

namespace vmwire::invariants {
namespace {

using netbsd::Area;
using netbsd::AreaSet;
using netbsd::kAreas;
using netbsd::Random;
using netbsd::Size;
using netbsd::World;

/// Each law's verdict and words in one world.
struct Verdicts {
  std::vector<bool> holds;
  std::vector<std::string> culprits;

  Verdicts(const World& w, const Size& size) {
    for (const Law& law : laws()) {
      Culprit culprit;
      holds.push_back(law.holds(w, size, &culprit));
      culprits.push_back(culprit.text);
    }
  }
};

/// The areas whose poison has shown, by law: in the verdict, or in the words alone.
struct Shown {
  std::vector<AreaSet> verdict = std::vector<AreaSet>(laws().size());
  std::vector<AreaSet> culprit = std::vector<AreaSet>(laws().size());
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
  const std::uint64_t might = laws_reading(changed), all = ~std::uint64_t{0};
  if ((broken_laws(w, size, all) ^ broken_laws(poisoned, size, all)) & ~might) {
    return "a verdict changed with " + text_of(changed);
  }
  for (std::size_t i = 0; i < laws().size(); ++i) {
    const AreaSet verdict = law_reads()[i].verdict;
    const AreaSet either = verdict | law_reads()[i].culprit;
    const std::string said = std::string(laws()[i].id) + " reads " + text_of(changed);
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
      netbsd::Model model({netbsd::find_version("netbsd-1.4")->personality, size});
      const netbsd::Poison poison(size);
      Random random(1);
      for (const World& reachable : netbsd::some_worlds(model, 1000, 60, 1)) {
        World w = reachable;
        for (std::size_t n = random() % 3 == 0 ? 0 : random() % 13; n > 0; --n) {
          w = poison(w, random);
        }
        if (random() % 2 == 0) w.system.panic = static_cast<netbsd::Panic>(random() % 10);
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

TEST(Reads, HasARowForEachLaw) {
  ASSERT_EQ(law_reads().size(), laws().size());
  for (std::size_t i = 0; i < laws().size(); ++i) EXPECT_STREQ(law_reads()[i].id, laws()[i].id);
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
    {"netbsd.I9", Area::entry, "the same"},
    {"netbsd.I10", Area::page_owner, "a page is wired, BUSY and in pageout all at once"},
    {"netbsd.I12", Area::pte_unwired, "a claimed page is mapped unwired in another wired entry"},
    {"netbsd.I13", Area::process, "an embryo alone holds the anon's other reference"},
    {"dma-promise", Area::page_queue, "a vslock's page is queued, with no wire_count"},
    {"no-leak", Area::page_queue, "a page is queued and there is no process, thread or I/O"},
    {"panic.page-protect-wired", Area::page_queue, "the panic's page is queued"},
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
  for (std::size_t i = 0; i < laws().size(); ++i) {
    const LawReads& reads = law_reads()[i];
    const AreaSet words = reads.culprit - reads.verdict;
    EXPECT_EQ(text_of(reads.verdict - trial().verdict[i] - rare(reads.id)), "") << reads.id;
    EXPECT_EQ(text_of(words - trial().culprit[i] - rare(reads.id)), "") << reads.id;
    EXPECT_EQ(rare(reads.id) - reads.verdict - reads.culprit, AreaSet{}) << reads.id;
  }
}

TEST(Reads, LawsReadingAnAreaAreThoseThatSaySo) {
  EXPECT_EQ(laws_reading({}), 0u);
  for (std::size_t i = 0; i < laws().size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    EXPECT_EQ(laws_reading(law_reads()[i].verdict) & bit, bit);
    EXPECT_EQ(laws_reading(AreaSet::all() - law_reads()[i].verdict) & bit, 0u);
  }
}

// What makes some steps invisible to every law.
TEST(Reads, NoVerdictDependsOnTheQueueOrOnHowFarAThreadIs) {
  EXPECT_EQ(laws_reading({Area::page_queue, Area::thread, Area::map_lock, Area::slot_data,
                          Area::file_size, Area::file_data, Area::page_data, Area::hard_errors}),
            0u);
}

}  // namespace
}  // namespace vmwire::invariants
