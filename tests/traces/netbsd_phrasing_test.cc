// What: what a reader of NetBSD's traces is told of a step, and what she is spared.
#include "families/netbsd/phrasing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "traces/phrases.h"

namespace vmwire::families {
namespace {

using traces::Change;
using traces::Told;
using traces::WorldText;

/// The phrases of one step, joined, for a world where nothing is but what `world` says.
std::string told(const WorldText& world, const std::vector<Change>& changes) {
  Told before{world, {2, 1}};
  Told after = before;
  after.apply(changes);
  std::string result;
  for (const std::string& phrase : phrases(netbsd_phrasing(), before, after, changes, "P0.t0")) {
    result += (result.empty() ? "" : "; ") + phrase;
  }
  return result;
}

const WorldText kEntry = {{"entry[0][0]",
                           {{"phase", "PAGEABLE"}, {"start", "0"}, {"end", "2"}, {"prot", "rw"}}}};

TEST(Phrases, FollowAnEntryWhenItMoves) {
  // A new first entry pushes the other one back; only the new one is news.
  EXPECT_EQ(told({{"entry[0][0]", {{"phase", "PAGEABLE"}, {"start", "1"}, {"end", "2"}}}},
                 {{"entry[0][0].start", "1", "0"},
                  {"entry[0][0].end", "2", "1"},
                  {"entry[0][1].phase", "UNUSED", "PAGEABLE"},
                  {"entry[0][1].start", "0", "1"},
                  {"entry[0][1].end", "0", "2"}}),
            "entry P0 [0,1) new, no access, wired_count 0");
}

TEST(Phrases, TellAClipAndAnUnlink) {
  EXPECT_EQ(told(kEntry, {{"entry[0][0].end", "2", "1"},
                          {"entry[0][1].phase", "UNUSED", "PAGEABLE"},
                          {"entry[0][1].start", "0", "1"},
                          {"entry[0][1].end", "0", "2"},
                          {"entry[0][1].prot", "none", "rw"}}),
            "entry P0 [0,2) now [0,1); entry P0 [1,2) split off, rw, wired_count 0");
  EXPECT_EQ(told(kEntry, {{"entry[0][0].phase", "PAGEABLE", "DEAD"},
                          {"entry[0][0].prot", "rw", "none"}}),
            "entry P0 [0,2) unlinked");
}

TEST(Phrases, TellPagesAndPtes) {
  EXPECT_EQ(told({}, {{"page[1].phase", "FREE", "NONE"},
                      {"page[1].busy", "no", "yes"},
                      {"page[1].busy_by", "-", "P0.t1"},
                      {"page[1].owner", "-", "file page 0"}}),
            "page 1 FREE -> NONE, of file page 0, BUSY by P0.t1");
  EXPECT_EQ(told({{"page[0]", {{"phase", "WIRED"}, {"wire_count", "1"}, {"clean", "yes"}}}},
                 {{"page[0].phase", "WIRED", "FREE"},
                  {"page[0].wire_count", "1", "0"},
                  {"page[0].clean", "yes", "no"}}),
            "page 0 WIRED -> FREE, wire_count 1 -> 0");
  EXPECT_EQ(told({{"pte[0][1]", {{"phase", "WIRED"}, {"prot", "rw"}, {"page", "page 0"}}}},
                 {{"pte[0][1].phase", "WIRED", "PRESENT"}}),
            "PTE P0:1 WIRED cleared");
  EXPECT_EQ(told({{"pte[0][1]", {{"phase", "WIRED"}, {"prot", "rw"}, {"page", "page 0"}}}},
                 {{"pte[0][1].phase", "WIRED", "ABSENT"},
                  {"pte[0][1].prot", "rw", "none"},
                  {"pte[0][1].page", "page 0", "-"}}),
            "PTE P0:1 absent");
}

TEST(Phrases, SpareTheReaderWhatOnlyTheCheckerKnows) {
  EXPECT_EQ(told({}, {{"cell[0][0].claim", "-", "page 0"},
                      {"cell[0][0].promised", "no", "yes"},
                      {"thread[0].step", "0", "1"},
                      {"thread[0].phase", "IDLE", "RUNNING"},
                      {"page[0].data", "none", "foreign"}}),
            "");
  EXPECT_EQ(told({{"page[0]", {{"data", "fresh"}}}}, {{"page[0].data", "fresh", "stale"}}),
            "page 0 now an older write");
  EXPECT_EQ(told({{"cell[0][0]", {{"claim", "page 0"}}}}, {{"cell[0][0].claim", "page 0", "lost"}}),
            "the page wired for P0:0 is gone");
}

TEST(Phrases, TellACountOnlyWhenItIsWrong) {
  const WorldText wired = {{"page[0]", {{"wire_count", "1"}}}};
  EXPECT_EQ(told(wired, {{"system.wired", "0", "1"}}), "");
  EXPECT_EQ(told(wired, {{"system.wired", "0", "2"}}), "uvmexp.wired 0 -> 2");
}

TEST(Phrases, KnowWhoSleepsAndWhoWakes) {
  EXPECT_EQ(told({{"thread[2]", {{"phase", "SLEEP_MEMORY"}}}},
                 {{"thread[0].phase", "RUNNING", "SLEEP_MEMORY"},
                  {"thread[2].phase", "SLEEP_MEMORY", "RUNNING"}}),
            "P0.t0 sleeps for memory; P1.t0 wakes");
}

}  // namespace
}  // namespace vmwire::families
