// What: the rows of operations against their list, and the marks that the rows name.
// fields.cc must not depend on op/, so the two are tied here.
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/ops.h"

namespace vmwire::netbsd {
namespace {

TEST(Ops, StandInTheOrderOfTheirIds) {
  ASSERT_EQ(NetBsd::ops().size(), kOps);
  std::set<std::string_view> names;
  for (unsigned i = 1; i < kOps; ++i) {
    const Op& row = *NetBsd::ops()[i];
    EXPECT_STREQ(row.name, kOpNames[i]);
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(row.by_thread(), i < kThreadOps) << row.name;
    EXPECT_STRNE(row.citation, "") << row.name;
    EXPECT_STRNE(row.sentence, "") << row.name;
    ASSERT_FALSE(row.steps.empty()) << row.name;
    EXPECT_EQ(row.steps.front().number, 0u) << row.name;
  }
  EXPECT_STREQ(NetBsd::ops()[family::number(op::mlock)]->name, "mlock");
  EXPECT_STREQ(NetBsd::ops()[family::number(op::forget)]->name, "forget");
}

TEST(Ops, AreSpelledAlikeInTheFieldsOfAThread) {
  unsigned seen = 0;
  for (const Field& f : fields(Size{})) {
    if (f.member != "op") continue;
    ++seen;
    ASSERT_EQ(f.values(), kThreadOps) << f.name();
    EXPECT_EQ(f.text(0), "-");
    for (unsigned i = 1; i < kThreadOps; ++i) EXPECT_EQ(f.text(i), NetBsd::ops()[i]->name);
  }
  EXPECT_EQ(seen, Size{}.thread_count());
}

TEST(Marks, HaveNamesOfTheirOwnAndNameOperationsThatExist) {
  const family::MarkTable& marks = NetBsd::marks();
  ASSERT_LE(marks.size(), family::MarkTable::kMarksMax);
  std::set<std::string> known = {family::MarkTable::kShared};
  for (unsigned i = 1; i < kOps; ++i) known.insert(kOpNames[i]);
  std::set<std::string> ids;
  for (unsigned i = 0; i < marks.size(); ++i) {
    const Mark& mark = marks[i];
    EXPECT_TRUE(ids.insert(mark.id).second) << mark.id;
    EXPECT_EQ(mark.number, i) << mark.id;
    EXPECT_STRNE(mark.function, "") << mark.id;
    EXPECT_STRNE(mark.text, "") << mark.id;
    EXPECT_STRNE(mark.citation, "") << mark.id;
    std::istringstream list(marks.rows()[i].ops);
    for (std::string name; std::getline(list, name, ',');) {
      EXPECT_EQ(known.count(name), 1u) << mark.id << ": " << name;
    }
  }
}

}  // namespace
}  // namespace vmwire::netbsd
