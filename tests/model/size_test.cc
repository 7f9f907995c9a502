// What: sizes stay within the world's arrays, and one line of options repeats a size.
// Leaves out: how the program reads options; see cli/.
#include "model/netbsd/size.h"

#include <sstream>
#include <string>
#include <vector>

#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using family::Knob;
using family::NamedSize;

const std::vector<Knob>& size_knobs() { return size_table().knobs; }

std::string options_of(const Size& size) {
  return size_table().options_of(family::numbers_of(size));
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Reads "--processes 2 --threads 2,1 ..." the way the program does: over a default size.
Size parse(const std::string& options) {
  family::AnySize numbers = family::numbers_of(Size{});
  std::istringstream in(options);
  std::string option, value;
  while (in >> option >> value) {
    const Knob* knob = size_table().find(option.substr(2));
    EXPECT_TRUE(knob != nullptr && option == std::string("--") + knob->name) << option;
    if (knob == nullptr) continue;
    std::istringstream list(value);
    std::string item;
    for (std::size_t i = 0; std::getline(list, item, ','); ++i) {
      EXPECT_LT(i, knob->most) << option;
      numbers.at(knob->place + i) = static_cast<unsigned>(std::stoul(item));
    }
  }
  return family::size_of<Size>(numbers);
}

/// Any knob setting within each knob's own bounds; not every one of them fits together.
rc::Gen<Size> any_size() {
  return rc::gen::exec([] {
    family::AnySize numbers = family::numbers_of(Size{});
    for (const Knob& knob : size_knobs()) {
      if (!knob.list()) numbers[knob.place] = *rc::gen::inRange(knob.low, knob.high + 1);
    }
    Size size = family::size_of<Size>(numbers);
    for (unsigned p = 0; p < size.processes; ++p) size.threads[p] = *rc::gen::inRange(1u, 4u);
    return size;
  });
}

TEST(Size, DefaultIsSmall) {
  EXPECT_EQ(named_size("small"), Size{});
  EXPECT_EQ(size_table().usual, family::numbers_of(Size{}));
  EXPECT_EQ(size_table().find_size("huge"), nullptr);
}

TEST(Size, EveryNamedSizeIsWithinBoundsAndRoundTrips) {
  for (const NamedSize<family::AnySize>& named : size_table().named) {
    const Size size = family::size_of<Size>(named.size);
    EXPECT_EQ(complaint(size), "") << named.name;
    EXPECT_EQ(parse(options_of(size)), size) << named.name;
    EXPECT_EQ(size_table().find_size(named.name), &named);
    EXPECT_EQ(named_size(named.name), size);
  }
}

TEST(Size, OptionsSayTheWholeSize) {
  EXPECT_EQ(options_of(Size{}),
            "--processes 2 --threads 2,1 --in-flight 2 --pages 2 --va-pages 1 --file-pages 1 "
            "--swap 0 --wired-max 2 --memlock 3 --wired-count-max 1 --inactive 1 "
            "--hard-errors 0");
}

TEST(Size, ThreadsAreNumberedOverAllProcesses) {
  const Size size{.processes = 3, .threads = {2, 1, 1}};
  EXPECT_EQ(size.thread_count(), 4u);
  EXPECT_EQ(size.first_thread(0), 0u);
  EXPECT_EQ(size.first_thread(1), 2u);
  EXPECT_EQ(size.first_thread(2), 3u);
  const unsigned expected[] = {0, 0, 1, 2};
  for (unsigned t = 0; t < 4; ++t) EXPECT_EQ(size.process_of(t), expected[t]);
  // Threads of a process that is not there do not count.
  EXPECT_EQ((Size{.processes = 1, .threads = {2, 1, 1}}.thread_count()), 2u);
}

TEST(Size, PlacesFollowTheKnobs) {
  const Size size{.processes = 2, .threads = {2, 1, 1}, .in_flight = 2, .va_pages = 2};
  EXPECT_EQ(size.entries(0), 4u);  // two pages, two munmaps at most
  EXPECT_EQ(size.entries(1), 2u);
  EXPECT_EQ(size.entries(2), 0u);  // no such process
  EXPECT_EQ(size.amaps(), 6u);
  EXPECT_EQ((Size{.pages = 2, .swap_slots = 1, .hard_errors = 2}.anons()), 5u);
  EXPECT_EQ((Size{.pages = 6, .swap_slots = 2, .hard_errors = 2}.anons()), kAnonsMax);
}

TEST(Size, EachKnobHasBounds) {
  for (const Knob& knob : size_knobs()) {
    if (knob.list()) continue;
    const auto expect_complaint = [&knob](unsigned value) {
      family::AnySize numbers = family::numbers_of(Size{});
      numbers[knob.place] = value;
      const std::string said = size_table().complaint_about(numbers);
      EXPECT_TRUE(mentions(said, std::string("--") + knob.name)) << said;
      EXPECT_EQ(complaint(family::size_of<Size>(numbers)), said);
    };
    expect_complaint(knob.high + 1);
    if (knob.low != 0) expect_complaint(knob.low - 1);
  }
}

TEST(Size, ZeroOfSomeThingsIsLegal) {
  EXPECT_EQ(complaint({.file_pages = 0, .swap_slots = 0, .wired_max = 0, .memlock = 0}), "");
}

TEST(Size, ComplaintNamesWhatDoesNotFit) {
  struct Case {
    Size size;
    const char* says;
  };
  const Case cases[] = {
      {{.threads = {0, 1, 1}}, "process 0 0 threads"},
      {{.threads = {3, 2, 1}}, "5 threads in all and 4 fit"},
      {{.processes = 1, .threads = {1, 1, 1}, .in_flight = 2}, "--in-flight 2 is more than"},
      {{.processes = 1, .threads = {4, 1, 1}, .in_flight = 3, .va_pages = 3}, "9 map entries"},
      {{.threads = {2, 1, 1}, .in_flight = 2, .va_pages = 3}, "9 amaps"},
      {{.pages = 6, .swap_slots = 2, .hard_errors = 1}, "9 anons and 8 fit"},
  };
  for (const Case& c : cases) {
    EXPECT_TRUE(mentions(complaint(c.size), c.says)) << c.says << ": " << complaint(c.size);
  }
}

RC_GTEST_PROP(Size, OptionsRoundTrip, ()) {
  const Size size = *any_size();
  RC_ASSERT(parse(options_of(size)) == size);
}

RC_GTEST_PROP(Size, NoComplaintMeansThatItFits, ()) {
  const Size size = *any_size();
  const std::string wrong = complaint(size);
  RC_CLASSIFY(wrong.empty(), "fits");
  RC_ASSERT(!mentions(wrong, "\n"));
  if (!wrong.empty()) return;
  RC_ASSERT(size.thread_count() <= kThreadsMax);
  RC_ASSERT(size.in_flight <= size.thread_count());
  unsigned entries = 0;
  for (unsigned p = 0; p < size.processes; ++p) {
    RC_ASSERT(size.entries(p) <= kEntriesMax);
    entries += size.entries(p);
  }
  // The minima in amaps() and anons() have cut nothing off.
  RC_ASSERT(size.amaps() == entries);
  RC_ASSERT(size.anons() == size.pages + size.swap_slots + size.hard_errors);
}

}  // namespace
}  // namespace vmwire::netbsd
