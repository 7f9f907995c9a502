// What: the order in which sizes grow: the same each time, from small to large, each within bounds.
#include "cli/growth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "model/netbsd/size.h"

namespace vmwire::cli {
namespace {

using netbsd::Size;

const family::SizeTable& table() { return netbsd::size_table(); }

std::vector<Size> sizes_from(const Size& first, std::size_t most = 100'000) {
  Growth growth(table(), family::numbers_of(first));
  std::vector<Size> result;
  while (result.size() < most) {
    const auto size = growth.next();
    if (!size) break;
    result.push_back(family::size_of<Size>(*size));
  }
  return result;
}

Size tiny() { return netbsd::named_size("tiny"); }

std::string words_of(const Size& size) { return table().options_of(family::numbers_of(size)); }

bool contains(const Size& outer, const Size& inner) {
  return cli::contains(table(), family::numbers_of(outer), family::numbers_of(inner));
}

std::vector<std::string> words_of(const std::vector<Size>& sizes) {
  std::vector<std::string> words;
  for (const Size& size : sizes) words.push_back(words_of(size));
  return words;
}

TEST(Growth, ComesToAnEndWithEachSizeOnce) {
  for (const auto& named : table().named) {
    std::vector<std::string> words = words_of(sizes_from(family::size_of<Size>(named.size)));
    ASSERT_LT(words.size(), 100'000u) << named.name;
    EXPECT_EQ(words.front(), table().options_of(named.size));
    std::sort(words.begin(), words.end());
    EXPECT_EQ(std::unique(words.begin(), words.end()), words.end()) << named.name;
  }
}

TEST(Growth, IsTheSameEachTime) {
  EXPECT_EQ(words_of(sizes_from(tiny(), 200)), words_of(sizes_from(tiny(), 200)));
}

TEST(Growth, EachSizeIsSoundAndContainsAnEarlierOne) {
  const std::vector<Size> sizes = sizes_from(tiny());
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    EXPECT_EQ(netbsd::complaint(sizes[i]), "");
    const auto within = [&](const Size& before) { return contains(sizes[i], before); };
    EXPECT_TRUE(std::any_of(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(i), within))
        << words_of(sizes[i]);
    // Nor is any size given after one that has all of it.
    const auto around = [&](const Size& before) { return contains(before, sizes[i]); };
    EXPECT_FALSE(std::any_of(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(i), around))
        << words_of(sizes[i]);
  }
}

/// What a user sees first; changed only with a reason.
TEST(Growth, BeginsWithWhatIsCheap) {
  std::vector<Size> wanted(4, tiny());
  wanted[1].pages = wanted[2].pages = wanted[3].pages = 3;
  wanted[2].swap_slots = wanted[3].swap_slots = 2;
  wanted[3].inactive = 2;
  EXPECT_EQ(words_of(sizes_from(tiny(), 4)), words_of(wanted));
}

/// "--pages 3": what it has other than size tiny.
std::string beyond_tiny(const Size& size) {
  std::string result;
  for (const family::Knob& knob : table().knobs) {
    const std::string option = option_of(knob, family::numbers_of(size));
    if (option != option_of(knob, family::numbers_of(tiny()))) result += " " + option;
  }
  return result;
}

/// Records of long runs name sizes by this order.
TEST(Growth, KeepsItsOrder) {
  struct Row {
    std::size_t place;
    const char* size;
  };
  const Row rows[] = {
      {6, " --threads 3 --in-flight 3"},
      {7, " --pages 3 --file-pages 2 --swap 2 --wired-count-max 3 --inactive 2 --hard-errors 1"},
      {8, " --threads 3 --in-flight 3 --pages 3"},
      {20, " --threads 4 --in-flight 4 --pages 3"},
      {79, " --processes 2 --threads 2,1 --pages 4 --file-pages 3 --swap 2 --wired-count-max 3"
           " --inactive 4 --hard-errors 2"},
      {119, " --processes 3 --threads 2,1,1 --in-flight 3"},
  };
  const std::vector<Size> sizes = sizes_from(tiny());
  ASSERT_EQ(sizes.size(), 156u);
  for (const Row& row : rows) EXPECT_EQ(beyond_tiny(sizes[row.place]), row.size) << row.place;
}

TEST(Growth, TakesNoNoticeOfWhatDoesNotExist) {
  Size other = tiny();
  other.threads[1] = 3;  // of no process
  EXPECT_EQ(words_of(sizes_from(other)), words_of(sizes_from(tiny())));
}

TEST(Growth, ComesToEveryThing) {
  const std::vector<Size> sizes = sizes_from(tiny());
  const auto most = [&sizes](auto&& number) {
    unsigned result = 0;
    for (const Size& size : sizes) result = std::max(result, number(size));
    return result;
  };
  EXPECT_EQ(most([](const Size& s) { return s.processes; }), netbsd::kProcessesMax);
  EXPECT_EQ(most([](const Size& s) { return s.thread_count(); }), netbsd::kThreadsMax);
  EXPECT_EQ(most([](const Size& s) { return s.in_flight; }), netbsd::kThreadsMax);
  EXPECT_GE(most([](const Size& s) { return s.va_pages; }), 2u);
  EXPECT_EQ(most([](const Size& s) { return s.file_pages; }), netbsd::kFilePagesMax);
  EXPECT_EQ(most([](const Size& s) { return s.wired_count_max; }), 3u);
  EXPECT_EQ(most([](const Size& s) { return s.wired_max; }), tiny().wired_max);
  // The dear are not put off for ever.
  const auto second_process = std::find_if(sizes.begin(), sizes.end(),
                                           [](const Size& s) { return s.processes == 2; });
  EXPECT_LT(second_process - sizes.begin(), 40);
}

TEST(Growth, OfTheLargestSizeIsThatSize) {
  Size full = tiny();
  for (const family::Knob& knob : table().knobs) {
    if (knob.list()) continue;
    for (family::AnySize more = family::numbers_of(full);; full = family::size_of<Size>(more)) {
      ++more[knob.place];
      if (!table().complaint_about(more).empty()) break;
    }
  }
  for (const Size& size : sizes_from(full)) EXPECT_TRUE(contains(size, full));
}

TEST(Growth, ContainingIsAboutEachThing) {
  Size more = tiny(), other = tiny();
  ++more.pages;
  EXPECT_TRUE(contains(more, tiny()));
  EXPECT_FALSE(contains(tiny(), more));
  other.threads[0] = 3;
  EXPECT_TRUE(contains(other, tiny()));
  EXPECT_FALSE(contains(other, more));
  EXPECT_FALSE(contains(more, other));
  other = tiny();
  other.threads[2] = 4;  // of no process
  EXPECT_TRUE(contains(tiny(), other));
}

}  // namespace
}  // namespace vmwire::cli
