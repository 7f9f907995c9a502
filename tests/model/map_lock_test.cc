// What: the map's lock: waiting writers, who waits for itself, what mlock holds and when it looks.
// The interface: Step::lock_map_write (model/netbsd/step.h); netbsd.md sections 1.1, 2.4, 2.5.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/question.h"

namespace vmwire::netbsd {
namespace {

using explorer::Verdict;

const Size kTiny = named_size("tiny");
const Size kTwoThreads{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                       .file_pages = 0, .swap_slots = 0};
const Size kAlone{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                  .file_pages = 0, .swap_slots = 0};

std::set<unsigned> actors(const families::Answer& answer) {
  std::set<unsigned> result;
  if (answer.violations.empty()) return result;
  for (const explorer::Wait& wait : answer.violations.front().cycle) result.insert(wait.actor);
  return result;
}

// mlock has downgraded its lock; munmap waits for it; mlock's own fault waits behind munmap.
TEST(WaitingWriter, KeepsOutTheReaderThatItWaitsFor) {
  const auto question = [](const char* lock, const char* policy) {
    return Question{{.fixed = true, .set = {{"wire_lock", lock}, {"waiting_writer", policy}}},
                    kTwoThreads, only(op::mmap, op::munmap, op::mlock)};
  };
  const auto found = question("downgrade", "blocks_readers").law("deadlock");
  ASSERT_EQ(found.verdict, Verdict::violated);
  EXPECT_EQ(found.violations.front().depth, 4u);
  EXPECT_EQ(actors(found), (std::set<unsigned>{0, 1}));
  EXPECT_EQ(question("downgrade", "lets_readers_pass").law("deadlock").verdict, Verdict::holds);
  for (const char* averts : {"downgrade_and_busy", "busy"}) {
    EXPECT_EQ(question(averts, "blocks_readers").law("deadlock").verdict, Verdict::holds) << averts;
  }
}

TEST(WaitingWriter, IsFoundUnderEveryReduction) {
  const Question question{fixed_with("wire_lock", "downgrade"), kTwoThreads,
                          only(op::mmap, op::munmap, op::mlock, op::deactivate, op::reactivate)};
  using enum explorer::Reduce;
  for (const auto reduce : {none, symmetry, por, all}) {
    EXPECT_EQ(question.law("deadlock", reduce).verdict, Verdict::violated);
  }
}

TEST(WaitingWriter, IsWhatTellsTheFormsOfTheLockApart) {
  const auto states = [](const char* lock) {
    return Question{{.proposed = true, .set = {{"wire_lock", lock}}}, kTiny}.all_states().states;
  };
  EXPECT_EQ(states("downgrade_and_busy"), states("busy"));
  EXPECT_NE(states("downgrade"), states("busy"));
}

bool mmap_waits(const World& w) {
  return std::any_of(std::begin(w.thread), std::end(w.thread), [](const Thread& t) {
    return t.waiting && t.op == family::number(op::mmap);
  });
}

// It waits from its beginning, and its hole may be filled by then.
TEST(WaitingWriter, MayNotHaveTakenAStep) {
  const Size two_pages{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                       .va_pages = 2, .file_pages = 0, .swap_slots = 0};
  const Question question{fixed_with("wire_lock", "downgrade"), two_pages,
                          only(op::mmap, op::mlock)};
  EXPECT_EQ(question.goal(mmap_waits), Verdict::goal_reached);
}

// An anonymous mapping that is read-only still needs an amap, which 1.4's first pass does not make.
TEST(ReadLock, WhoHasItAndWantsToWriteWaitsForItself) {
  const auto question = [](const char* lock, const char* copy) {
    return Question{{.fixed = true,
                     .set = {{"wire_lock", lock},
                             {"wire_protection", "current"},
                             {"wire_amap_copy", copy}}},
                    kAlone, only(op::mmap, op::mlock)};
  };
  for (const char* lock : {"downgrade", "downgrade_and_busy"}) {
    const auto found = question(lock, "prot").law("deadlock");
    ASSERT_EQ(found.verdict, Verdict::violated) << lock;
    EXPECT_EQ(actors(found), (std::set<unsigned>{0})) << lock;
    EXPECT_EQ(question(lock, "prot_or_no_object").law("deadlock").verdict, Verdict::holds);
  }
  EXPECT_EQ(question("busy", "prot").law("deadlock").verdict, Verdict::holds);
}

bool two_wired(const World& w) { return w.system.wired == 2; }

TEST(Mlock, ReadsItsLimitsBeforeItHasTheLock) {
  Size size{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2, .va_pages = 2,
            .file_pages = 0, .swap_slots = 0, .wired_max = 1};
  const OpSet ops = only(op::mmap, op::mlock);
  const auto over = [&] { return Question{{.fixed = true}, size, ops}.goal(two_wired); };
  EXPECT_EQ(over(), Verdict::goal_reached);
  size.in_flight = 1;
  EXPECT_EQ(over(), Verdict::unreachable);
}

/// The second call of a failed mlock is still to come, and another thread has unwired for it.
bool unwires_late(const World& w) {
  for (const Thread& t : w.thread) {
    if (t.op != family::number(op::mlock) || t.step != 6) continue;
    const Entry* e = entry_at(w, 0, static_cast<unsigned>(t.start));
    if (e == nullptr || !e->wired()) return true;
  }
  return false;
}

TEST(Mlock, ThatFailedIn1999LetsOthersComeBetween) {
  const Size size{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2, .va_pages = 2,
                  .file_pages = 1, .swap_slots = 0, .wired_max = 4};
  const OpSet ops = only(op::mmap, op::mlock, op::munlock);
  const auto question = [&](const char* failure) {
    return Question{fixed_with("wire_failure", failure), size, ops, "netbsd-1.4"};
  };
  EXPECT_EQ(question("read_lock").goal(unwires_late), Verdict::goal_reached);
  EXPECT_EQ(question("write_lock").goal(unwires_late), Verdict::unreachable);
}

TEST(Rule, ChangesBothFieldsOfOneCorrection) {
  const auto with = [](const char* version, const Selection& selection) {
    return personality_of(version, selection);
  };
  const char* const rule = "netbsd-ptrace-promote-removes-wired-pte";
  const Personality on = with("netbsd-1.6", {.with = {rule}});
  EXPECT_EQ(on.wire_protection, WireProtection::current);
  EXPECT_EQ(on.wire_amap_copy, WireAmapCopy::prot_or_no_object);
  const Personality off = with("netbsd-1.4", {.without = {rule}});
  EXPECT_EQ(off.wire_protection, WireProtection::maximum);
  EXPECT_EQ(off.wire_amap_copy, WireAmapCopy::max_prot_or_no_object);
  // What 1.4 had of its own stays where the rule was on anyway.
  EXPECT_EQ(with("netbsd-1.4", {.with = {rule}}).wire_amap_copy, WireAmapCopy::prot);
}

}  // namespace
}  // namespace vmwire::netbsd
