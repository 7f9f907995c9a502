// What: what a reader of a trace sees, and what she is spared.
// Source: derived.
#include "traces/explain.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/traces/any_trace.h"
#include "traces/phrases.h"

namespace vmwire::traces {
namespace {

/// The phrases of one step, joined, for a world where nothing is but what `world` says.
std::string told(const WorldText& world, const std::vector<Change>& changes) {
  Told before{world, {2, 1}};
  Told after = before;
  after.apply(changes);
  std::string result;
  for (const std::string& phrase : phrases(before, after, changes, "P0.t0")) {
    result += (result.empty() ? "" : "; ") + phrase;
  }
  return result;
}

const WorldText kEntry = {{"entry[0][0]",
                           {{"phase", "PAGEABLE"}, {"start", "0"}, {"end", "2"}, {"prot", "rw"}}}};

TEST(Explain, LaysOutATrace) {
  EXPECT_EQ(explain(small_trace(), "12 states, 0.1 s"),
            "VIOLATED netbsd.I7: a wired entry maps nothing unwired                          "
            "depth 2, 12 states, 0.1 s\n"
            " #  actor  operation           step                      what changed\n"
            " 1  P0.t1  mmap anon rw [0,1)  uvm_map, new entry        "
            "entry P0 [0,1) new, rw, wired_count 0\n"
            " 2  P0.t0  mlock [0,1)         uvm_map_pageable, pass 1  "
            "entry P0 [0,1) wired_count 0 -> 1;\n"
            "                                                         "
            "page 0 FREE -> WIRED, wire_count 0 -> 1;\n"
            "                                                         "
            "PTE P0:0 -> page 0 rw WIRED; P1.t0 sleeps on BUSY page 1\n"
            "culprit: PTE P0:0\n"
            "repeat: ./vmwire check netbsd-1.4 --size tiny\n");
}

TEST(Explain, KeepsToItsWidth) {
  Trace trace = small_trace();
  trace.steps[1].step = std::string(30, 'x') + " " + std::string(30, 'y') + "; z";
  trace.violation.message = std::string(60, 'm') + " " + std::string(70, 'n');
  for (std::size_t width : {100u, 110u, 120u}) {
    const std::string text = explain(trace, "1 state", width);
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
      EXPECT_LE(end - start, width) << text.substr(start, end - start);
    }
  }
}

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

TEST(Phrases, SayPlainlyWhatTheyDoNotKnow) {
  EXPECT_EQ(told({}, {{"object[3].refs", "0", "1"}}), "object[3] refs 0 -> 1");
  EXPECT_EQ(split_field("entry[1][12].end").indices, (std::vector<unsigned>{1, 12}));
  EXPECT_EQ(split_field("").noun, "");
}

}  // namespace
}  // namespace vmwire::traces
