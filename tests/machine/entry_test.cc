// What: the map entry's lifecycle against a truth table, for every phase, event and wired_count.
// Source: netbsd.md sections 1.2, 2.2, 2.5, 2.7, 2.8; written by hand, apart from entry.cc.
#include "model/netbsd/machine/entry.h"

#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

using Grid = int[kEntryPhases][kEntryEvents];

constexpr int U = 0, P = 1, W = 2, D = 3;
constexpr unsigned kCounts = 4;

const std::vector<std::string> kEvents = {"insert",     "split_pageable", "split_wired",
                                          "wire",       "unwire_one",     "unwire_all",
                                          "unlink",     "merge",          "drop"};

// Columns: insert, split_pageable, split_wired, wire, unwire_one, unwire_all, unlink, merge, drop.
// PAGEABLE with a count and WIRED without one cannot happen; their rows say what would.
constexpr Grid kCountIs0 = {
    /* UNUSED   */ {P, P, x, x, x, x, x, x, x},
    /* PAGEABLE */ {x, x, x, W, x, P, D, U, x},
    /* WIRED    */ {x, x, x, W, x, P, x, x, x},
    /* DEAD     */ {x, x, x, x, x, x, x, x, U},
};
constexpr Grid kCountIs1 = {
    /* UNUSED   */ {P, x, W, x, x, x, x, x, x},
    /* PAGEABLE */ {x, x, x, W, x, P, D, U, x},
    /* WIRED    */ {x, x, x, W, P, P, x, x, x},
    /* DEAD     */ {x, x, x, x, x, x, x, x, U},
};
constexpr Grid kCountIs2 = {
    /* UNUSED   */ {P, x, W, x, x, x, x, x, x},
    /* PAGEABLE */ {x, x, x, W, x, P, D, U, x},
    /* WIRED    */ {x, x, x, W, W, P, x, x, x},
    /* DEAD     */ {x, x, x, x, x, x, x, x, U},
};
constexpr Grid kCountIs3 = {
    /* UNUSED   */ {P, x, W, x, x, x, x, x, x},
    /* PAGEABLE */ {x, x, x, W, x, P, D, U, x},
    /* WIRED    */ {x, x, x, x, W, P, x, x, x},
    /* DEAD     */ {x, x, x, x, x, x, x, x, U},
};
constexpr const Grid* kTruth[kCounts] = {&kCountIs0, &kCountIs1, &kCountIs2, &kCountIs3};

unsigned count_after(unsigned phase, unsigned count, EntryEvent event) {
  switch (event) {
    case EntryEvent::insert: return 0;
    case EntryEvent::wire: return phase == P ? 1 : count + 1;
    case EntryEvent::unwire_one: return count - 1;
    case EntryEvent::unwire_all: return phase == P ? count : 0;
    default: return count;
  }
}

Entry entry_with(unsigned phase, unsigned count) {
  Entry entry = all_ones<Entry>();
  entry.phase = static_cast<EntryPhase>(phase);
  entry.wired_count = count & 3u;
  return entry;
}

TEST(EntryMachine, IsItsTruthTable) {
  TruthCheck<Entry, EntryEvent> check(entry_table(), kEvents,
      ask_entry_machine, try_entry_event, entry_event);
  for (unsigned count = 0; count < kCounts; ++count) {
    SCOPED_TRACE("wired_count " + std::to_string(count));
    for (unsigned phase = 0; phase < kEntryPhases; ++phase) {
      for (unsigned event = 0; event < kEntryEvents; ++event) {
        const int to = (*kTruth[count])[phase][event];
        const Entry after = entry_with(to == x ? 0 : static_cast<unsigned>(to),
                                       count_after(phase, count, static_cast<EntryEvent>(event)));
        check.expect(entry_with(phase, count), phase, event, to, after, count_is(count));
      }
    }
  }
  check.expect_every_row_used();
}

TEST(EntryMachine, WiredIsExactlyACountAboveZeroOverAnyWalk) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Entry entry{};
    unsigned random = seed;
    for (unsigned i = 0; i < 100; ++i) {
      random = random * 1103515245u + 12345u;
      const auto event = static_cast<EntryEvent>((random >> 16) % kEntryEvents);
      try_entry_event(entry, event);
      ASSERT_EQ(entry.phase == EntryPhase::wired, entry.wired());
    }
  }
}

}  // namespace
}  // namespace vmwire::netbsd
