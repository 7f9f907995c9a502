// What: what a reader of a trace sees: the layout, and phrases by whatever phrasing there is.
#include "traces/explain.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "families/netbsd/phrasing.h"
#include "tests/traces/any_trace.h"
#include "traces/phrases.h"
#include "traces/thing.h"

namespace vmwire::traces {
namespace {

TEST(Explain, LaysOutATrace) {
  EXPECT_EQ(explain(small_trace(), families::netbsd_phrasing(), "12 states, 0.1 s"),
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
  trace.repeat = "";  // it is for copying
  for (std::size_t width : {40u, 60u, 80u, 100u, 110u, 120u}) {
    const std::string text = explain(trace, families::netbsd_phrasing(), "1 state", width);
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
      EXPECT_LE(end - start, width) << text.substr(start, end - start);
    }
  }
}

// --- a phrasing that no kernel has --------------------------------------------------------------

std::string lamp(const ChangedThing& thing) {
  List list;
  if (thing.changed("colour")) list.add(thing.arrow("colour"));
  if (thing.becomes("lit", "yes")) list.add("lit by " + thing.actor);
  return list.of("lamp " + thing.index(0) + " at " + thing.now("hour", "0"));
}
std::string dark(const ChangedThing& thing) {
  return thing.becomes("lit", "no") ? "dark" : "";
}
std::vector<std::string> cars(const Told&, const Told& after, unsigned lane) {
  const std::string group = "car[" + std::to_string(lane) + "][0]";
  return {"lane " + std::to_string(lane), after.get(group, "kind", "nothing")};
}

const Phrasing kStreet = {.groups = {{"car", cars}},
                          .nouns = {{"door", dark}, {"lamp", lamp}, {"lamp", dark}}};

std::vector<std::string> told(const std::vector<Change>& changes) {
  const Told before{{{"lamp[0]", {{"hour", "7"}}}}, {}};
  Told after = before;
  after.apply(changes);
  return phrases(kStreet, before, after, changes, "P0.t0");
}

TEST(Phrases, ComeInTheOrderOfTheTable) {
  EXPECT_EQ(told({{"lamp[1].lit", "yes", "no"},
                  {"lamp[0].colour", "white", "red"},
                  {"lamp[0].lit", "no", "yes"},
                  {"door.lit", "yes", "no"}}),
            (std::vector<std::string>{"dark", "lamp 0 at 7 white -> red, lit by P0.t0", "dark"}));
}

TEST(Phrases, TellAGroupOnceForEachFirstIndex) {
  EXPECT_EQ(told({{"lamp[2].lit", "yes", "no"},
                  {"car[1][0].kind", "-", "van"},
                  {"car[1][1].kind", "-", "bus"},
                  {"car[0][3].kind", "-", "bus"}}),
            (std::vector<std::string>{"lane 0", "nothing", "lane 1", "van", "dark"}));
}

TEST(Phrases, SayPlainlyWhatTheyDoNotKnow) {
  EXPECT_EQ(told({{"object[3].refs", "0", "1"}, {"lamp[0].lit", "yes", "no"}}),
            (std::vector<std::string>{"dark", "object[3] refs 0 -> 1"}));
}

TEST(Phrases, TakeAFieldsNameApart) {
  const FieldName name = split_field("entry[1][12].end");
  EXPECT_EQ(name.group, "entry[1][12]");
  EXPECT_EQ(name.noun, "entry");
  EXPECT_EQ(name.indices, (std::vector<unsigned>{1, 12}));
  EXPECT_EQ(name.member, "end");
  EXPECT_EQ(split_field("").noun, "");
}

TEST(Phrases, CallAThreadByItsProcess) {
  const Told world{{}, {2, 1}};
  EXPECT_EQ(world.thread_name(1), "P0.t1");
  EXPECT_EQ(world.thread_name(2), "P1.t0");
  EXPECT_EQ(world.thread_name(3), "thread 0");
}

}  // namespace
}  // namespace vmwire::traces
