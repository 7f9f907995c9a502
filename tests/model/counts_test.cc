// What: pinned counts: states, transitions and depth of small searches of each version.
// What the search itself counted; tests/differential ties it to the referee. They change only with
// a reason, and the commit that changes them gives it.
#include <gtest/gtest.h>

#include <string>

#include "tests/counts.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"

namespace vmwire::netbsd {
namespace {

const Size kTiny = named_size("tiny");
/// One thread, with everything that one process can have.
const Size kAlone{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                  .va_pages = 1, .file_pages = 1, .swap_slots = 1, .wired_max = 2, .memlock = 3,
                  .wired_count_max = 2, .inactive = 1, .hard_errors = 1};
/// Entries clip and merge.
const Size kRange{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                  .va_pages = 2, .file_pages = 0, .swap_slots = 0, .wired_max = 2, .memlock = 3,
                  .wired_count_max = 2, .inactive = 1, .hard_errors = 0};
/// Parent and child.
const Size kFamily{.processes = 2, .threads = {1, 1, 1}, .in_flight = 2, .pages = 2,
                   .va_pages = 1, .file_pages = 0, .swap_slots = 0, .wired_max = 2, .memlock = 3,
                   .wired_count_max = 1, .inactive = 1, .hard_errors = 0};

struct Pin {
  const char* name;
  const char* version;
  Size size;
  Counts counts;
};

// All operations, --proposed, no laws.
const Pin kPins[] = {
    {"tiny", "netbsd-1.4", kTiny, {205493, 1174182, 34}},
    {"tiny", "netbsd-1.6", kTiny, {193098, 1116229, 33}},
    {"alone", "netbsd-1.4", kAlone, {13839, 67460, 27}},
    {"alone", "netbsd-1.6", kAlone, {13508, 66798, 27}},
    {"range", "netbsd-1.4", kRange, {92434, 538871, 21}},
    {"range", "netbsd-1.6", kRange, {88249, 530131, 21}},
    {"family", "netbsd-1.4", kFamily, {62675, 492901, 23}},
    {"family", "netbsd-1.6", kFamily, {59072, 473552, 23}},
};

TEST(Counts, AreThosePinned) {
  for (const Pin& pin : kPins) {
    family::Reached marks[2];
    Counts counted[2];
    for (unsigned i = 0; i < 2; ++i) {
      const auto model =
          opened({personality_of(pin.version, {.proposed = true}), pin.size, kAllOps});
      explorer::Options options;
      options.laws = 0;
      options.check_stuck = false;
      const families::Answer result = model->search(options, nullptr);
      EXPECT_EQ(result.verdict, explorer::Verdict::holds) << pin.name;  // and no deadlock
      counted[i] = counts(result);
      marks[i] = model->coverage();
    }
    EXPECT_EQ(counted[0], pin.counts) << pin.name << ' ' << pin.version;
    EXPECT_EQ(counted[1], counted[0]) << pin.name << ' ' << pin.version << ", asked again";
    EXPECT_EQ(marks[1], marks[0]) << pin.name << ' ' << pin.version;
  }
}

}  // namespace
}  // namespace vmwire::netbsd
