// What: cycles in the waits-for graph, as a table and against a depth-first referee.
#include "explorer/waits_for.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "explorer/reachable.h"

namespace vmwire::explorer {
namespace {

WaitsFor graph(const std::vector<Wait>& waits) {
  WaitsFor graph;
  for (const Wait& wait : waits) graph.add(wait.actor, wait.waits_on);
  return graph;
}

TEST(WaitsFor, nobody_blocked_is_no_deadlock) {
  EXPECT_EQ(graph({}).doomed(), 0);
  EXPECT_TRUE(graph({}).cycle().empty());
}

TEST(WaitsFor, a_holder_that_can_move_condemns_nobody) {
  EXPECT_EQ(graph({{0, 0b10}}).doomed(), 0);
  EXPECT_EQ(graph({{0, 0b110}, {1, 0b100}}).doomed(), 0);
}

TEST(WaitsFor, waiting_for_an_event_is_not_waiting_for_an_actor) {
  EXPECT_EQ(graph({{0, 0}, {1, 0b1}}).doomed(), 0);
}

TEST(WaitsFor, waiting_for_oneself_is_a_cycle) {
  EXPECT_EQ(graph({{3, 0b1000}}).doomed(), 0b1000);
  EXPECT_EQ(graph({{3, 0b1000}}).cycle(), (std::vector<Wait>{{3, 0b1000}}));
}

TEST(WaitsFor, those_who_wait_for_a_cycle_are_doomed_but_not_on_it) {
  const auto waits = graph({{0, 0b10}, {1, 0b100}, {2, 0b10}});
  EXPECT_EQ(waits.doomed(), 0b111);
  EXPECT_EQ(waits.cycle(), (std::vector<Wait>{{1, 0b100}, {2, 0b10}}));
}

TEST(WaitsFor, one_edge_of_many_is_enough_since_all_holders_must_let_go) {
  const auto waits = graph({{0, 0b110}, {1, 0b1}});  // 2 could move, and would not help
  EXPECT_EQ(waits.doomed(), 0b11);
  EXPECT_EQ(waits.cycle(), (std::vector<Wait>{{0, 0b110}, {1, 0b1}}));
}

TEST(WaitsFor, the_cycle_is_a_shortest_one_in_order) {
  // 0 -> 1 -> 2 -> 3 -> 0, and the short cut 1 -> 3.
  const auto waits = graph({{0, 0b10}, {1, 0b1100}, {2, 0b1000}, {3, 0b1}});
  EXPECT_EQ(waits.cycle(), (std::vector<Wait>{{0, 0b10}, {1, 0b1100}, {3, 0b1}}));
}

TEST(WaitsFor, two_reports_of_one_actor_add_up) {
  EXPECT_EQ(graph({{0, 0b10}, {0, 0b100}, {2, 0b1}}).doomed(), 0b101);
}

TEST(WaitsFor, clear_forgets) {
  auto waits = graph({{0, 0b1}});
  waits.clear();
  waits.add(0, 0);
  EXPECT_EQ(waits.doomed(), 0);
}

RC_GTEST_PROP(WaitsForProperty, agrees_with_depth_first_search, ()) {
  WaitsFor waits;
  const auto byte = rc::gen::inRange(0u, 256u);
  // Two bytes and-ed: with half of all edges, nearly every graph would have a cycle.
  const auto sparse = rc::gen::map(rc::gen::pair(byte, byte),
                                   [](auto two) { return two.first & two.second; });
  const auto masks = *rc::gen::container<std::vector<unsigned>>(kActorsMax, sparse);
  const auto blocked = *rc::gen::inRange(0u, 256u);
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((blocked >> a & 1) != 0) waits.add(a, masks[a]);
  }
  RC_CLASSIFY(deadlocked(waits));
  RC_ASSERT(deadlocked(waits) == (waits.doomed() != 0));
  RC_ASSERT(deadlocked(waits) == !waits.cycle().empty());
  for (unsigned a = 0; a < kActorsMax; ++a) {
    bool reaches_cycle = false;
    for (unsigned b = 0; b < kActorsMax; ++b) {
      if ((waits.blocked() >> a & 1) == 0 || (waits.blocked() >> b & 1) == 0) continue;
      reaches_cycle |= waits_for(waits, b, b) && (a == b || waits_for(waits, a, b));
    }
    RC_ASSERT((waits.doomed() >> a & 1) == (reaches_cycle ? 1 : 0));
  }
  const auto cycle = waits.cycle();
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    RC_ASSERT((cycle[i].waits_on >> cycle[(i + 1) % cycle.size()].actor & 1) == 1);
  }
}

}  // namespace
}  // namespace vmwire::explorer
