// What: silent steps as late as possible, in every search that has a stack or a queue: the same
// verdict as without, fewer states, and paths that the model offers step by step.
// A reduction of order needs no further condition here, since no step is put off for ever: what
// a search does not store is in the silent closure of what it stores (late.h).
#include <gtest/gtest.h>

#include <vector>

#include "explorer/engine.h"
#include "explorer/replay.h"
#include "explorer/toy/plain.h"
#include "tests/explorer/toy_counts.h"

namespace vmwire::explorer {
namespace {

struct ShelfState {
  std::uint8_t books;
  std::uint8_t dusty;
  bool operator==(const ShelfState&) const = default;
};

/// Books are added; dust comes silently; a dusty shelf can be swept, which takes two books off.
/// Law 0: never dusty with `forbidden` books.
struct Shelf : toy::Plain<ShelfState> {
  enum Action : std::uint8_t { add, gather, sweep };

  std::uint8_t limit = 20;
  std::uint8_t forbidden = 0xff;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{});
  }
  State swept(const State& s) const { return {static_cast<std::uint8_t>(s.books - 2), 0}; }
  template <class Sink>
  void add_to(const State& s, Sink& sink) {
    State next = s;
    ++next.books;
    if (s.books < limit) sink.transition(add, next);
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    add_to(s, sink);
    if (s.dusty == 0) sink.transition(gather, State{s.books, 1});
    if (s.dusty != 0 && s.books >= 2) sink.transition(sweep, swept(s));
  }
  template <class Sink>
  void late_successors(const State& s, Sink&& sink) {
    add_to(s, sink);
    if (s.books < 2) return;
    const Action first[] = {gather};
    if (s.dusty != 0) sink.transition(sweep, swept(s));
    if (s.dusty == 0) sink.late(first, sweep, swept(s), {});
  }
  template <class Visit>
  void late_states(const State& s, Visit&& visit) {
    const Action first[] = {gather};
    if (s.dusty == 0) visit(first, State{s.books, 1});
  }
  std::uint64_t broken(const State& s) const { return s.dusty && s.books == forbidden ? 1 : 0; }
  std::uint32_t site(const State&, Action action) const { return action; }
  unsigned distance(const State& s) const { return 255u - s.books; }
};
static_assert(LateModel<Shelf> && GuidedModel<Shelf>);

const std::pair<Order, Keep> kSearches[] = {{Order::depth, Keep::exact},
                                            {Order::depth, Keep::compact},
                                            {Order::depth, Keep::bitstate},
                                            {Order::guided, Keep::exact}};

Options of(Order order, Keep keep, Reduce reduce) {
  Options options;
  options.order = order;
  options.keep = keep;
  options.reduce = reduce;
  options.check_stuck = false;
  options.bitstate_bytes = 1 << 16;
  return options;
}

TEST(Late, as_many_states_as_breadth_first) {
  Shelf model;
  const auto referee = run(model, of(Order::breadth, Keep::exact, Reduce::all));
  EXPECT_EQ(referee.states, 21u);
  for (const auto& [order, keep] : kSearches) {
    const auto result = run(model, of(order, keep, Reduce::all));
    EXPECT_EQ(result.states, referee.states);
    EXPECT_EQ(result.transitions, referee.transitions);
    EXPECT_EQ(run(model, of(order, keep, Reduce::none)).states, 42u);
    EXPECT_EQ(result.verdict, keep == Keep::exact ? Verdict::holds : Verdict::inconclusive);
  }
}

TEST(Late, a_law_that_breaks_after_silent_steps) {
  Shelf model{{}, 20, 13};
  for (const auto& [order, keep] : kSearches) {
    for (const bool all : {false, true}) {
      Options options = of(order, keep, Reduce::all);
      options.all_violations = all;
      const auto result = run(model, options);
      ASSERT_FALSE(result.violations.empty());
      for (const auto& violation : result.violations) {
        std::vector<Shelf::Action> actions;
        for (const auto& step : violation.path.steps) actions.push_back(step.action);
        EXPECT_EQ(actions.back(), Shelf::gather);
        const auto again = replay(model, violation.path.initial, actions);
        ASSERT_TRUE(again.complete());
        EXPECT_EQ(model.broken(again.path.last()), 1u);
      }
    }
  }
}

TEST(Late, a_random_walk_takes_silent_steps_like_others) {
  Shelf model{{}, 20, 6};
  Options options = of(Order::random, Keep::exact, Reduce::all);
  options.limits.states = 100'000;
  const auto result = run(model, options);
  ASSERT_EQ(result.violations.size(), 1u);
  EXPECT_EQ(model.broken(result.violations[0].path.last()), 1u);
}

}  // namespace
}  // namespace vmwire::explorer
