// What: the order in which sizes grow: the same each time, from small to large, each within bounds.
// Source: derived.
#include "cli/growth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace vmwire::cli {
namespace {

using netbsd::Size;

std::vector<Size> sizes_from(const Size& first, std::size_t most = 100'000) {
  Growth growth(first);
  std::vector<Size> result;
  while (result.size() < most) {
    const auto size = growth.next();
    if (!size) break;
    result.push_back(*size);
  }
  return result;
}

const Size& tiny() { return netbsd::find_size("tiny")->size; }

std::vector<std::string> words_of(const std::vector<Size>& sizes) {
  std::vector<std::string> words;
  for (const Size& size : sizes) words.push_back(netbsd::options_of(size));
  return words;
}

TEST(Growth, ComesToAnEndWithEachSizeOnce) {
  for (const netbsd::NamedSize& named : netbsd::named_sizes()) {
    std::vector<std::string> words = words_of(sizes_from(named.size));
    ASSERT_LT(words.size(), 100'000u) << named.name;
    EXPECT_EQ(words.front(), netbsd::options_of(named.size));
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
        << netbsd::options_of(sizes[i]);
    // Nor is any size given after one that has all of it.
    const auto around = [&](const Size& before) { return contains(before, sizes[i]); };
    EXPECT_FALSE(std::any_of(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(i), around))
        << netbsd::options_of(sizes[i]);
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
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    if (knob.member == nullptr) continue;
    for (Size more = full; ; full = more) {
      ++(more.*knob.member);
      if (!netbsd::complaint(more).empty()) break;
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
