// What: the store of states and the visited set against std::map, through growth and refusals.
// Source: derived.
#include "explorer/visited_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace vmwire::explorer {
namespace {

const auto go_on = [] { return true; };

/// Looks a state up, and keeps it if it is new.
StateIndex offer(StateStore& store, VisitedSet& set, const std::vector<std::byte>& state,
                 StateIndex parent = kNoState) {
  std::byte* const tail = store.tail();
  if (tail == nullptr || !set.reserve(go_on)) return kNoState;
  std::copy(state.begin(), state.end(), tail);
  const auto spot = set.find(tail);
  return spot.index != kNoState ? spot.index : set.insert(spot, parent);
}

std::vector<std::byte> state_of(std::uint64_t number, std::size_t stride) {
  std::vector<std::byte> state(stride);
  std::memcpy(state.data(), &number, std::min(stride, sizeof number));
  return state;
}

TEST(VisitedSet, agrees_with_a_map_through_many_growths) {
  for (const std::size_t stride : {1u, 3u, 7u, 8u, 16u, 17u, 40u, 170u}) {
    MemoryBudget budget(0);
    {
      StateStore store(stride, budget);
      VisitedSet set(store, budget);
      std::map<std::vector<std::byte>, StateIndex> referee;
      std::mt19937_64 random(stride);
      for (int i = 0; i < 60'000; ++i) {
        const auto state = state_of(random() % 40'000, stride);
        const auto fresh = static_cast<StateIndex>(referee.size());
        const auto expected = referee.emplace(state, fresh).first->second;
        ASSERT_EQ(offer(store, set, state, fresh / 2), expected);
      }
      ASSERT_EQ(store.size(), referee.size());
      for (const auto& [state, index] : referee) {
        ASSERT_TRUE(std::equal(state.begin(), state.end(), store.at(index)));
        ASSERT_EQ(store.parent(index), index / 2);
      }
    }
    EXPECT_EQ(budget.used(), 0u) << "all bytes are given back";
  }
}

RC_GTEST_PROP(VisitedSetProperty, keeps_order_of_discovery, (std::vector<std::uint16_t> numbers)) {
  MemoryBudget budget(0);
  StateStore store(sizeof(std::uint16_t), budget);
  VisitedSet set(store, budget);
  std::map<std::uint16_t, StateIndex> referee;
  for (const auto number : numbers) {
    const auto fresh = static_cast<StateIndex>(referee.size());
    const auto expected = referee.emplace(number, fresh).first->second;
    RC_ASSERT(offer(store, set, state_of(number, sizeof number)) == expected);
  }
}

TEST(VisitedSet, equal_but_for_the_last_byte_is_different) {
  MemoryBudget budget(0);
  StateStore store(41, budget);
  VisitedSet set(store, budget);
  std::vector<std::byte> state(41);
  EXPECT_EQ(offer(store, set, state), 0u);
  state.back() = std::byte{1};
  EXPECT_EQ(offer(store, set, state), 1u);
  state.back() = std::byte{0};
  EXPECT_EQ(offer(store, set, state), 0u);
}

TEST(VisitedSet, abandoned_growth_leaves_it_whole) {
  MemoryBudget budget(0);
  StateStore store(8, budget);
  VisitedSet set(store, budget);
  std::uint64_t inserted = 0;
  ASSERT_TRUE(set.reserve(go_on)) << "the first table; there is nothing to move into it";
  while (set.reserve([] { return false; })) offer(store, set, state_of(inserted++, 8));
  EXPECT_GT(inserted, 500u);
  const auto used = budget.used();
  EXPECT_EQ(budget.used(), used);
  EXPECT_TRUE(set.reserve(go_on));
  for (std::uint64_t i = 0; i < inserted; ++i) EXPECT_EQ(offer(store, set, state_of(i, 8)), i);
}

TEST(VisitedSet, a_spent_budget_refuses_and_keeps_what_is_there) {
  MemoryBudget budget(600'000);
  StateStore store(8, budget);
  VisitedSet set(store, budget);
  std::uint64_t inserted = 0;
  while (offer(store, set, state_of(inserted, 8)) == inserted) ++inserted;
  EXPECT_GT(inserted, 10'000u);
  EXPECT_LE(budget.used_max(), 600'000u);
  EXPECT_EQ(store.size(), inserted);
}

TEST(StateStore, is_full_at_its_last_index) {
  MemoryBudget budget(0);
  StateStore store(4, budget, 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(store.full());
    ASSERT_NE(store.tail(), nullptr);
    store.keep(kNoState);
  }
  EXPECT_TRUE(store.full());
}

TEST(StateStore, costs_at_most_24_bytes_a_state_beyond_the_packed_state) {
  MemoryBudget budget(0);
  StateStore store(40, budget);
  VisitedSet set(store, budget);
  // After the first few chunks; `used` is between two growths, when the old table is gone.
  for (std::uint64_t i = 0; i < 1'000'000; ++i) {
    // Each is new: of a million tags of 32 bits over a hundred collide, so hits are confirmed.
    ASSERT_EQ(offer(store, set, state_of(i, 40)), i);
    if (i < 100'000 || i % 1000 != 0) continue;
    const auto chunk = (40 + sizeof(StateIndex) + sizeof(Note)) << 14;  // the last one may be empty
    ASSERT_LE(budget.used() - chunk, (40 + 24) * (i + 1)) << i;
  }
}

TEST(Hash, spreads_small_numbers_over_the_tag) {
  // 2^16 consecutive numbers in 2^16 buckets by the upper bits: a random function leaves about
  // 1/e of the buckets empty, that is 24109; a bad one leaves far more.
  std::vector<bool> seen(1 << 16);
  for (std::uint64_t i = 0; i < 1 << 16; ++i) {
    const auto state = state_of(i, 24);
    seen[hash_bytes(state.data(), state.size()) >> 48] = true;
  }
  EXPECT_NEAR(static_cast<double>(std::count(seen.begin(), seen.end(), false)), 24109, 600);
}

}  // namespace
}  // namespace vmwire::explorer
