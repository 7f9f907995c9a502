// What: the page's lifecycle against a truth table, for every phase, event and wire_count.
// Source: netbsd.md section 2.0; written by hand, apart from page.cc.
#include "model/netbsd/machine/page.h"

#include "model/core/machine/outcomes.h"
#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

using Grid = int[kPagePhases][kPageEvents];

// The phases, by their numbers in the enum.
constexpr int F = 0, N = 1, A = 2, I = 3, W = 4;

const std::vector<std::string> kEvents = {"allocate", "activate",      "deactivate", "dequeue",
                                          "wire",     "wire_in_place", "unwire",     "free"};

// One grid a class of wire_count. Columns: allocate, activate, deactivate, dequeue, wire,
// wire_in_place, unwire, free.
constexpr Grid kCountIs0 = {
    /* FREE     */ {N, x, x, x, x, x, x, x},
    /* NONE     */ {x, A, x, x, W, N, N, F},
    /* ACTIVE   */ {x, A, I, N, W, A, A, F},
    /* INACTIVE */ {x, A, I, N, W, I, I, F},
    /* WIRED    */ {x, W, x, x, W, W, x, F},
};
constexpr Grid kCountIs1 = {
    /* FREE     */ {N, x, x, x, x, x, x, x},
    /* NONE     */ {x, A, x, x, N, N, A, F},
    /* ACTIVE   */ {x, A, I, N, A, A, A, F},
    /* INACTIVE */ {x, A, I, N, I, I, A, F},
    /* WIRED    */ {x, W, x, x, W, W, A, F},
};
constexpr Grid kCountIs2To6 = {
    /* FREE     */ {N, x, x, x, x, x, x, x},
    /* NONE     */ {x, A, x, x, N, N, N, F},
    /* ACTIVE   */ {x, A, I, N, A, A, A, F},
    /* INACTIVE */ {x, A, I, N, I, I, I, F},
    /* WIRED    */ {x, W, x, x, W, W, W, F},
};
constexpr Grid kCountIs7 = {
    /* FREE     */ {N, x, x, x, x, x, x, x},
    /* NONE     */ {x, A, x, x, N, N, N, F},
    /* ACTIVE   */ {x, A, I, N, A, A, A, F},
    /* INACTIVE */ {x, A, I, N, I, I, I, F},
    /* WIRED    */ {x, W, x, x, x, x, W, F},
};

const Grid& grid_of(unsigned count) {
  switch (count) {
    case 0: return kCountIs0;
    case 1: return kCountIs1;
    case 7: return kCountIs7;
    default: return kCountIs2To6;
  }
}

unsigned count_after(unsigned count, PageEvent event) {
  switch (event) {
    case PageEvent::wire:
    case PageEvent::wire_in_place: return count == 7 ? 0 : count + 1;
    case PageEvent::unwire: return count == 0 ? 7 : count - 1;
    case PageEvent::free: return 0;
    default: return count;
  }
}

Page page_with(unsigned phase, unsigned count) {
  Page page = all_ones<Page>();
  page.phase = static_cast<PagePhase>(phase);
  page.wire_count = count & 7u;
  return page;
}

TEST(PageMachine, IsItsTruthTable) {
  TruthCheck<Page, PageEvent> check(page_table(), kEvents,
      ask_page_machine, try_page_event, page_event);
  for (unsigned count = 0; count < kWireCountWrap; ++count) {
    SCOPED_TRACE("wire_count " + std::to_string(count));
    for (unsigned phase = 0; phase < kPagePhases; ++phase) {
      for (unsigned event = 0; event < kPageEvents; ++event) {
        const int to = grid_of(count)[phase][event];
        const Page after = page_with(to == x ? 0 : static_cast<unsigned>(to),
                                     count_after(count, static_cast<PageEvent>(event)));
        check.expect(page_with(phase, count), phase, event, to, after, count_is(count));
      }
    }
  }
  check.expect_every_row_used();
}

TEST(PageMachine, UnderflowWrapsAndIsUndoneByOneWiring) {
  Page page = page_with(A, 0);
  page_event(page, PageEvent::unwire);
  EXPECT_EQ(page.wire_count, 7u);
  EXPECT_EQ(page.phase, PagePhase::active);
  page_event(page, PageEvent::wire);  // no rising edge: the page stays on its queue
  EXPECT_EQ(page.wire_count, 0u);
  EXPECT_EQ(page.phase, PagePhase::active);
}

TEST(PageMachine, APhaseOutsideTheEnumAborts) {
  Page page = page_with(5, 0);
  const auto aborted = testing::ExitedWithCode(70);
  EXPECT_EXIT(try_page_event(page, PageEvent::activate), aborted, "phase < phases");
  EXPECT_EXIT(try_page_event(page, PageEvent::wire), aborted, "phase < phases");
}

TEST(PageMachine, AFieldTooNarrowIsSeen) {
  EXPECT_TRUE(machine::has_room<Page>(7, 7));
  EXPECT_FALSE(machine::has_room<Page>(8, 0));
  EXPECT_FALSE(machine::has_room<Page>(0, kWireCountWrap));
}

TEST(PageMachine, AnEventOutsideTheEnumIsNotAllowed) {
  Page page = page_with(A, 0);
  EXPECT_FALSE(try_page_event(page, static_cast<PageEvent>(kPageEvents)));
  EXPECT_FALSE(ask_page_machine(page, static_cast<PageEvent>(kPageEvents)));
  EXPECT_TRUE(page == page_with(A, 0));
}

}  // namespace
}  // namespace vmwire::netbsd
