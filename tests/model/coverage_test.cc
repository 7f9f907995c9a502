// What: every mark of the model is reached by some run: no step, case or error is dead wood.
// A mark that nothing reaches is a defect of the model.
// Leaves out: what `vmwire check` says about its own run.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/reachable.h"
#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"

namespace vmwire::netbsd {
namespace {

/// A search that ends by itself, and what only it is here for.
struct Search {
  const char* why;
  const char* version;
  Selection selection;
  Size size;
  OpSet ops = kAllOps;
};

const std::vector<Search>& searches() {
  const Selection fixed{.fixed = true}, proposed{.proposed = true};
  const Size one{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                 .file_pages = 1, .swap_slots = 1, .wired_count_max = 2};
  const Size two{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                 .file_pages = 0, .swap_slots = 0, .wired_count_max = 1};
  const auto with = [](Size size, unsigned Size::*knob, unsigned value) {
    size.*knob = value;
    return size;
  };
  const OpSet memory = only(op::mmap, op::mlock, op::write, op::fork);
  static const std::vector<Search> table = {
      {"what one thread can do alone, with the bugs of 1.4", "netbsd-1.4",
       {.without = {"netbsd-vslock-fails-unheard"}}, one},
      {"the same in 1.6", "netbsd-1.6", {}, one},
      {"two threads at once: sleeps, restarts, a full swap", "netbsd-1.6", proposed,
       named_size("tiny")},
      {"a slot that goes bad", "netbsd-1.6", {},
       with(with(one, &Size::hard_errors, 1), &Size::file_pages, 0)},
      {"neighbours, merges, and a second page that fails", "netbsd-1.6", {},
       with(with(with(one, &Size::va_pages, 2), &Size::file_pages, 0), &Size::swap_slots, 0),
       only(op::mmap, op::mlock, op::physio, op::write, op::forget)},
      {"an mlock that fails at its second entry, by the rule of 1999", "netbsd-1.4", {},
       with(with(one, &Size::va_pages, 2), &Size::swap_slots, 0), only(op::mmap, op::mlock)},
      {"a fault that gives up where nothing can be reclaimed", "netbsd-1.6",
       {.set = {{"page_shortage", "fails"}}},
       with(with(one, &Size::va_pages, 2), &Size::swap_slots, 0),
       only(op::mmap, op::mlock, op::write)},
      {"raw I/O whose buffer is unmapped, on x86", "netbsd-1.6",
       {.set = {{"vmapbuf_missing", "frame_0"}}},
       Size{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2, .file_pages = 0,
            .swap_slots = 0},
       only(op::mmap, op::munmap, op::physio)},
      {"fork without memory, asleep", "netbsd-1.6", fixed, with(two, &Size::pages, 1), memory},
      {"fork without memory, failing", "netbsd-1.6", proposed, with(two, &Size::pages, 1), memory},
      {"fork of wired and of plain memory", "netbsd-1.6", fixed, two, memory},
      {"a shared amap over the file", "netbsd-1.6", fixed, with(two, &Size::file_pages, 1),
       only(op::mmap, op::write, op::fork)},
      {"two sharers, and a third who has a copy", "netbsd-1.6", fixed,
       with(two, &Size::processes, 3), only(op::mmap, op::write, op::fork)},
      // Only a wired entry whose page is not wired shows it: the proposed fix on its own, without
      // those that it was made to go with, leaves such an entry behind.
      {"fork meets a BUSY page of a wired entry", "netbsd-1.6",
       {.fixed = true, .with = {"netbsd-mend-wire-count-follows-pte"}},
       with(with(two, &Size::swap_slots, 1), &Size::in_flight, 2),
       memory | only(op::mprotect, op::deactivate, op::scan_inactive)},
  };
  return table;
}

TEST(Coverage, EveryMarkIsReached) {
  family::Reached reached;
  for (const Search& search : searches()) {
    ASSERT_EQ(complaint(search.size), "") << search.why;
    const auto model =
        opened({personality_of(search.version, search.selection), search.size, search.ops});
    explorer::Options options;
    options.laws = 0;
    options.check_stuck = options.check_deadlock = false;
    options.limits.states = 300000;
    EXPECT_TRUE(model->search(options, nullptr).exhaustive) << search.why;
    EXPECT_TRUE((model->coverage() & ~reached).any()) << "adds nothing: " << search.why;
    reached |= model->coverage();
  }
  const family::MarkTable& marks = NetBsd::marks();
  for (unsigned i = 0; i < marks.size(); ++i) {
    EXPECT_TRUE(reached[i]) << marks[i].id << " (" << marks[i].text << ") is never reached";
  }
  EXPECT_EQ(reached.count(), marks.size());
}

// A blocked step reaches nothing, and each worker has a model of its own.
TEST(Coverage, IsWhatTheStepsTakenMarkWhoeverTookThem) {
  const Config config{personality_of("netbsd-1.6", {.proposed = true}), named_size("tiny"),
                      only(op::mmap, op::mlock, op::munlock, op::write, op::physio)};
  Model model(config);
  std::set<std::string> taken;
  explorer::for_each_reachable(
      model, explorer::Reduce::none, explorer::initial_states_of(model),
      [&](const World& w, const auto&, std::uint32_t) {
        for (const auto& step : explorer::expand(model, w).steps) {
          World after;
          family::Taken what;
          ASSERT_TRUE(model.take(w, step.action, after, what));
          for (const Mark* mark : what.marks) taken.insert(mark->id);
        }
      });
  for (const unsigned workers : {1u, 3u}) {
    const auto searched = opened(config);
    explorer::Options options;
    options.laws = 0;
    options.check_stuck = false;
    options.reduce = explorer::Reduce::none;
    options.workers = workers;
    searched->search(options, nullptr);
    std::set<std::string> reached;
    for (unsigned i = 0; i < NetBsd::marks().size(); ++i) {
      if (searched->coverage()[i]) reached.insert(NetBsd::marks()[i].id);
    }
    EXPECT_EQ(reached, taken) << workers;
  }
}

TEST(Coverage, IsEmptyBeforeAndGrows) {
  Model model({Personality{}, Size{}, kAllOps});
  EXPECT_TRUE(model.coverage().none());
  const World start = model.initial().front();
  EXPECT_FALSE(explorer::expand(model, start).steps.empty());
  EXPECT_TRUE(model.coverage().any());
}

}  // namespace
}  // namespace vmwire::netbsd
