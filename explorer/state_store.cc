// What: how the store of states divides a state, widens its tuples, and grows.
#include "explorer/state_store.h"

#include <numeric>

namespace vmwire::explorer {

namespace {

constexpr unsigned kRootBits = 56;

std::vector<std::size_t> divided(std::size_t stride) {
  constexpr std::size_t kPartBytes = 32;  // few enough that parts repeat
  const std::size_t wanted = (stride + kPartBytes - 1) / kPartBytes;
  const std::size_t parts = std::min<std::size_t>(kPartsMax, wanted);
  std::vector<std::size_t> sizes;
  for (std::size_t p = 0; p < parts; ++p) {
    sizes.push_back(stride * (p + 1) / parts - stride * p / parts);
  }
  return sizes;
}

}  // namespace

StateStore::StateStore(std::size_t stride, std::vector<std::size_t> parts, MemoryBudget& budget,
                       StateIndex states_max)
    : stride_(stride), budget_(budget), states_max_(states_max), index_(budget) {
  EXPLORER_CHECK(stride > 0, "a packed state has no bytes");
  EXPLORER_CHECK(states_max <= kStatesMax, "more states than indices");
  if (stride <= kRootBytes) return;
  if (parts.empty()) parts = divided(stride);
  EXPLORER_CHECK(parts.size() <= kPartsMax, "a packed state has too many parts");
  EXPLORER_CHECK(std::accumulate(parts.begin(), parts.end(), std::size_t{0}) == stride,
                 "the parts of a packed state are not the whole");
  for (const std::size_t bytes : parts) {
    parts_.push_back(std::make_unique<PartTable>(bytes, budget));
  }
  EXPLORER_CHECK(fit(), "a new store has no room");
}

StateStore::~StateStore() {
  for (unsigned c = 0; c < chunks_.size(); ++c) {
    budget_.release(chunks_[c], chunk_bytes(c));
  }
}

bool StateStore::fit() {
  if (direct()) return true;
  bool fits = true;
  unsigned needed = 0;
  std::array<unsigned, kPartsMax> bits{};
  for (unsigned p = 0; p < parts_.size(); ++p) {
    parts_[p]->tidy();
    bits[p] = static_cast<unsigned>(std::bit_width(parts_[p]->size()));
    fits &= width_[p] != 0 && bits[p] <= width_[p];
    needed += bits[p];
  }
  if (fits) return true;
  if (needed > kRootBits) return false;
  const auto old_width = width_;
  const auto old_shift = shift_;
  // What is left over goes to all alike.
  unsigned spare = kRootBits - needed, first = 0;
  for (unsigned p = 0; p < parts_.size(); ++p) {
    const unsigned share = spare / static_cast<unsigned>(parts_.size() - p);
    spare -= share;
    width_[p] = bits[p] + share;
    shift_[p] = first;
    first += width_[p];
  }
  const auto new_width = width_;
  const auto new_shift = shift_;
  for (StateIndex i = 0; i < size_; ++i) {
    width_ = old_width;
    shift_ = old_shift;
    const StateKey key = decode(root(i));
    width_ = new_width;
    shift_ = new_shift;
    const std::uint64_t value = encode(key);
    std::memcpy(at(i), &value, kRootBytes);
  }
  return true;
}

bool StateStore::make_room(StateIndex more) {
  if (more > states_max_ - size_) return false;
  if (more == 0) return true;
  const unsigned last = chunk_of(size_ + more - 1);
  while (chunks_.size() <= last) {
    const auto chunk = static_cast<unsigned>(chunks_.size());
    auto* const memory = static_cast<std::byte*>(budget_.acquire(chunk_bytes(chunk)));
    if (memory == nullptr) return false;
    chunks_.push_back(memory);
  }
  return true;
}

}  // namespace vmwire::explorer
