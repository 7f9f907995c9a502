// What: the table of personality fields against the record, and the versions against the source.
// Source: netbsd.md sections 6 and 6.1, copied here by hand, row by row.
// Leaves out: rules; see rules_test.cc.
#include "model/netbsd/personality.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace vmwire::netbsd {
namespace {

using family::bytes_of;
using family::PersonalityField;
using family::view_of;

const std::vector<PersonalityField>& personality_fields() { return personality_table().fields(); }

unsigned number_of(const Personality& p, const PersonalityField& f) { return view_of(p)[f.place]; }

std::string value_of(const Personality& p, const std::string& field) {
  const PersonalityField* f = personality_table().find(field);
  return f == nullptr ? "no such field" : f->values.at(number_of(p, *f));
}

TEST(PersonalityFields, EachByteOfTheRecordHasOneField) {
  std::set<std::size_t> places;
  for (const PersonalityField& f : personality_fields()) {
    EXPECT_TRUE(places.insert(f.place).second) << f.name;
    EXPECT_LT(f.place, sizeof(Personality)) << f.name;
    EXPECT_EQ(personality_table().find(f.name), &f);
    EXPECT_EQ(f.usual, number_of(Personality{}, f)) << f.name;
    EXPECT_GE(f.values.size(), 2u) << f.name;
    EXPECT_STRNE(f.citation, "") << f.name;
  }
  EXPECT_EQ(places.size(), sizeof(Personality));
}

// The last value of each enum: a value that the table forgets or swaps shows here.
TEST(PersonalityFields, SpellingFollowsTheEnums) {
  Personality p;
  p.nested_munlock = NestedMunlock::all_at_once;
  p.wire_protection = WireProtection::maximum;
  p.wire_amap_copy = WireAmapCopy::max_prot_or_no_object;
  p.wire_prot_none = WireProtNone::einval;
  p.wire_lock = WireLock::busy;
  p.unwire_missing_pte = UnwireMissingPte::skip;
  p.unwire_pte_bit = UnwirePteBit::if_entry_unwired;
  p.unwire_map_lock = UnwireMapLock::read;
  p.wired_swap_page = WiredSwapPage::dirty_first;
  p.deactivate = Deactivate::clear_referenced;
  p.deactivate_wired = DeactivateWired::checked;
  p.page_wire_queue = PageWireQueue::leaves;
  p.page_protect_wired = PageProtectWired::panic;
  p.fork_wired = ForkWired::cow_now;
  p.promote_unmaps = PromoteUnmaps::sharers;
  p.wire_edge = WireEdge::wired_bit;
  p.waiting_writer = WaitingWriter::lets_readers_pass;
  p.wire_failure = WireFailure::write_lock;
  p.vslock_failure = VslockFailure::reported;
  p.vmapbuf_missing = VmapbufMissing::previous_frame;
  p.fault_access = FaultAccess::anew;
  p.vslock_hold = VslockHold::mapping;
  p.mlock_undo = MlockUndo::ptes_too;
  p.fault_restart = FaultRestart::sticky;
  p.page_shortage = PageShortage::fails;
  p.cow_now_shortage = CowNowShortage::fails;
  p.prot_none_wired = ProtNoneWired::keeps;
  p.fork_shared = ForkShared::copies_now;
  const char* spelled[][2] = {
      {"nested_munlock", "all_at_once"},     {"wire_protection", "maximum"},
      {"wire_amap_copy", "max_prot_or_no_object"}, {"wire_prot_none", "einval"},
      {"wire_lock", "busy"},                 {"unwire_missing_pte", "skip"},
      {"unwire_pte_bit", "if_entry_unwired"}, {"unwire_map_lock", "read"},
      {"wired_swap_page", "dirty_first"},    {"deactivate", "clear_referenced"},
      {"deactivate_wired", "checked"},       {"page_wire_queue", "leaves"},
      {"page_protect_wired", "panic"},       {"fork_wired", "cow_now"},
      {"promote_unmaps", "sharers"},         {"wire_edge", "wired_bit"},
      {"vslock_hold", "mapping"},            {"mlock_undo", "ptes_too"},
      {"waiting_writer", "lets_readers_pass"}, {"wire_failure", "write_lock"},
      {"vslock_failure", "reported"},        {"vmapbuf_missing", "previous_frame"},
      {"fault_access", "anew"},
      {"fault_restart", "sticky"}, {"page_shortage", "fails"}, {"cow_now_shortage", "fails"},
      {"prot_none_wired", "keeps"},          {"fork_shared", "copies_now"},
  };
  EXPECT_LE(std::size(spelled), personality_fields().size());  // a new field needs no row here
  for (const auto& [field, value] : spelled) {
    EXPECT_EQ(value_of(p, field), value) << field;
    const PersonalityField& f = *personality_table().find(field);
    EXPECT_EQ(number_of(p, f) + 1, f.values.size()) << field;
  }
}

TEST(PersonalityFields, SetChangesOneFieldAndNoOther) {
  for (const PersonalityField& f : personality_fields()) {
    for (unsigned v = 0; v < f.values.size(); ++v) {
      Personality p;
      EXPECT_EQ(personality_table().set(bytes_of(p), f.name, f.values[v]), "");
      EXPECT_EQ(number_of(p, f), v);
      for (const PersonalityField& other : personality_fields()) {
        if (&other == &f) continue;
        EXPECT_EQ(number_of(p, other), number_of(Personality{}, other)) << other.name;
      }
    }
  }
}

TEST(PersonalityFields, ComplaintsNameTheChoices) {
  Personality p;
  const auto set = [&p](const char* field, const char* value) {
    return personality_table().set(bytes_of(p), field, value);
  };
  EXPECT_EQ(set("wire_prot_none", "panic"),
            "personality field wire_prot_none cannot be 'panic'; it can be: unchecked, einval");
  EXPECT_EQ(set("wire_lok", "x"),
            "no personality field is named 'wire_lok'; did you mean 'wire_lock'?");
  EXPECT_EQ(set("teleport", "x"),
            "no personality field is named 'teleport'; see `vmwire list kernels`");
  EXPECT_EQ(p, Personality{});
}

// Section 6, the columns of 1.4 and 1.6. A star marks a corrected form: the historical one of that
// version is not modelled yet, and later_forms says so.
TEST(Versions, FollowTheTableOfSectionSix) {
  struct Row {
    const char* field;
    const char* in_1_4;
    const char* in_1_6;
  };
  const Row rows[] = {
      {"nested_munlock", "decrement", "all_at_once"},
      {"wire_protection", "current", "maximum"},
      {"wire_amap_copy", "prot", "max_prot_or_no_object"},
      {"wire_prot_none", "unchecked", "einval"},
      {"wire_lock", "downgrade", "downgrade_and_busy"},
      {"waiting_writer", "blocks_readers", "blocks_readers"},
      {"wire_failure", "read_lock", "write_lock"},
      {"vslock_failure", "ignored", "reported"},
      {"vmapbuf_missing", "panics", "panics"},
      {"unwire_missing_pte", "panic", "skip"},
      {"unwire_pte_bit", "always", "if_entry_unwired"},
      {"unwire_map_lock", "none", "read"},
      {"wired_swap_page", "keeps_clean", "dirty_first"},
      {"deactivate", "clear_referenced" /* * unmap */, "clear_referenced"},
      {"deactivate_wired", "unchecked", "checked"},
      {"page_wire_queue", "leaves", "leaves"},
      {"page_protect_wired", "remove", "remove"},
      {"fork_wired", "cow_now", "cow_now"},
      {"promote_unmaps", "every_mapping", "every_mapping"},
      {"wire_edge", "wire_fault", "wire_fault"},
      {"vslock_hold", "nothing", "nothing"},
      {"mlock_undo", "page_counts", "page_counts"},
      {"fault_restart", "anew", "anew"},
      {"fault_access", "kept", "kept"},
      {"page_shortage", "sleeps", "sleeps"},
      {"cow_now_shortage", "sleeps", "sleeps"},
      {"prot_none_wired", "removes", "removes"},
      {"fork_shared", "cow", "cow"},
  };
  EXPECT_LE(std::size(rows), personality_fields().size());
  ASSERT_NE(find_version("netbsd-1.4"), nullptr);
  ASSERT_NE(find_version("netbsd-1.6"), nullptr);
  for (const Row& row : rows) {
    EXPECT_EQ(value_of(find_version("netbsd-1.4")->personality, row.field), row.in_1_4);
    EXPECT_EQ(value_of(find_version("netbsd-1.6")->personality, row.field), row.in_1_6);
  }
}

// Section 6.1, what was on in a version and is not a rule here yet.
TEST(Versions, LaterFormsNameTheRulesThatAreToCome) {
  struct Row {
    const char* rule;
    bool in_1_4, in_1_6;
  };
  const Row rows[] = {
      {"netbsd-inactive-must-be-unmapped", true, false},
      {"netbsd-pageout-write-protects-wired", true, false},
      {"netbsd-pageout-failure-frees-page", true, false},
      {"netbsd-swap-slot-freed-during-write", true, false},
      {"netbsd-async-put-turned-sync", true, false},
      {"netbsd-pmap-enter-cannot-fail", true, false},
      {"netbsd-intrsafe-fault-lock", true, false},
      {"netbsd-new-anon-unlocked", true, false},
      {"netbsd-loan-of-wired-page", true, false},
      {"netbsd-cow-now-restart", true, true},
      {"netbsd-clip-outside-entry", true, true},
  };
  const auto names = [](const char* version, const char* rule) {
    for (const char* form : find_version(version)->later_forms) {
      if (std::strstr(form, rule) != nullptr) return true;
    }
    return false;
  };
  for (const Row& row : rows) {
    EXPECT_EQ(names("netbsd-1.4", row.rule), row.in_1_4) << row.rule;
    EXPECT_EQ(names("netbsd-1.6", row.rule), row.in_1_6) << row.rule;
  }
}

TEST(Versions, AreFoundByName) {
  for (const Version& v : versions()) EXPECT_EQ(find_version(v.name), &v);
  EXPECT_EQ(find_version("netbsd"), nullptr);
}

}  // namespace
}  // namespace vmwire::netbsd
