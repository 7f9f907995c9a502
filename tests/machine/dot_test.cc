// What: the drawing of a lifecycle holds every phase and row, escapes its texts, and is repeatable.
// The Graphviz DOT language.
#include "model/core/machine/dot.h"

#include <gtest/gtest.h>

#include "model/netbsd/machine/entry.h"
#include "model/netbsd/machine/page.h"
#include "model/netbsd/machine/process.h"
#include "model/netbsd/machine/pte.h"
#include "model/netbsd/machine/swap_slot.h"
#include "model/netbsd/machine/thread.h"

namespace vmwire {
namespace {

unsigned occurrences(const std::string& text, const std::string& part) {
  unsigned count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class DotOfMachine : public testing::TestWithParam<MachineTable (*)()> {};

TEST_P(DotOfMachine, HoldsEveryPhaseAndEveryRowOnce) {
  const MachineTable table = GetParam()();
  const std::string dot = to_dot(table);
  EXPECT_EQ(occurrences(dot, "digraph"), 1u);
  EXPECT_EQ(occurrences(dot, " -> "), table.rows.size());
  for (const std::string& phase : table.phases) {
    EXPECT_EQ(occurrences(dot, "\n  \"" + phase + "\";\n"), 1u) << phase;
  }
  for (const MachineRow& row : table.rows) {
    std::string label = row.event;
    if (!row.guard.empty()) label += " [" + row.guard + "]";
    const std::string edge =
        "\"" + row.from + "\" -> \"" + row.to + "\" [label=\"" + label + "\"];\n";
    EXPECT_EQ(occurrences(dot, edge), 1u) << edge;
  }
}

TEST_P(DotOfMachine, IsTheSameTwice) { EXPECT_EQ(to_dot(GetParam()()), to_dot(GetParam()())); }

INSTANTIATE_TEST_SUITE_P(All, DotOfMachine,
                         testing::Values(netbsd::page_table, netbsd::pte_table,
                                         netbsd::entry_table, netbsd::thread_table,
                                         netbsd::process_table, netbsd::slot_table));

TEST(Dot, DrawsTheSwapSlot) {
  EXPECT_EQ(to_dot(netbsd::slot_table()),
            "digraph \"swap_slot\" {\n"
            "  rankdir=LR;\n"
            "  label=\"A swap slot: free, in use by one anon, or bad."
            " (netbsd.md 1.8, 2.9, 2.15)\";\n"
            "  \"FREE\";\n"
            "  \"IN_USE\";\n"
            "  \"BAD\";\n"
            "  \"FREE\" -> \"IN_USE\" [label=\"assign\"];\n"
            "  \"IN_USE\" -> \"FREE\" [label=\"release\"];\n"
            "  \"IN_USE\" -> \"BAD\" [label=\"mark_bad\"];\n"
            "}\n");
}

TEST(Dot, PutsGuardsInBracketsAndEscapesQuotes) {
  const MachineTable table{"a\"b", "w\\", "s", {"P"}, {{"P", "e", "P", "n > 1"}}};
  const std::string dot = to_dot(table);
  EXPECT_NE(dot.find("digraph \"a\\\"b\""), std::string::npos);
  EXPECT_NE(dot.find("w\\\\"), std::string::npos);
  EXPECT_NE(dot.find("\"P\" -> \"P\" [label=\"e [n > 1]\"];"), std::string::npos);
}

}  // namespace
}  // namespace vmwire
