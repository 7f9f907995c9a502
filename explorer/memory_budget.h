// What: where the big tables get their bytes; a refusal is an answer, not an exception.
// Source: running out of memory must end in "inconclusive", see verdict.h.
// Leaves out: small vectors (paths, findings), which use the ordinary allocator.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace vmwire::explorer {

/// May be asked by several workers at once.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t bytes_max) : bytes_max_(bytes_max) {}  ///< 0: no limit
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  /// Zeroed memory, aligned to a cache line at least; null when the budget or the system refuses.
  /// Big blocks are laid out so that the processor can translate their addresses cheaply: they are
  /// looked up at random, and a translation that is not cached doubles the price of a look-up.
  void* acquire(std::uint64_t bytes);
  void release(void* memory, std::uint64_t bytes);

  std::uint64_t used() const { return used_; }
  std::uint64_t used_max() const { return used_max_; }  ///< high-water mark

 private:
  bool take(std::uint64_t bytes);

  std::uint64_t bytes_max_;
  std::atomic<std::uint64_t> used_ = 0;
  std::atomic<std::uint64_t> used_max_ = 0;
};

std::uint64_t resident_bytes();       ///< of this process, now; 0 when the system does not say
std::uint64_t resident_bytes_max();   ///< of this process, at its largest
std::uint64_t available_bytes();      ///< of the machine, now; for choosing a limit

}  // namespace vmwire::explorer
