// What: raw I/O: vmapbuf and the transfer are steps of their own, what they meet, what a fix keeps.
// The interface: model/netbsd/op/physio.cc; netbsd.md section 2.11; laws I33 and I36.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/question.h"

namespace vmwire::netbsd {
namespace {

using explorer::Verdict;

const Size kTwoThreads{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                       .file_pages = 0, .swap_slots = 0};
const Size kTwoPages{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                     .va_pages = 2, .file_pages = 0, .swap_slots = 0};
const Size kFork{.processes = 2, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                 .file_pages = 0, .swap_slots = 0};
const OpSet kUnmapping = only(op::mmap, op::munmap, op::physio);

Question missing(const char* policy, const Size& size) {
  return {fixed_with("vmapbuf_missing", policy), size, kUnmapping};
}

/// A raw I/O that has mapped its frames, and no PTE is left for one of them.
bool frame_without_pte(const World& w) {
  for (const Thread& t : w.thread) {
    for (unsigned va = 0; va < kVaMax; ++va) {
      const PageId p = t.frame(va);
      if (p != PageId::none && p != kNoFrame && !w.pte[0][va].present()) return true;
    }
  }
  return false;
}

TEST(Vmapbuf, TakesTheFramesOfItsMoment) {
  const Question question{{.fixed = true}, kTwoThreads, kUnmapping};
  EXPECT_EQ(question.goal(frame_without_pte), Verdict::goal_reached);
}

bool frame_0(const World& w) {
  return std::any_of(std::begin(w.thread), std::end(w.thread),
                     [](const Thread& t) { return t.frame(0) == kNoFrame; });
}

bool second_is_first(const World& w) {
  return std::any_of(std::begin(w.thread), std::end(w.thread), [](const Thread& t) {
    return t.frame(1) != PageId::none && t.frame(1) != kNoFrame && t.frame(1) == t.frame(0);
  });
}

TEST(Vmapbuf, WithoutAFrameDoesWhatItsPortDoes) {
  EXPECT_EQ(missing("panics", kTwoThreads).law("panic.vmapbuf-no-frame").verdict,
            Verdict::violated);
  for (const char* policy : {"frame_0", "previous_frame"}) {
    EXPECT_EQ(missing(policy, kTwoThreads).law("panic.vmapbuf-no-frame").verdict, Verdict::holds);
    EXPECT_EQ(missing(policy, kTwoThreads).goal(frame_0), Verdict::goal_reached) << policy;
  }
  EXPECT_EQ(missing("panics", kTwoThreads).goal(frame_0), Verdict::unreachable);
  EXPECT_EQ(missing("previous_frame", kTwoPages).goal(second_is_first), Verdict::goal_reached);
  EXPECT_EQ(missing("frame_0", kTwoPages).goal(second_is_first), Verdict::unreachable);
}

// fork shares the buffer's page for copying on write: what the device reads in reaches the child;
// and once the parent has a copy of its own, what the child writes goes out.
TEST(RawIo, BelongsToItsProcess) {
  const OpSet ops = only(op::mmap, op::physio, op::fork, op::write);
  EXPECT_EQ((Question{{.fixed = true}, kFork, ops}.law("netbsd.I36").verdict), Verdict::violated);
  const Selection held{.fixed = true, .with = {"netbsd-mend-vslock-holds-mapping"}};
  EXPECT_EQ((Question{held, kFork, ops}.law("netbsd.I36").verdict), Verdict::holds);
}

// munmap waits; munlock does not, and leaves the WIRED bit to the vslock; two vslocks are two.
TEST(Vslock, KeepsItsMappingsUnderTheProposedFix) {
  const OpSet ops = kUnmapping | only(op::mprotect, op::mlock, op::munlock, op::write);
  const auto law = [&](const char* id, const Selection& selection) {
    return Question{selection, kTwoThreads, ops}.law(id).verdict;
  };
  const Selection proposed{.proposed = true};
  const Selection without{.proposed = true, .without = {"netbsd-mend-vslock-holds-mapping"}};
  for (const char* id : {"netbsd.I33", "netbsd.I36", "dma-promise", "panic.vmapbuf-no-frame"}) {
    EXPECT_EQ(law(id, proposed), Verdict::holds) << id;
    EXPECT_EQ(law(id, without), Verdict::violated) << id;
  }
  EXPECT_EQ(law("deadlock", proposed), Verdict::holds);
}

}  // namespace
}  // namespace vmwire::netbsd
