// What: the tables of hashes and bits by themselves, what they expect to miss, and what a stack
// and a heap are made of.
#include "explorer/fingerprints.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "explorer/guided.h"
#include "explorer/memory_budget.h"
#include "explorer/records.h"

namespace vmwire::explorer {
namespace {

RC_GTEST_PROP(HashTable, is_a_set,
              (std::vector<std::uint8_t> few, std::vector<std::uint64_t> many)) {
  MemoryBudget budget(0);
  HashTable table(budget);
  std::set<std::uint64_t> known;
  for (const std::uint64_t n : few) many.push_back(n << 56 | n);  // close together, and twice
  for (const std::uint64_t hash : many) {
    const auto entered = table.enter(hash);
    // 0 and 1 count as one: a free slot is 0.
    RC_ASSERT((entered == Entered::fresh) == known.insert(std::max<std::uint64_t>(1, hash)).second);
  }
  RC_ASSERT(table.size() == known.size());
}

TEST(HashTable, grows_and_forgets_nothing) {
  MemoryBudget budget(0);
  HashTable table(budget);
  constexpr unsigned kMany = 300'000;
  std::mt19937_64 first(1), again(1);
  for (unsigned n = 0; n < kMany; ++n) ASSERT_EQ(table.enter(first()), Entered::fresh);
  for (unsigned n = 0; n < kMany; ++n) ASSERT_EQ(table.enter(again()), Entered::known);
  EXPECT_LT(budget.used(), kMany * 14u);
  EXPECT_DOUBLE_EQ(table.omitted(), kMany / 2.0 / 0x1p64);
}

TEST(HashTable, says_when_there_is_no_memory) {
  MemoryBudget budget(20'000);
  HashTable table(budget);
  std::mt19937_64 random(1);
  Entered entered = Entered::fresh;
  while (entered == Entered::fresh) entered = table.enter(random());
  EXPECT_EQ(entered, Entered::no_memory);
  EXPECT_GT(table.size(), 500u);
  EXPECT_LE(budget.used_max(), 20'000u);
}

/// Everything that is entered is new. How much is taken for known, and how much was expected?
TEST(BitTable, misses_as_much_as_it_says) {
  for (const unsigned many : {2'000u, 20'000u, 100'000u, 400'000u}) {
    MemoryBudget budget(0);
    BitTable table(32 << 10, budget);
    std::mt19937_64 random(many);
    unsigned missed = 0;
    for (unsigned n = 0; n < many; ++n) missed += table.enter(random()) == Entered::known ? 1 : 0;
    EXPECT_EQ(table.size() + missed, many);
    const double expected = table.omitted() * many;
    EXPECT_NEAR(missed, expected, 5 + 0.05 * expected) << many << " states, fill " << table.fill();
  }
}

TEST(BitTable, takes_nothing_known_for_new) {
  MemoryBudget budget(0);
  BitTable table(1000, budget);
  std::mt19937_64 first(1), again(1);
  for (unsigned n = 0; n < 5000; ++n) table.enter(first());
  for (unsigned n = 0; n < 5000; ++n) ASSERT_EQ(table.enter(again()), Entered::known);
  EXPECT_LE(table.fill(), 1.0);
  EXPECT_LE(table.omitted(), 1.0);
}

TEST(BitTable, says_when_there_is_no_memory) {
  MemoryBudget budget(1000);
  BitTable table(1001 * 8, budget);
  EXPECT_EQ(table.enter(1), Entered::no_memory);
  EXPECT_EQ(table.omitted(), 0.0);
}

TEST(Records, up_and_down) {
  MemoryBudget budget(0);
  {
    Records records(24, budget);
    for (const std::uint64_t top : {100'000u, 10u, 50'000u}) {
      while (records.size() > top) records.pop();
      while (records.size() < top) {
        const std::uint64_t i = records.size();
        ASSERT_TRUE(records.push(std::array<std::uint64_t, 3>{i, ~i, i * i}));
      }
      for (std::uint64_t i = 0; i < top; i += 7) {
        ASSERT_EQ(records.as<std::uint64_t>(i), i);
        ASSERT_EQ((records.as<std::array<std::uint64_t, 3>>(i)[2]), i * i);
      }
    }
    while (!records.empty()) records.pop();
    EXPECT_LE(budget.used(), 2u << 16) << "what is not needed is given back";
  }
  EXPECT_EQ(budget.used(), 0u);
}

TEST(Records, larger_than_a_chunk) {
  MemoryBudget budget(1 << 20);
  Records records(200'000, budget);
  unsigned many = 0;
  while (std::byte* const to = records.grow()) {
    std::fill(to, to + 200'000, std::byte{1});
    ++many;
  }
  EXPECT_EQ(many, 5u);
}

RC_GTEST_PROP(Heap, gives_the_smallest_first,
              (std::vector<std::uint64_t> values, std::uint8_t turns)) {
  MemoryBudget budget(0);
  Heap heap(budget);
  std::multiset<std::uint64_t> there;
  for (const std::uint64_t value : values) {
    RC_ASSERT(heap.push(value));
    there.insert(value);
    if (value % 8 >= turns % 8) continue;
    RC_ASSERT(heap.pop() == *there.begin());
    there.erase(there.begin());
  }
  while (!heap.empty()) {
    RC_ASSERT(heap.pop() == *there.begin());
    there.erase(there.begin());
  }
  RC_ASSERT(there.empty());
}

}  // namespace
}  // namespace vmwire::explorer
