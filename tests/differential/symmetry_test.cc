// What: with symmetry the search finds what it finds without, and each law as near.
// Every rule on its own, on top of --fixed. The argument: docs/internals/canonicalization.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "explorer/expansion.h"
#include "tests/differential/small.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"

namespace vmwire::netbsd {
namespace {

using explorer::initial_states_of;
using explorer::packed;
using explorer::Reduce;

struct Case {
  Size size;
  OpSet ops;
};

/// Small enough to be searched without symmetry.
const Case kCases[] = {
    // Both threads at once, all that can happen to one shared or private page, and the pagedaemon.
    {{.processes = 1, .threads = {2, 1, 1}, .pages = 2, .file_pages = 0, .swap_slots = 0},
     only(op::mmap, op::mlock, op::munlock, op::physio, op::write, op::munmap,
          op::forget)},
    // The file, and swap, one operation at a time.
    {{.processes = 1, .threads = {2, 1, 1}, .in_flight = 1, .pages = 2, .wired_count_max = 1},
     only(op::mmap, op::mlock, op::munlock, op::write, op::truncate, op::extend,
          op::deactivate, op::scan_inactive, op::pageout_done)},
    // Two processes, where fork gives names to a child.
    {{.processes = 2, .threads = {1, 1, 1}, .in_flight = 2, .pages = 2, .file_pages = 0,
      .swap_slots = 0, .wired_count_max = 1},
     only(op::mmap, op::mlock, op::write, op::fork)},
};

class Symmetry : public ::testing::TestWithParam<std::string> {};

TEST_P(Symmetry, ChangesNoVerdict) {
  Selection selection{.fixed = true};
  if (!GetParam().empty()) {
    const family::Rule& rule = *rule_table().find(GetParam());
    selection.with = {rule.id};
    if (rule.companion != nullptr) selection.with.push_back(rule.companion);
  }
  for (const Case& c : kCases) {
    const auto model = opened({personality_of("netbsd-1.6", selection), c.size, c.ops});
    SCOPED_TRACE(options_of(c.size));
    explorer::Options options;
    options.all_violations = true;
    const auto quotient = model->search(options, nullptr);
    options.reduce = Reduce::none;
    const auto raw = model->search(options, nullptr);
    ASSERT_TRUE(quotient.exhaustive && raw.exhaustive);
    EXPECT_EQ(raw.verdict, quotient.verdict);
    EXPECT_EQ(depths(raw), depths(quotient));
    EXPECT_GT(raw.states, quotient.states);
    EXPECT_GE(raw.depth, quotient.depth);
    std::set<std::string> stuck[2];
    for (const auto& v : raw.violations) stuck[0].insert(name(v.kind));
    for (const auto& v : quotient.violations) stuck[1].insert(name(v.kind));
    EXPECT_EQ(stuck[0], stuck[1]);
  }
}

std::vector<std::string> rule_ids() {
  std::vector<std::string> ids = {""};
  for (const family::Rule& rule : rule_table().rules()) ids.push_back(rule.id);
  return ids;
}

INSTANTIATE_TEST_SUITE_P(EachRule, Symmetry, ::testing::ValuesIn(rule_ids()),
                         [](const ::testing::TestParamInfo<std::string>& info) {
                           std::string id = info.param.empty() ? "fixed" : info.param;
                           std::replace(id.begin(), id.end(), '-', '_');
                           return id;
                         });

/// The states found with symmetry are exactly the classes of those found without.
TEST(Quotient, IsTheSetOfNormalForms) {
  for (const Case& c : kCases) {
    Model model({personality_of("netbsd-1.6", {.proposed = true}), c.size, c.ops});
    std::set<std::vector<std::byte>> classes, found;
    for_each_reachable(model, Reduce::none, initial_states_of(model),
                       [&](World w, const auto&, std::uint32_t) {
                         model.canonicalize(w);
                         classes.insert(packed(model, w));
                       });
    for_each_reachable(model, Reduce::symmetry, initial_states_of(model),
                       [&](const World& w, const auto&, std::uint32_t) {
                         found.insert(packed(model, w));
                       });
    EXPECT_EQ(found.size(), classes.size());
    EXPECT_TRUE(found == classes);
  }
}

}  // namespace
}  // namespace vmwire::netbsd
