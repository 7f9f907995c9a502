// What: behaviours that changed with the age of the kernel, each where it makes a difference.
// The interface: model/netbsd/personality.h; the ages: netbsd.md 1.3, 2.9.
#include <gtest/gtest.h>

#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/question.h"

namespace vmwire::netbsd {
namespace {

using explorer::Verdict;

const Size kTiny = named_size("tiny");

// A fault sleeps on a BUSY page of a wired entry, and munlock runs meanwhile.
TEST(FaultRestart, UpTo2006AsksTheEntryAnew) {
  const OpSet ops = only(op::mmap, op::mlock, op::munlock, op::read);
  const auto question = [&](const char* restart) {
    // The other way to such a PTE, a failed mlock, is mended.
    return Question{{.fixed = true,
                     .with = {"netbsd-mend-mlock-undo-unwires-ptes"},
                     .set = {{"fault_restart", restart}}},
                    kTiny, ops};
  };
  EXPECT_EQ(question("anew").law("netbsd.I6").verdict, Verdict::holds);
  const auto answer = question("sticky").law("netbsd.I6");
  EXPECT_EQ(answer.verdict, Verdict::violated);
  EXPECT_EQ(answer.violations.front().depth, 9u);
}

/// A read's fault that is about to look up again, with the access that a wired entry gave it.
bool reads_with_write_access(const World& w) {
  for (const Thread& t : w.thread) {
    if (t.op == family::number(op::read) && t.fault == FaultStep::lookup &&
        t.access == static_cast<unsigned>(Prot::write)) {
      return true;
    }
  }
  return false;
}

TEST(FaultRestart, TheWidenedAccessStaysInEveryAge) {
  for (const char* restart : {"anew", "sticky"}) {
    const Question question{fixed_with("fault_restart", restart), kTiny,
                            only(op::mmap, op::mlock, op::read)};
    EXPECT_EQ(question.goal(reads_with_write_access), Verdict::goal_reached) << restart;
  }
}

/// SHARED with nobody to share it with.
bool shared_alone(const World& w) {
  for (const Amap& amap : w.amap) {
    if (amap.ref == 1 && amap.shared) return true;
  }
  return false;
}

bool shared_at_all(const World& w) {
  for (const Amap& amap : w.amap) {
    if (amap.shared) return true;
  }
  return false;
}

// An entry of its own, unmapped by the parent or the child: amap_unref, and no amap_copy.
TEST(Amap, SharedFallsWithTheLastOtherReference) {
  const Size size{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                  .file_pages = 0, .swap_slots = 0};
  const Question question{{.fixed = true}, size, only(op::mmap, op::munmap, op::fork, op::exit)};
  EXPECT_EQ(question.goal(shared_at_all), Verdict::goal_reached);
  EXPECT_EQ(question.goal(shared_alone), Verdict::unreachable);
}

TEST(PageShortage, FaultsWaitUntil2012EvenWhereNothingCanBeReclaimed) {
  const Size size{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 1,
                  .va_pages = 2, .file_pages = 0, .swap_slots = 0};
  const OpSet ops = only(op::mmap, op::write);
  const Question waits{fixed_with("page_shortage", "sleeps"), size, ops};
  const Question fails{fixed_with("page_shortage", "fails"), size, ops};
  EXPECT_TRUE(waits.reaches("fault_no_page_sleep"));
  EXPECT_FALSE(waits.reaches("fault_no_page_enomem"));
  EXPECT_TRUE(fails.reaches("fault_no_page_enomem"));
}

}  // namespace
}  // namespace vmwire::netbsd
