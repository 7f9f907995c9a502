// What: the table of operations, and the other places that spell the same names.
// Source: derived: fields.cc must not depend on op/, so the two are tied here.
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/op.h"

namespace vmwire::netbsd {
namespace {

TEST(Ops, StandInTheOrderOfTheirIds) {
  ASSERT_EQ(ops().size(), kOps);
  for (unsigned i = 0; i < kOps; ++i) {
    EXPECT_EQ(static_cast<unsigned>(ops()[i].id), i);
    EXPECT_EQ(&op_info(ops()[i].id), &ops()[i]);
    EXPECT_EQ(find_op(ops()[i].name), i == 0 ? nullptr : &ops()[i]);
    EXPECT_EQ(std::string(ops()[i].actor) == "thread", i > 0 && i < kThreadOps) << ops()[i].name;
  }
  EXPECT_EQ(find_op("madvise"), nullptr);
}

TEST(Ops, AreSpelledAlikeInTheFieldsOfAThread) {
  unsigned seen = 0;
  for (const Field& f : fields(Size{})) {
    if (f.member != "op") continue;
    ++seen;
    ASSERT_EQ(f.values, kThreadOps) << f.name();
    EXPECT_EQ(f.text(0), "-");
    for (unsigned i = 1; i < kThreadOps; ++i) EXPECT_EQ(f.text(i), ops()[i].name);
  }
  EXPECT_EQ(seen, Size{}.thread_count());
}

TEST(Marks, HaveNamesOfTheirOwnAndNameOperationsThatExist) {
  ASSERT_LE(marks().size(), kMarksMax);
  std::set<std::string> ids;
  for (const Mark& mark : marks()) {
    EXPECT_TRUE(ids.insert(mark.id).second) << mark.id;
    EXPECT_STRNE(mark.text, "") << mark.id;
    EXPECT_STRNE(mark.citation, "") << mark.id;
    std::istringstream list(mark.op);
    for (std::string op; std::getline(list, op, ',');) {
      EXPECT_TRUE(op == "fault" || find_op(op) != nullptr) << mark.id << ": " << op;
    }
  }
}

}  // namespace
}  // namespace vmwire::netbsd
