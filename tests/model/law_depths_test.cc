// What: that each law can break: a search that breaks it, and at which depth.
// Golden traces have such a search for many laws as well (`vmwire ladder`); here each has one.
// The interface: invariants/law.h. What no search can break says so in its own row.
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "invariants/netbsd/laws.h"
#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/question.h"

namespace vmwire::netbsd {
namespace {

struct Row {
  const char* law;
  const char* version;
  Selection selection;
  Size size;
  unsigned depth;
  OpSet ops = kAllOps;
};

const std::vector<Row>& rows() {
  const Size tiny = named_size("tiny");
  const Size family{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                    .file_pages = 0, .swap_slots = 1, .wired_count_max = 2};
  const Size three{.processes = 3, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                   .file_pages = 0, .swap_slots = 0};
  const Size two_pages{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 3,
                       .va_pages = 2, .file_pages = 1, .swap_slots = 0};
  Size small = named_size("small");
  small.file_pages = 0;
  small.swap_slots = 1;
  const Selection fixed{.fixed = true};
  static const std::vector<Row> table = {
      {"netbsd.I1", "netbsd-1.6", fixed, tiny, 6},
      {"netbsd.I2", "netbsd-1.6", fixed, tiny, 10},
      {"netbsd.I3", "netbsd-1.6", fixed, tiny, 10},
      {"netbsd.I4", "netbsd-1.6", fixed, tiny, 10},
      {"netbsd.I5", "netbsd-1.6",
       {.proposed = true, .without = {"netbsd-mend-promote-unmaps-sharers"}}, two_pages, 9,
       only(op::mmap, op::mlock, op::write, op::fork)},
      {"netbsd.I6", "netbsd-1.6", fixed, tiny, 9, only(op::mmap, op::mlock, op::read)},
      {"netbsd.I7", "netbsd-1.4", {}, tiny, 8},
      {"netbsd.I8", "netbsd-1.6", fixed, tiny, 9},
      {"netbsd.I9", "netbsd-1.4",
       {.with = {"netbsd-wire-keeps-queue"}, .set = {{"deactivate", "unmap"}}}, tiny, 4},
      {"netbsd.I10", "netbsd-1.4", {.with = {"netbsd-wire-keeps-queue"}}, tiny, 4},
      {"netbsd.I11", "netbsd-1.4", {}, tiny, 8},
      {"netbsd.I12", "netbsd-1.6", fixed, tiny, 11},
      {"netbsd.I13", "netbsd-1.6",
       {.proposed = true, .without = {"netbsd-mend-fork-copies-shared"}}, three, 8},
      {"netbsd.I14", "netbsd-1.4", {.with = {"netbsd-cow-of-wired-page"}}, family, 3},
      {"netbsd.I19", "netbsd-1.4", {.with = {"netbsd-page-protect-skips-wired"}}, tiny, 4},
      {"netbsd.I25", "netbsd-1.6", fixed, tiny, 6},
      {"netbsd.I27", "netbsd-1.6", fixed, tiny, 12},
      {"netbsd.I31", "netbsd-1.6", fixed, family, 2},
      {"netbsd.I32", "netbsd-1.6", fixed, tiny, 15},
      {"netbsd.I33", "netbsd-1.6", fixed, tiny, 3},
      {"netbsd.I34", "netbsd-1.6", fixed, tiny, 9},
      {"netbsd.I35", "netbsd-1.6", fixed, three, 7},
      {"netbsd.I36", "netbsd-1.6", fixed, named_size("small"), 7,
       only(op::mmap, op::physio, op::fork, op::write)},
      {"mlock-promise", "netbsd-1.4", {}, tiny, 10},
      {"dma-promise", "netbsd-1.6", fixed, tiny, 4},
      {"no-leak", "netbsd-1.6", fixed, tiny, 7},
      {"no-data-lost", "netbsd-1.4", {.with = {"netbsd-page-protect-skips-wired"}}, tiny, 5},
      {"lock-discipline", "netbsd-1.4", {}, tiny, 5},
      {"panic.unwire-no-pte", "netbsd-1.4", {}, tiny, 6},
      {"panic.unwire-no-entry", "netbsd-1.6", fixed, tiny, 6},
      {"panic.page-protect-wired", "netbsd-1.4",
       {.with = {"netbsd-page-protect-panics-on-wired"}}, tiny, 4},
      {"panic.clean-anon-no-slot", "netbsd-1.4", {}, tiny, 13},
      {"panic.pagedaemon-wired", "netbsd-1.4", {.with = {"netbsd-wire-keeps-queue"}}, tiny, 5},
      {"panic.vmapbuf-no-frame", "netbsd-1.6", fixed, tiny, 4},
      {"panic.wire-needs-copy", "netbsd-1.6", {.set = {{"wire_amap_copy", "prot"}}}, tiny, 4},
      {"panic.cow-now-not-resident", "netbsd-1.6",
       {.fixed = true, .with = {"netbsd-mend-wire-count-follows-pte"}}, family, 9},
      // fork sleeps on a BUSY page with the map's write lock, which the page's owner wants.
      {"deadlock", "netbsd-1.6",
       {.fixed = true, .with = {"netbsd-mend-wire-count-follows-pte"}}, small, 12,
       only(op::mmap, op::mprotect, op::mlock, op::read, op::write, op::fork, op::deactivate,
            op::scan_inactive, op::pageout_done)},
  };
  return table;
}

families::Answer search(const Row& row, explorer::Reduce reduce) {
  return Question{row.selection, row.size, row.ops, row.version}.law(row.law, reduce);
}

TEST(LawDepths, EachLawBreaksWhereItIsSaid) {
  for (const Row& row : rows()) {
    ASSERT_EQ(complaint(row.size), "") << row.law;
    const families::Answer answer = search(row, explorer::Reduce::symmetry);
    ASSERT_EQ(answer.verdict, explorer::Verdict::violated) << row.law;
    EXPECT_EQ(answer.violations.front().depth, row.depth) << row.law;
  }
}

TEST(LawDepths, NoReductionHidesIt) {
  for (const Row& row : rows()) {
    for (const auto reduce : {explorer::Reduce::por, explorer::Reduce::all}) {
      const families::Answer answer = search(row, reduce);
      ASSERT_EQ(answer.verdict, explorer::Verdict::violated) << row.law;
      EXPECT_GE(answer.violations.front().depth, row.depth) << row.law;
    }
  }
}

// A law that nothing can break says why; one that can has its row.
TEST(LawDepths, EachLawIsBrokenOrMarked) {
  std::set<std::string> broken;
  for (const Row& row : rows()) broken.insert(row.law);
  EXPECT_EQ(broken.size(), rows().size());
  for (const auto& law : netbsd_laws::laws().laws()) {
    EXPECT_NE(broken.contains(law.id), law.unreachable != nullptr) << law.id;
  }
}

}  // namespace
}  // namespace vmwire::netbsd
