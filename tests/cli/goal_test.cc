// What: goals mean what they say, under renaming too, and mistakes are answered with their column.
// The grammar is in cli/goal_parser.h.
#include "cli/goal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "families/families.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::cli {
namespace {

using netbsd::Size;
using netbsd::World;

/// Named sizes change with what machines can bear; what is tested here does not.
const Size kSize = {.processes = 2, .threads = {2, 1, 1}, .pages = 3, .va_pages = 1,
                    .file_pages = 1, .swap_slots = 1};

/// P0:0 maps page 1, which is wired twice; its entry is not wired; P1.t0 sleeps on page 1.
World world() {
  World w{};
  w.page[0].phase = netbsd::PagePhase::active;
  w.page[1].phase = netbsd::PagePhase::wired;
  w.page[1].wire_count = 2;
  w.page[1].busy = 1;
  w.page[1].busy_by = netbsd::actor_of(id_of<ThreadId>(0));
  w.entry[0][0].phase = netbsd::EntryPhase::pageable;
  w.entry[0][0].end = 1;
  w.entry[0][0].prot = Prot::write;
  w.pte[0][0].phase_bits = 2;
  w.pte[0][0].prot_bits = 2;
  w.pte[0][0].page_bits = 2;  // page 1
  w.thread[2].phase = netbsd::ThreadPhase::sleep_busy;
  w.thread[2].page = 2;
  return w;
}

std::string parse(const std::string& text, bool any_names, Goal& goal, const Size& size = kSize) {
  return Goal::parse(text, *families::find("netbsd"), family::numbers_of(size), any_names, goal);
}

bool holds(const std::string& text, bool any_names, const Size& size = kSize) {
  Goal goal;
  EXPECT_EQ(parse(text, any_names, goal, size), "") << text;
  return goal.holds(family::view_of(world()));
}

std::string where(const Goal& goal) { return goal.where(family::view_of(world())); }

TEST(Goal, MeansWhatItSays) {
  struct Row {
    const char* text;
    bool holds;
  };
  const Row rows[] = {
      {"page[1].wire_count >= 2 && entry[0][0].wired_count == 0", true},
      {"page[1].wire_count > 2", false},
      {"page[1].wire_count < 3", true},
      {"page[1].wire_count <= 1", false},
      {"page[1].wire_count != 2", false},
      {"2 == page[1].wire_count", true},
      {"1 < page[1].wire_count", true},
      {"page[1].phase == WIRED", true},
      {"page[1].phase == wired", true},
      {"page[0].phase == ACTIVE || page[0].phase == INACTIVE", true},
      {"page[0].phase == INACTIVE || page[2].phase == ACTIVE", false},
      {"page[1].busy", true},
      {"page[1].busy == yes", true},
      {"!page[0].busy && !(page[1].busy == no)", true},
      {"!(page[1].busy)", false},
      {"pte[0][0].page == page[1]", true},
      {"pte[0][0].page == 'page 1'", true},
      {"pte[1][0].page == none", true},
      {"pte[1][0].page == '-'", true},
      {"pte[0][0].prot == rw", true},
      {"entry[0][0].prot == pte[0][0].prot", true},
      {"page[1].busy_by == P0.t0", true},
      {"page[0].busy_by == P0.t0", false},
      {"thread[2].phase == SLEEP_BUSY", true},
      {"page[1].wire_count == 2 || page[0].wire_count == 9 && page[0].busy", true},
      {"(page[1].wire_count == 2 || page[0].wire_count == 9) && page[0].busy", false},
      {"  page[1].wire_count==2&&page[1].busy  ", true},
  };
  for (const Row& row : rows) EXPECT_EQ(holds(row.text, false), row.holds) << row.text;
}

TEST(Goal, NamesAnyThingOfItsKindUnderSymmetry) {
  EXPECT_FALSE(holds("page[0].wire_count == 2", false));
  EXPECT_TRUE(holds("page[0].wire_count == 2", true));
  EXPECT_TRUE(holds("pte[0][0].page == page[2] && page[2].wire_count == 2", true));
  // Different names are different things.
  EXPECT_FALSE(holds("page[0].wire_count == 2 && page[1].wire_count == 2", true));
  EXPECT_TRUE(holds("page[2].phase == WIRED && page[1].phase == ACTIVE", true));
  // A process stands for another only if it has as many threads.
  EXPECT_FALSE(holds("pte[1][0].page == page[1]", true));
  Size equal = kSize;
  equal.threads[0] = 1;
  EXPECT_TRUE(holds("pte[1][0].page == page[1]", true, equal));
  EXPECT_FALSE(holds("pte[1][0].page == page[1] && entry[0][0].phase == PAGEABLE", true, equal));
  // Threads of one process stand for each other, and keep to their process.
  EXPECT_TRUE(holds("page[0].busy_by == P0.t1", true));
  EXPECT_FALSE(holds("page[0].busy_by == P1.t0", true));
}

TEST(Goal, SaysWhichThingsItHoldsFor) {
  Goal goal;
  ASSERT_EQ(parse("page[0].wire_count == 2", true, goal), "");
  EXPECT_EQ(where(goal), "page[0] is page[1]; page[1].wire_count is 2");
  ASSERT_EQ(parse("page[1].wire_count == 2 && page[1].busy", true, goal), "");
  EXPECT_EQ(where(goal), "page[1].wire_count is 2, page[1].busy is yes");
}

TEST(Goal, AnswersMistakesWithTheirColumn) {
  struct Row {
    const char* text;
    const char* complaint;
  };
  const Row rows[] = {
      {"", "column 1: expected a field, a number or a word"},
      {"page[0].wire_count >= ", "column 23: expected a field, a number or a word"},
      {"page[0].wire_count = 1", "column 20: '=' is '==' here"},
      {"page[0].wire_count == 1 page[0].busy", "column 25: expected '&&', '||' or the end"},
      {"(page[0].busy", "column 14: expected ')'"},
      {"page[0.busy", "column 7: expected ']'"},
      {"page[0].wire_count == 1x", "column 24: expected an end of the number"},
      {"page[0].wire_count == 99999999999", "column 28: number too large"},
      {"1 == 2", "column 1: one side of a comparison must be a field"},
      {"ACTIVE", "column 1: this alone is no predicate"},
      {"page[0]", "column 1: this alone is no predicate"},
      {"page[0].phase == 'WIRED", "column 18: the quote does not end"},
      {"page[9].busy",
       "column 1: no 'page[9]' in a world of this size; there are page[0], page[1], page[2]"},
      {"file.sise == 1", "column 1: no field of file is named 'sise'; did you mean 'size'?"},
      {"file.teleport == 1",
       "column 1: no field of file is named 'teleport'; see `vmwire list fields netbsd`"},
      {"pages[0].busy", "column 1: no thing in a world is named 'pages'; did you mean 'page'?"},
      {"unwire_pte_bit == always",
       "column 1: unwire_pte_bit is a field of a personality, for --set; those of a world are in "
       "`vmwire list fields netbsd`"},
      {"unwire_pte_bit",
       "column 1: unwire_pte_bit is a field of a personality, for --set; those of a world are in "
       "`vmwire list fields netbsd`"},
      {"page[0].phase == WIRE",
       "column 18: page[0].phase is never 'WIRE'; "
       "it is one of FREE, NONE, ACTIVE, INACTIVE, WIRED"},
  };
  for (const Row& row : rows) {
    Goal goal;
    EXPECT_EQ(parse(row.text, false, goal), row.complaint) << row.text;
  }
  Goal goal;
  EXPECT_NE(parse(std::string(60, '('), false, goal), "");
  EXPECT_NE(parse(std::string(2000, '!'), false, goal), "");
}

/// As `list fields` has them, in quotes.
TEST(Goal, TakesEveryFieldWithEveryValue) {
  for (const families::Family* family : families::all()) {
    const family::SizeView usual = family->sizes.usual;
    for (const family::Field& field : family->fields(usual)) {
      std::string text = field.name();
      for (const std::string& value : field.kind.texts) {
        text += " || " + field.name() + " == '" + value + "'";
      }
      Goal goal;
      EXPECT_EQ(Goal::parse(text, *family, usual, false, goal), "") << field.name();
    }
  }
}

RC_GTEST_PROP(Goal, SurvivesAnyText, ()) {
  std::string text;
  for (unsigned i = *rc::gen::inRange(0u, 12u); i > 0; --i) {
    text += *rc::gen::element<std::string>("page[0]", ".", "wire_count", "==", "!", "(", ")", "&&",
                                           "||", "1", "ACTIVE", "'", "[", "]", " ", "P0.t0", "<",
                                           "entry[0][0].wired_count", "\xff", "pte[0][0].page");
  }
  Goal goal;
  const std::string wrong = parse(text, *rc::gen::arbitrary<bool>(), goal);
  if (wrong.empty()) where(goal);
  RC_ASSERT(wrong.find('\n') == std::string::npos);
}

}  // namespace
}  // namespace vmwire::cli
