// What: the table of rules, and the laws by which a selection of rules makes a personality.
// Source: netbsd.md sections 5 and 6.1; rules.h.
// Leaves out: what a rule breaks; see the ladder of bugs.
#include "model/netbsd/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace vmwire::netbsd {
namespace {

std::string value_of(const Personality& p, const std::string& field) {
  const PersonalityField* f = find_personality_field(field);
  return f == nullptr ? "no such field" : f->values.at(f->get(p));
}

/// The version's personality under the selection, which must be acceptable.
Personality applied(const Version& v, const Selection& selection) {
  Personality p = v.personality;
  EXPECT_EQ(apply(selection, p), "");
  return p;
}

std::vector<std::string> ids_of(RuleKind kind) {
  std::vector<std::string> ids;
  for (const Rule& r : rules()) {
    if (r.kind == kind) ids.push_back(r.id);
  }
  return ids;
}

TEST(Rules, EachRowNamesAFieldAndTwoOfItsValues) {
  std::set<std::string> ids;
  for (const Rule& r : rules()) {
    EXPECT_TRUE(ids.insert(r.id).second) << r.id;
    EXPECT_EQ(find_rule(r.id), &r);
    Personality p;
    EXPECT_EQ(set_personality(p, r.field, r.on), "") << r.id;
    EXPECT_EQ(set_personality(p, r.field, r.off), "") << r.id;
    EXPECT_STRNE(r.on, r.off) << r.id;
    EXPECT_TRUE(r.companion == nullptr || find_rule(r.companion) != nullptr) << r.id;
    EXPECT_EQ(std::string(r.citation) == "derived:", r.kind == RuleKind::mending) << r.id;
    for (const char* v : r.versions) EXPECT_NE(find_version(v), nullptr) << r.id;
    // A bug is some version's, and neither of the others is.
    EXPECT_EQ(r.versions.empty(), r.kind != RuleKind::bug) << r.id;
  }
  EXPECT_EQ(find_rule("netbsd-none"), nullptr);
}

// "All rules off is the fixed kernel": the record's defaults.
TEST(Rules, OffIsTheDefaultOfTheRecord) {
  for (const Rule& r : rules()) EXPECT_EQ(value_of(Personality{}, r.field), r.off) << r.id;
  EXPECT_TRUE(rules_on(Personality{}).empty());
}

// Two rules of one field agree on what it is without them, so `fixed` has one meaning.
TEST(Rules, RulesOfOneFieldHaveOneOff) {
  for (const Rule& a : rules()) {
    for (const Rule& b : rules()) {
      if (std::string(a.field) != b.field) continue;
      EXPECT_STREQ(a.off, b.off);
      EXPECT_EQ(&a == &b, std::string(a.on) == b.on) << a.id << " " << b.id;
    }
  }
}

TEST(Rules, AVersionHasTheBugsThatNameIt) {
  for (const Version& v : versions()) {
    std::vector<std::string> expected;
    for (const Rule& r : rules()) {
      const bool had = std::any_of(r.versions.begin(), r.versions.end(),
                                   [&v](const char* name) { return std::string(v.name) == name; });
      if (had) expected.push_back(r.id);
    }
    EXPECT_EQ(rules_on(v.personality), expected) << v.name;
  }
}

// Section 6.1, the rows of the rules that are modelled.
TEST(Rules, VersionsAreThoseOfSection61) {
  const std::set<std::string> on_in_1_4 = {
      "netbsd-vsunlock-clears-mlock",   "netbsd-wired-clean-no-backing",
      "netbsd-unwire-without-map-lock", "netbsd-deactivate-wired-active",
      "netbsd-unwire-missing-pte-panic"};
  const auto now = [](const char* version) {
    const std::vector<std::string> on = rules_on(find_version(version)->personality);
    return std::set<std::string>(on.begin(), on.end());
  };
  EXPECT_EQ(now("netbsd-1.4"), on_in_1_4);
  EXPECT_EQ(now("netbsd-1.6"), std::set<std::string>{});
  EXPECT_STREQ(find_rule("netbsd-deactivate-wired-active")->companion, "netbsd-wire-keeps-queue");
}

TEST(Apply, AnEmptySelectionChangesNothing) {
  for (const Version& v : versions()) EXPECT_EQ(applied(v, {}), v.personality);
}

TEST(Apply, FixedTurnsEveryRuleOffAndKeepsOtherBehaviours) {
  for (const Version& v : versions()) {
    const Personality p = applied(v, {.fixed = true});
    EXPECT_TRUE(rules_on(p).empty()) << v.name;
    EXPECT_EQ(p.nested_munlock, v.personality.nested_munlock) << v.name;
    EXPECT_EQ(p.wire_lock, v.personality.wire_lock) << v.name;
  }
}

TEST(Apply, FixedWithOneRuleIsExactlyThatRule) {
  for (const Version& v : versions()) {
    for (const Rule& r : rules()) {
      const Personality p = applied(v, {.fixed = true, .with = {r.id}});
      EXPECT_EQ(rules_on(p), std::vector<std::string>{r.id}) << v.name;
      EXPECT_EQ(value_of(p, r.field), r.on);
    }
  }
}

TEST(Apply, ProposedIsFixedWithEveryMending) {
  for (const Version& v : versions()) {
    const Personality p = applied(v, {.proposed = true});
    EXPECT_EQ(rules_on(p), ids_of(RuleKind::mending)) << v.name;
    EXPECT_EQ(p, applied(v, {.fixed = true, .with = ids_of(RuleKind::mending)})) << v.name;
    EXPECT_EQ(p, applied(v, {.fixed = true, .proposed = true})) << v.name;
  }
}

TEST(Apply, ProposedWithoutAMendingLacksThatOne) {
  for (const std::string& id : ids_of(RuleKind::mending)) {
    std::vector<std::string> expected = ids_of(RuleKind::mending);
    expected.erase(std::find(expected.begin(), expected.end(), id));
    for (const Version& v : versions()) {
      EXPECT_EQ(rules_on(applied(v, {.proposed = true, .without = {id}})), expected) << id;
    }
  }
}

TEST(Apply, WithoutRestoresOffOnlyWhereTheRuleIsOn) {
  const Version& v = *find_version("netbsd-1.4");
  EXPECT_EQ(applied(v, {.without = {"netbsd-vsunlock-clears-mlock"}}).unwire_pte_bit,
            UnwirePteBit::if_entry_unwired);
  // The field belongs to the other policy, so that turning this one off leaves it.
  EXPECT_EQ(applied(v, {.with = {"netbsd-page-protect-skips-wired"},
                        .without = {"netbsd-page-protect-panics-on-wired"}}).page_protect_wired,
            PageProtectWired::skip);
}

TEST(Apply, SetComesLast) {
  const Version& v = *find_version("netbsd-1.6");
  EXPECT_EQ(applied(v, {.with = {"netbsd-cow-of-wired-page"},
                        .set = {{"fork_wired", "cow_now"}}}).fork_wired, ForkWired::cow_now);
  EXPECT_EQ(applied(v, {.set = {{"wire_lock", "busy"}}}).wire_lock, WireLock::busy);
}

TEST(Apply, RefusesWhatHasNoMeaningAndChangesNothing) {
  const std::string skips = "netbsd-page-protect-skips-wired";
  const std::string panics = "netbsd-page-protect-panics-on-wired";
  const Selection refused[] = {
      {.with = {"netbsd-none"}},
      {.without = {"netbsd-none"}},
      {.with = {skips}, .without = {skips}},
      {.with = {skips, panics}},
      {.with = {panics, skips}},
      {.proposed = true, .set = {{"no_field", "x"}}},
      {.fixed = true, .set = {{"wire_lock", "none"}}},
      {.set = {{"wire_lock", "busy"}, {"wire_lock", "downgrade"}}},
  };
  for (const Selection& selection : refused) {
    Personality p = find_version("netbsd-1.4")->personality;
    const std::string wrong = apply(selection, p);
    EXPECT_NE(wrong, "") << options_of(selection);
    EXPECT_EQ(wrong.find('\n'), std::string::npos) << wrong;
    EXPECT_EQ(p, find_version("netbsd-1.4")->personality) << options_of(selection);
  }
}

TEST(Options, AreShortAndComplete) {
  EXPECT_EQ(options_of(Selection{}), "");
  EXPECT_EQ(options_of({.fixed = true}), "--fixed");
  EXPECT_EQ(options_of({.fixed = true, .proposed = true}), "--proposed");
  EXPECT_EQ(options_of({.fixed = true, .with = {"a", "b", "a"}, .without = {"c"},
                        .set = {{"f", "v"}}}),
            "--fixed --with a --with b --without c --set f=v");
}

/// A selection that apply accepts: each rule with, without or left alone, one rule a field.
Selection any_selection() {
  Selection s;
  s.fixed = *rc::gen::arbitrary<bool>();
  s.proposed = *rc::gen::arbitrary<bool>();
  std::set<std::string> taken;
  for (const Rule& r : rules()) {
    const int choice = *rc::gen::inRange(0, 3);
    if (choice == 1 && taken.insert(r.field).second) s.with.push_back(r.id);
    if (choice == 2) s.without.push_back(r.id);
  }
  return s;
}

RC_GTEST_PROP(Apply, OrderDoesNotMatter, ()) {
  const Selection s = any_selection();
  Selection shuffled = s;
  // A cyclic shift and a reversal together make any two ids change places.
  for (auto* ids : {&shuffled.with, &shuffled.without}) {
    if (ids->empty()) continue;
    const auto shift = *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(*ids));
    std::rotate(ids->begin(), ids->begin() + shift, ids->end());
    if (*rc::gen::arbitrary<bool>()) std::reverse(ids->begin(), ids->end());
  }
  for (const Version& v : versions()) {
    Personality a = v.personality, b = v.personality;
    RC_ASSERT(apply(s, a) == "");
    RC_ASSERT(apply(shuffled, b) == "");
    RC_ASSERT(a == b);
  }
}

RC_GTEST_PROP(Apply, EveryRuleIsAsItWasAskedFor, ()) {
  const Selection s = any_selection();
  for (const Version& v : versions()) {
    Personality p = v.personality;
    RC_ASSERT(apply(s, p) == "");
    const std::vector<std::string> on = rules_on(p);
    const auto is_on = [&on](const std::string& id) {
      return std::find(on.begin(), on.end(), id) != on.end();
    };
    for (const std::string& id : s.with) RC_ASSERT(is_on(id));
    for (const std::string& id : s.without) RC_ASSERT(!is_on(id));
    // Applying the same selection again changes nothing.
    Personality again = p;
    RC_ASSERT(apply(s, again) == "");
    RC_ASSERT(again == p);
  }
}

}  // namespace
}  // namespace vmwire::netbsd
