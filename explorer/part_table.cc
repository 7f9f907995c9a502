// What: how a table of parts takes in a new one, and grows.
#include "explorer/part_table.h"

#include "explorer/check.h"

namespace vmwire::explorer {

PartTable::PartTable(std::size_t bytes, MemoryBudget& budget) : bytes_(bytes), budget_(budget) {
  EXPLORER_CHECK(bytes > 0, "a part has no bytes");
  slots_ = new_slots(kFirst);
}

PartTable::~PartTable() {
  tidy();
  drop(slots_);
  for (unsigned c = 0; c < kChunks; ++c) budget_.release(chunks_[c], chunk_bytes(c));
}

void PartTable::tidy() {
  for (Slots* slots : left_behind_) drop(slots);
  left_behind_.clear();
}

// The first table is not taken from the budget: so there always is one, if full from the start.
PartTable::Slots* PartTable::new_slots(std::uint64_t size) {
  using Slot = std::atomic<std::uint64_t>;
  void* const memory = size == kFirst ? ::operator new(size * sizeof(Slot))
                                      : budget_.acquire(size * sizeof(Slot));
  if (memory == nullptr) return nullptr;
  auto* const slots = static_cast<Slot*>(memory);
  for (std::uint64_t i = 0; i < size; ++i) new (&slots[i]) Slot(0);
  return new Slots{size, slots};
}

void PartTable::drop(Slots* slots) {
  if (slots->size == kFirst) {
    ::operator delete(slots->at);
  } else {
    budget_.release(slots->at, slots->size * sizeof(std::atomic<std::uint64_t>));
  }
  delete slots;
}

bool PartTable::grow() {
  Slots* const old = slots_;
  Slots* const slots = new_slots(old->size * 2);
  if (slots == nullptr) return false;
  const std::uint64_t mask = slots->size - 1;
  for (std::uint64_t id = 0; id < size_; ++id) {
    const std::uint64_t hash = hash_bytes(at(static_cast<PartId>(id)), bytes_);
    std::uint64_t i = hash & mask;
    while (slots->at[i].load(std::memory_order_relaxed) != 0) i = (i + 1) & mask;
    slots->at[i].store((hash >> 32) << 32 | (id + 1), std::memory_order_relaxed);
  }
  slots_.store(slots, std::memory_order_release);
  left_behind_.push_back(old);
  return true;
}

PartId PartTable::add(const std::byte* part, std::uint64_t hash) {
  const std::lock_guard lock(adding_);
  const PartId known = probe(*slots_.load(std::memory_order_relaxed), part, hash);
  if (known != kNoPart) return known;
  const std::uint64_t id = size_;
  if (id == kPartsMax) return kNoPart;
  if ((id + 1) * 2 > slots_.load(std::memory_order_relaxed)->size && !grow()) return kNoPart;
  const std::uint64_t n = id + kFirst;
  const auto chunk = static_cast<unsigned>(std::bit_width(n)) - kFirstBits - 1;
  if (chunks_[chunk] == nullptr) {
    chunks_[chunk] = static_cast<std::byte*>(budget_.acquire(chunk_bytes(chunk)));
    if (chunks_[chunk] == nullptr) return kNoPart;
  }
  std::memcpy(chunks_[chunk] + (n - (kFirst << chunk)) * bytes_, part, bytes_);
  const Slots& slots = *slots_.load(std::memory_order_relaxed);
  std::uint64_t i = hash & (slots.size - 1);
  while (slots.at[i].load(std::memory_order_relaxed) != 0) i = (i + 1) & (slots.size - 1);
  size_.store(id + 1, std::memory_order_relaxed);
  // Last, and with release: who finds the number finds the bytes.
  slots.at[i].store((hash >> 32) << 32 | (id + 1), std::memory_order_release);
  return static_cast<PartId>(id);
}

}  // namespace vmwire::explorer
