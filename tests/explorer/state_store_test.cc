// What: the store of states against std::map, through growth, wider tuples and refusals.
#include "explorer/state_store.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "explorer/workers.h"

namespace vmwire::explorer {
namespace {

using Bytes = std::vector<std::byte>;

/// Looks a state up, and keeps it if it is new; kNoState: refused.
StateIndex offer(StateStore& store, const Bytes& state) {
  StateKey key;
  if (!store.intern(state.data(), key) || !store.fit()) return kNoState;
  const std::uint64_t hash = StateStore::hash(key);
  const StateIndex known = store.find(key, hash);
  if (known != kNoState) return known;
  const StateIndex index = store.size();
  if (!store.make_room(1)) return kNoState;
  if (!store.insert(hash, index, [](StateIndex) { return std::uint64_t{0}; })) return kNoState;
  store.write(index, key);
  store.commit(index + 1);
  return index;
}

Bytes state_of(std::uint64_t number, std::size_t stride) {
  Bytes state(stride);
  std::memcpy(state.data(), &number, std::min(stride, sizeof number));
  return state;
}

/// The number spread over all parts of the state.
Bytes scattered(std::uint64_t number, std::size_t stride) {
  Bytes state(stride);
  for (std::size_t i = 0; i < stride; i += 5, number >>= 3) state[i] = std::byte(number & 7);
  return state;
}

Bytes at(const StateStore& store, StateIndex i) {
  Bytes bytes(store.stride());
  store.copy(i, bytes.data());
  return bytes;
}

TEST(StateStore, agrees_with_a_map_through_many_growths) {
  for (const std::size_t stride : {1u, 3u, 7u, 8u, 16u, 17u, 40u, 170u}) {
    for (const bool spread : {false, true}) {
      MemoryBudget budget(0);
      {
        StateStore store(stride, {}, budget);
        std::map<Bytes, StateIndex> referee;
        std::mt19937_64 random(stride);
        for (int i = 0; i < 60'000; ++i) {
          const std::uint64_t number = random() % 40'000;
          const auto state = spread ? scattered(number, stride) : state_of(number, stride);
          const auto fresh = static_cast<StateIndex>(referee.size());
          const auto expected = referee.emplace(state, fresh).first->second;
          ASSERT_EQ(offer(store, state), expected);
        }
        ASSERT_EQ(store.size(), referee.size());
        for (const auto& [state, index] : referee) ASSERT_EQ(at(store, index), state);
      }
      EXPECT_EQ(budget.used(), 0u) << "all bytes are given back";
    }
  }
}

RC_GTEST_PROP(StateStoreProperty, keeps_order_of_discovery,
              (std::vector<std::uint16_t> numbers, std::uint8_t sizes)) {
  const std::size_t first = 1 + sizes % 9, second = 1 + sizes / 9 % 9, third = 1 + sizes / 81;
  MemoryBudget budget(0);
  StateStore store(first + second + third, {first, second, third}, budget);
  std::map<Bytes, StateIndex> referee;
  for (const auto number : numbers) {
    const Bytes state = state_of(number * 0x10001u, first + second + third);
    const auto fresh = static_cast<StateIndex>(referee.size());
    const auto expected = referee.emplace(state, fresh).first->second;
    RC_ASSERT(offer(store, state) == expected);
  }
}

/// Interning as a successor of something is a short cut, not another answer.
RC_GTEST_PROP(StateStoreProperty, the_state_before_makes_no_difference,
              (std::vector<std::uint32_t> numbers)) {
  MemoryBudget budget(0);
  StateStore store(24, {4, 8, 12}, budget);
  Bytes before = scattered(1, 24);
  StateKey before_key;
  RC_ASSERT(store.intern(before.data(), before_key));
  for (const auto number : numbers) {
    const Bytes state = scattered(number, 24);
    StateKey key, alone, found;
    RC_ASSERT(store.intern(state.data(), before.data(), before_key, key));
    RC_ASSERT(store.intern(state.data(), alone));
    RC_ASSERT(store.find_key(state.data(), found));
    RC_ASSERT(key == alone && key == found);
    Bytes bytes(24);
    store.copy(key, bytes.data());
    RC_ASSERT(bytes == state);
    before = state;
    before_key = key;
  }
}

TEST(StateStore, equal_but_for_the_last_byte_is_different) {
  MemoryBudget budget(0);
  StateStore store(41, {}, budget);
  Bytes state(41);
  EXPECT_EQ(offer(store, state), 0u);
  state.back() = std::byte{1};
  EXPECT_EQ(offer(store, state), 1u);
  state.back() = std::byte{0};
  EXPECT_EQ(offer(store, state), 0u);
}

TEST(StateStore, a_state_never_offered_is_not_found) {
  MemoryBudget budget(0);
  StateStore store(16, {8, 8}, budget);
  offer(store, state_of(1, 16));
  Bytes mixed = state_of(1, 16);
  mixed[9] = std::byte{7};
  StateKey key;
  EXPECT_FALSE(store.find_key(mixed.data(), key)) << "its second part is unknown";
  offer(store, mixed);
  mixed[0] = std::byte{0};
  EXPECT_FALSE(store.find_key(mixed.data(), key));
}

TEST(StateStore, widens_its_tuples_when_one_part_takes_many_values) {
  MemoryBudget budget(0);
  // Three parts share 56 bits: nineteen each at first, and then one needs more.
  StateStore store(24, {8, 8, 8}, budget);
  const std::uint64_t many = (1u << 19) + 1000;
  for (std::uint64_t i = 0; i < many; ++i) ASSERT_EQ(offer(store, state_of(i, 24)), i);
  for (std::uint64_t i = 0; i < many; i += 977) {
    ASSERT_EQ(at(store, static_cast<StateIndex>(i)), state_of(i, 24));
    ASSERT_EQ(offer(store, state_of(i, 24)), i);
  }
}

TEST(StateStore, a_spent_budget_refuses_and_keeps_what_is_there) {
  MemoryBudget budget(1'200'000);
  StateStore store(8, {}, budget);
  std::uint64_t inserted = 0;
  while (offer(store, state_of(inserted, 8)) == inserted) ++inserted;
  EXPECT_GT(inserted, 10'000u);
  EXPECT_LE(budget.used_max(), 1'200'000u);
  EXPECT_EQ(store.size(), inserted);
  for (std::uint64_t i = 0; i < inserted; ++i) {
    ASSERT_EQ(at(store, static_cast<StateIndex>(i)), state_of(i, 8));
  }
}

TEST(StateStore, is_full_at_its_last_index) {
  MemoryBudget budget(0);
  StateStore store(4, {}, budget, 3);
  for (std::uint64_t i = 0; i < 3; ++i) EXPECT_EQ(offer(store, state_of(i, 4)), i);
  EXPECT_FALSE(store.make_room(1));
  EXPECT_EQ(offer(store, state_of(2, 4)), 2u) << "what is there is found";
}

TEST(StateStore, costs_at_most_16_bytes_a_state_when_parts_repeat) {
  MemoryBudget budget(0);
  StateStore store(48, {16, 16, 16}, budget);
  Bytes state(48);
  for (std::uint64_t i = 0; i < 2'000'000; ++i) {
    for (unsigned p = 0; p < 3; ++p) {
      const std::uint64_t digit = i >> (7 * p) & 127;
      std::memcpy(state.data() + 16 * p, &digit, sizeof digit);
    }
    ASSERT_EQ(offer(store, state), i);
    // Not counted: the last chunk, which may be empty.
    if (i <= 1u << 20 || i % 1000 != 0) continue;
    ASSERT_LE(budget.used() - (8u << 20) - 8, 16 * (i + 1)) << i;
  }
}

TEST(PartTable, gives_one_number_to_one_part_whoever_asks) {
  MemoryBudget budget(0);
  PartTable table(12, budget);
  Workers workers(4);
  constexpr std::uint64_t kParts = 50'000;
  std::vector<std::vector<PartId>> numbers(4, std::vector<PartId>(kParts));
  workers.run([&](unsigned w) {
    std::mt19937_64 random(w);
    for (std::uint64_t n = 0; n < 2 * kParts; ++n) {
      const std::uint64_t part = n < kParts ? n : random() % kParts;
      numbers[w][part] = table.intern(state_of(part, 12).data());
    }
  });
  table.tidy();
  EXPECT_EQ(table.size(), kParts);
  for (std::uint64_t part = 0; part < kParts; ++part) {
    const Bytes bytes = state_of(part, 12);
    for (unsigned w = 0; w < 4; ++w) ASSERT_EQ(numbers[w][part], numbers[0][part]);
    ASSERT_EQ(table.find(bytes.data()), numbers[0][part]);
    ASSERT_EQ(std::memcmp(table.at(numbers[0][part]), bytes.data(), 12), 0);
  }
}

TEST(Workers, do_every_task_once_and_see_what_came_before) {
  for (const unsigned count : {1u, 2u, 5u}) {
    Workers workers(count);
    std::vector<int> done(1000);
    for (int round = 1; round <= 20; ++round) {
      workers.share(done.size(), [&](unsigned, std::size_t n) { ++done[n]; });
      ASSERT_EQ(std::count(done.begin(), done.end(), round), 1000);
    }
  }
}

TEST(Hash, spreads_small_numbers_over_the_upper_bits) {
  // 2^16 consecutive numbers in 2^16 buckets by the upper bits: a random function leaves about
  // 1/e of the buckets empty, that is 24109; a bad one leaves far more.
  std::vector<bool> seen(1 << 16), keys(1 << 16);
  for (std::uint64_t i = 0; i < 1 << 16; ++i) {
    const auto state = state_of(i, 24);
    seen[hash_bytes(state.data(), state.size()) >> 48] = true;
    keys[StateStore::hash({{static_cast<PartId>(i & 255), static_cast<PartId>(i >> 8), 0, 0}}) >>
         48] = true;
  }
  EXPECT_NEAR(static_cast<double>(std::count(seen.begin(), seen.end(), false)), 24109, 600);
  EXPECT_NEAR(static_cast<double>(std::count(keys.begin(), keys.end(), false)), 24109, 600);
}

}  // namespace
}  // namespace vmwire::explorer
