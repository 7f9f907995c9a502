// What: visited sets that keep a hash of a state or a few bits, and so may take a new state for a
// known one; and how often that is to be expected.
// Source: Wolper and Leroy, "Reliable Hashing without Collision Detection" (CAV 1993): hashes;
// Holzmann, "An Analysis of Bitstate Hashing" (PSTV 1995): bits; Dillinger and Manolios, "Bloom
// Filters in Probabilistic Verification" (FMCAD 2004): several bits from two hashes.
// Next: visited.h, which gives them to a search.
#pragma once

#include <array>
#include <cstdint>

#include "explorer/hash.h"
#include "explorer/memory_budget.h"

namespace vmwire::explorer {

/// What became of a state that was looked up, to be entered if it is new.
enum class Entered : std::uint8_t {
  fresh,
  known,      ///< or so it seems
  no_memory,
  no_index,   ///< an exact set only: all numbers are taken
};

/// Hashes of 64 bits by open addressing. A new state is missed when some known one has its hash,
/// which with n known ones, hashes taken as ideal, has the probability n / 2^64.
class HashTable {
 public:
  explicit HashTable(MemoryBudget& budget) : budget_(budget) {}
  ~HashTable();
  HashTable(const HashTable&) = delete;
  HashTable& operator=(const HashTable&) = delete;

  void prefetch(std::uint64_t hash) const {
    const Segment& segment = segments_[hash >> 60];
    if (segment.slots != 0) __builtin_prefetch(&segment.slot[home(hash, segment.slots)]);
  }
  Entered enter(std::uint64_t hash) {
    if (hash == 0) hash = 1;  // 0 is a free slot
    Segment& segment = segments_[hash >> 60];
    std::uint64_t at = 0;
    if (segment.slots != 0) {
      at = find(segment, hash);
      if (segment.slot[at] == hash) return Entered::known;
    }
    if (segment.used + 1 > segment.slots / 5 * 4) {
      if (!grow(segment)) return Entered::no_memory;
      at = find(segment, hash);
    }
    segment.slot[at] = hash;
    ++segment.used;
    ++size_;
    return Entered::fresh;
  }
  std::uint64_t size() const { return size_; }

  /// The share of states that were missed, as expected: the mean of n / 2^64 over the n entered.
  /// Times the number of states it is the probability that any was missed, while that is small.
  double omitted() const { return static_cast<double>(size_) / 2 / 0x1p64; }

 private:
  /// Segments grow each at another time, so that the old and the new one are small beside the rest.
  struct Segment {
    std::uint64_t* slot = nullptr;
    std::uint64_t slots = 0;
    std::uint64_t used = 0;
  };
  static constexpr unsigned kSegments = 16;

  /// Keeps the order of the hashes: growth reads and writes in order.
  static std::uint64_t home(std::uint64_t hash, std::uint64_t slots) {
    return (hash << 4 >> 32) * slots >> 32;
  }
  /// Where the hash is, or would go.
  static std::uint64_t find(const Segment& segment, std::uint64_t hash) {
    std::uint64_t at = home(hash, segment.slots);
    while (segment.slot[at] != 0 && segment.slot[at] != hash) {
      if (++at == segment.slots) at = 0;
    }
    return at;
  }
  bool grow(Segment& segment);

  MemoryBudget& budget_;
  std::array<Segment, kSegments> segments_;
  std::uint64_t size_ = 0;
};

/// One array of bits, three for each state. A new state is missed when all of its bits are set.
class BitTable {
 public:
  static constexpr unsigned kBits = 3;

  /// All `bytes` are taken at once; if the budget does not have them, nothing can be entered.
  BitTable(std::uint64_t bytes, MemoryBudget& budget);
  ~BitTable();
  BitTable(const BitTable&) = delete;
  BitTable& operator=(const BitTable&) = delete;

  void prefetch(std::uint64_t hash) const {
    if (word_ == nullptr) return;
    for (const std::uint64_t bit : bits_of(hash)) __builtin_prefetch(&word_[bit / 64]);
  }
  Entered enter(std::uint64_t hash) {
    if (word_ == nullptr) return Entered::no_memory;
    const std::uint64_t set_before = set_;
    for (const std::uint64_t bit : bits_of(hash)) {
      std::uint64_t& word = word_[bit / 64];
      const std::uint64_t mask = std::uint64_t{1} << bit % 64;
      set_ += (word & mask) == 0 ? 1 : 0;
      word |= mask;
    }
    if (set_ == set_before) return Entered::known;
    ++size_;
    count_missed(set_before);
    return Entered::fresh;
  }
  std::uint64_t size() const { return size_; }
  double fill() const { return static_cast<double>(set_) / static_cast<double>(bits_); }

  /// The share of states that were missed, as expected. While a share f of the bits is set, a new
  /// state is missed with the probability q = f^3. So behind each state that was entered there are
  /// q / (1 - q) that were not; the share is their sum, by the sum and the states entered. While f
  /// is small that is the mean of f^3 over the entries. States that only missed ones lead to are
  /// not in it: nobody has seen them.
  double omitted() const {
    const auto entered = static_cast<double>(size_);
    return size_ == 0 ? 0 : missed_ / (missed_ + entered);
  }

 private:
  /// Double hashing: bit i is at a + i * b.
  std::array<std::uint64_t, kBits> bits_of(std::uint64_t hash) const {
    const auto below = [](std::uint64_t h, std::uint64_t n) {
      __extension__ using Wide = unsigned __int128;
      return static_cast<std::uint64_t>(static_cast<Wide>(h) * n >> 64);
    };
    const std::uint64_t step = 1 + below(fold(hash ^ kOther, kFactor), bits_ - 1);
    std::array<std::uint64_t, kBits> bits{below(hash, bits_)};
    for (unsigned i = 1; i < kBits; ++i) {
      bits[i] = bits[i - 1] + step;
      if (bits[i] >= bits_) bits[i] -= bits_;
    }
    return bits;
  }
  void count_missed(std::uint64_t set) {
    const double fill = static_cast<double>(set) / static_cast<double>(bits_);
    const double all_set = fill * fill * fill;
    missed_ += all_set / (1 - all_set);
  }

  static constexpr std::uint64_t kOther = 0xe7037ed1a0b428db, kFactor = 0x8ebc6af09c88c6e3;

  MemoryBudget& budget_;
  std::uint64_t bits_;
  std::uint64_t* word_;
  std::uint64_t set_ = 0;   ///< bits
  std::uint64_t size_ = 0;  ///< states entered
  double missed_ = 0;       ///< states, as expected
};

}  // namespace vmwire::explorer
