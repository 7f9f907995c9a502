// What: the odometer over open outcomes: every combination once, in order, however deep it is.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "model/family/choices.h"

namespace vmwire::family {
namespace {

using Digits = std::vector<unsigned>;

/// Runs `choose_all` once for each combination, and returns what it returned each time.
template <class ChooseAll>
std::vector<Digits> all_runs(ChooseAll&& choose_all) {
  std::vector<Digits> runs;
  Choices choices;
  choices.first();
  do {
    runs.push_back(choose_all(choices));
  } while (choices.next());
  return runs;
}

TEST(Choices, WithoutAChoiceThereIsOneRun) {
  EXPECT_EQ(all_runs([](Choices&) { return Digits{}; }).size(), 1u);
}

TEST(Choices, LaterDigitsTurnFirst) {
  const auto runs = all_runs([](Choices& c) {
    const unsigned a = c.choose(2);
    return Digits{a, c.choose(3)};
  });
  EXPECT_EQ(runs, (std::vector<Digits>{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}));
}

/// What is asked next may depend on what came out before, as with an I/O that fails.
TEST(Choices, FollowAQuestionThatOnlySomeOutcomesAsk) {
  const auto runs = all_runs([](Choices& c) {
    Digits digits{c.choose(3)};
    if (digits[0] == 1) digits.push_back(c.choose(2));
    return digits;
  });
  EXPECT_EQ(runs, (std::vector<Digits>{{0}, {1, 0}, {1, 1}, {2}}));
}

TEST(Choices, FirstForgetsWhatWasBefore) {
  Choices choices;
  choices.first();
  choices.choose(2);
  ASSERT_TRUE(choices.next());
  choices.first();
  EXPECT_EQ(choices.choose(5), 0u);
}

void expect_every_combination_once(const Digits& radices) {
  const auto runs = all_runs([&](Choices& c) {
    Digits digits;
    for (const unsigned n : radices) digits.push_back(c.choose(n));
    return digits;
  });
  std::size_t expected = 1;
  for (const unsigned n : radices) expected *= n;
  EXPECT_EQ(runs.size(), expected);
  EXPECT_EQ(std::set<Digits>(runs.begin(), runs.end()).size(), expected);
  EXPECT_TRUE(std::is_sorted(runs.begin(), runs.end()));
  for (const Digits& digits : runs) {
    for (std::size_t i = 0; i < digits.size(); ++i) EXPECT_LT(digits[i], radices[i]);
  }
}

/// Up to five questions, of one to three answers each.
TEST(Choices, TryEveryCombinationOnce) {
  Digits radices;
  const auto with_more = [&](auto&& self) -> void {
    expect_every_combination_once(radices);
    if (radices.size() == 5) return;
    for (unsigned n = 1; n <= 3; ++n) {
      radices.push_back(n);
      self(self);
      radices.pop_back();
    }
  };
  with_more(with_more);
}

}  // namespace
}  // namespace vmwire::family
