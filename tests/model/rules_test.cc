// What: the table of rules, and the laws by which a selection of rules makes a personality.
// Source: netbsd.md sections 5 and 6.1.
// Leaves out: what a rule breaks; see the ladder of bugs.
#include "model/netbsd/personality.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using family::options_of;
using family::Rule;
using family::RuleKind;
using family::Selection;

const std::vector<Rule>& rules() { return rule_table().rules(); }
const Rule* find_rule(const char* id) { return rule_table().find(id); }

std::vector<std::string> rules_on(const Personality& p) {
  return rule_table().on(family::view_of(p));
}
std::string apply(const Selection& selection, Personality& p) {
  return rule_table().apply(selection, family::bytes_of(p));
}

const char* field(const Rule& r) { return rule_table().field_of(r).name; }
const char* on(const Rule& r) { return rule_table().field_of(r).values.at(r.on); }
const char* off(const Rule& r) { return rule_table().field_of(r).values.at(r.off); }
const char* value_of(const Personality& p, const Rule& r) {
  return rule_table().field_of(r).value_in(family::view_of(p));
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
    EXPECT_EQ(personality_table().set(family::bytes_of(p), field(r), on(r)), "") << r.id;
    EXPECT_TRUE(r.is_on(family::view_of(p))) << r.id;
    EXPECT_EQ(personality_table().set(family::bytes_of(p), field(r), off(r)), "") << r.id;
    EXPECT_FALSE(r.is_on(family::view_of(p))) << r.id;
    EXPECT_STRNE(on(r), off(r)) << r.id;
    EXPECT_TRUE(r.companion == nullptr || find_rule(r.companion) != nullptr) << r.id;
    EXPECT_EQ(std::string(r.citation) == "derived:", r.kind == RuleKind::proposed_fix) << r.id;
    const std::vector<const char*> had = rule_table().had(r, versions());
    for (const char* v : had) EXPECT_NE(find_version(v), nullptr) << r.id;
    // A bug is some version's, and neither of the others is.
    EXPECT_EQ(had.empty(), r.kind != RuleKind::bug) << r.id;
  }
  EXPECT_EQ(find_rule("netbsd-none"), nullptr);
}

// "All rules off is the fixed kernel": the record's defaults.
TEST(Rules, OffIsTheDefaultOfTheRecord) {
  for (const Rule& r : rules()) EXPECT_STREQ(value_of(Personality{}, r), off(r)) << r.id;
  EXPECT_TRUE(rules_on(Personality{}).empty());
}

// Two rules of one field agree on what it is without them, so `fixed` has one meaning.
TEST(Rules, RulesOfOneFieldHaveOneOff) {
  for (const Rule& a : rules()) {
    for (const Rule& b : rules()) {
      if (a.place != b.place) continue;
      EXPECT_STREQ(off(a), off(b));
      EXPECT_EQ(&a == &b, std::string(on(a)) == on(b)) << a.id << " " << b.id;
    }
  }
}

TEST(Rules, AVersionHasTheBugsThatNameIt) {
  for (const Version& v : versions()) {
    std::vector<std::string> expected;
    for (const Rule& r : rules()) {
      const std::vector<const char*> had = rule_table().had(r, versions());
      if (std::find(had.begin(), had.end(), v.name) != had.end()) expected.push_back(r.id);
    }
    EXPECT_EQ(rules_on(v.personality), expected) << v.name;
  }
}

// Section 6.1, the rows of the rules that are modelled; and what follows from 1.1.
TEST(Rules, VersionsAreThoseOfSection61) {
  const std::set<std::string> on_in_1_4 = {
      "netbsd-vsunlock-clears-mlock",   "netbsd-wired-clean-no-backing",
      "netbsd-unwire-without-map-lock", "netbsd-deactivate-wired-active",
      "netbsd-unwire-missing-pte-panic", "netbsd-ptrace-promote-removes-wired-pte",
      "netbsd-downgrade-without-busy", "netbsd-vslock-fails-unheard"};
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
    EXPECT_EQ(p.wire_failure, v.personality.wire_failure) << v.name;
  }
}

TEST(Apply, FixedWithOneRuleIsExactlyThatRule) {
  for (const Version& v : versions()) {
    for (const Rule& r : rules()) {
      const Personality p = applied(v, {.fixed = true, .with = {r.id}});
      EXPECT_EQ(rules_on(p), std::vector<std::string>{r.id}) << v.name;
      EXPECT_STREQ(value_of(p, r), on(r));
    }
  }
}

TEST(Apply, ProposedIsFixedWithEveryProposedFix) {
  for (const Version& v : versions()) {
    const Personality p = applied(v, {.proposed = true});
    EXPECT_EQ(rules_on(p), ids_of(RuleKind::proposed_fix)) << v.name;
    EXPECT_EQ(p, applied(v, {.fixed = true, .with = ids_of(RuleKind::proposed_fix)})) << v.name;
    EXPECT_EQ(p, applied(v, {.fixed = true, .proposed = true})) << v.name;
  }
}

TEST(Apply, ProposedWithoutAFixLacksThatOne) {
  for (const std::string& id : ids_of(RuleKind::proposed_fix)) {
    std::vector<std::string> expected = ids_of(RuleKind::proposed_fix);
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
  const Version& buggy = *find_version("netbsd-1.4");
  ASSERT_NE(applied(buggy, {.fixed = true}).wire_lock, WireLock::busy);
  EXPECT_EQ(applied(buggy, {.fixed = true, .set = {{"wire_lock", "busy"}}}).wire_lock,
            WireLock::busy);
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
      // A rule and its own field: as a rule both with and without.
      {.with = {skips}, .set = {{"page_protect_wired", "panic"}}},
      {.without = {skips}, .set = {{"page_protect_wired", "skip"}}},
  };
  for (const Selection& selection : refused) {
    Personality p = find_version("netbsd-1.4")->personality;
    const std::string wrong = apply(selection, p);
    EXPECT_NE(wrong, "") << options_of(selection);
    EXPECT_EQ(wrong.find('\n'), std::string::npos) << wrong;
    EXPECT_EQ(p, find_version("netbsd-1.4")->personality) << options_of(selection);
  }
}

TEST(Apply, ARuleAndItsOwnFieldMayAgree) {
  const Version& v = *find_version("netbsd-1.4");
  const std::string skips = "netbsd-page-protect-skips-wired";
  const Selection both = {.with = {skips}, .set = {{"page_protect_wired", "skip"}}};
  EXPECT_EQ(applied(v, both).page_protect_wired, PageProtectWired::skip);
  const Selection other = {.without = {skips}, .set = {{"page_protect_wired", "panic"}}};
  EXPECT_EQ(applied(v, other).page_protect_wired, PageProtectWired::panic);
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
  std::set<std::size_t> taken;
  for (const Rule& r : rules()) {
    const int choice = *rc::gen::inRange(0, 3);
    if (choice == 1 && taken.insert(r.place).second) s.with.push_back(r.id);
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
    const std::vector<std::string> now = rules_on(p);
    const auto is_on = [&now](const std::string& id) {
      return std::find(now.begin(), now.end(), id) != now.end();
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
