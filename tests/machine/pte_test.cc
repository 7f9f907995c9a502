// What: a page table entry's lifecycle against a truth table, for each protection held and given.
// Source: netbsd.md sections 1.7 and 2.0; written by hand, apart from pte.cc.
#include "model/netbsd/machine/pte.h"

#include "tests/machine/truth.h"

namespace vmwire::netbsd {
namespace {

constexpr int A = 0, P = 1, W = 2;
constexpr unsigned kProts = 3;

const std::vector<std::string> kEvents = {"enter",   "enter_wired", "unwire",
                                          "protect", "remove",      "forget"};

// Columns: enter, enter_wired, unwire, protect to an equal or lower protection, remove, forget.
constexpr int kTruth[kPtePhases][kPteEvents] = {
    /* ABSENT  */ {P, W, x, x, x, x},
    /* PRESENT */ {P, W, P, P, A, A},
    /* WIRED   */ {P, W, P, W, A, x},
};

Pte pte_with(unsigned phase, unsigned prot, PageId page) {
  Pte pte = all_ones<Pte>();
  pte.phase_bits = phase & 3u;
  pte.prot_bits = prot & 3u;
  pte.page_bits = static_cast<unsigned>(page) & 7u;
  return pte;
}

Pte pte_after(const Pte& before, PteEvent event, unsigned phase, PageId page, Prot prot) {
  switch (event) {
    case PteEvent::enter:
    case PteEvent::enter_wired: return pte_with(phase, static_cast<unsigned>(prot), page);
    case PteEvent::protect: return pte_with(phase, static_cast<unsigned>(prot), before.page());
    case PteEvent::remove:
    case PteEvent::forget: return pte_with(phase, 0, PageId::none);
    default: return pte_with(phase, before.prot_bits, before.page());
  }
}

TEST(PteMachine, IsItsTruthTable) {
  TruthCheck<Pte, PteEvent, PageId, Prot> check(pte_table(), kEvents,
      try_pte_event, try_pte_event, pte_event);
  const PageId old_page = id_of<PageId>(4), new_page = id_of<PageId>(1);
  for (unsigned held = 0; held < kProts; ++held) {
    for (unsigned given = 0; given < kProts; ++given) {
      SCOPED_TRACE("held " + std::to_string(held) + ", given " + std::to_string(given));
      const GuardHolds holds = [&](const std::string& text) {
        return text == "prot <= pte.prot" ? given <= held : no_guard(text);
      };
      for (unsigned phase = 0; phase < kPtePhases; ++phase) {
        for (unsigned event = 0; event < kPteEvents; ++event) {
          const auto e = static_cast<PteEvent>(event);
          const bool raised = e == PteEvent::protect && given > held;
          const int to = raised ? x : kTruth[phase][event];
          const Pte before = pte_with(phase, held, old_page);
          const Pte after = pte_after(before, e, to == x ? 0 : static_cast<unsigned>(to),
                                      new_page, static_cast<Prot>(given));
          check.expect(before, phase, event, to, after, holds, new_page, static_cast<Prot>(given));
        }
      }
    }
  }
  check.expect_every_row_used();
}

TEST(PteMachine, EnteringNoPageAborts) {
  Pte pte{};
  EXPECT_EXIT(pte_event(pte, PteEvent::enter), testing::ExitedWithCode(70), "PageId::none");
}

}  // namespace
}  // namespace vmwire::netbsd
