// What: allocation with an account, and three numbers from the proc file system.
// Source: proc(5): /proc/self/status (VmRSS, VmHWM), /proc/meminfo (MemAvailable).
#include "explorer/memory_budget.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace vmwire::explorer {

namespace {

constexpr std::uint64_t kBig = std::uint64_t{1} << 20;  ///< from here on, the system's own pieces
constexpr std::uint64_t kLine = 64;

std::uint64_t in_lines(std::uint64_t bytes) { return (bytes + kLine - 1) / kLine * kLine; }

/// Aligned so that the system can use its largest pieces.
void* map_aligned(std::uint64_t bytes) {
  constexpr std::uint64_t kHuge = std::uint64_t{2} << 20;
  const std::uint64_t length = (bytes + kLine * kLine - 1) / (kLine * kLine) * (kLine * kLine);
  void* const all = mmap(nullptr, length + kHuge, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) return nullptr;
  auto* const first = static_cast<std::byte*>(all);
  const std::uint64_t before = (kHuge - reinterpret_cast<std::uintptr_t>(all) % kHuge) % kHuge;
  if (before != 0) munmap(first, before);
  if (before != kHuge) munmap(first + before + length, kHuge - before);
  madvise(first + before, length, MADV_HUGEPAGE);  // a wish: it may be refused
  return first + before;
}

}  // namespace

bool MemoryBudget::take(std::uint64_t bytes) {
  std::uint64_t used = used_;
  do {
    if (bytes_max_ != 0 && (bytes > bytes_max_ || used > bytes_max_ - bytes)) return false;
  } while (!used_.compare_exchange_weak(used, used + bytes));
  std::uint64_t most = used_max_;
  while (most < used + bytes && !used_max_.compare_exchange_weak(most, used + bytes)) {
  }
  return true;
}

void* MemoryBudget::acquire(std::uint64_t bytes) {
  if (!take(bytes)) return nullptr;
  void* memory = nullptr;
  if (bytes >= kBig) {
    memory = map_aligned(bytes);
  } else {
    memory = std::aligned_alloc(kLine, in_lines(bytes));
    if (memory != nullptr) std::memset(memory, 0, bytes);
  }
  if (memory == nullptr) used_ -= bytes;
  return memory;
}

void MemoryBudget::release(void* memory, std::uint64_t bytes) {
  if (memory == nullptr) return;
  if (bytes >= kBig) {
    munmap(memory, bytes);
  } else {
    std::free(memory);
  }
  used_ -= bytes;
}

namespace {

/// The value of a line "<key>   <number> kB", in bytes.
std::uint64_t proc_bytes(const char* file, const char* key) {
  std::FILE* in = std::fopen(file, "r");
  if (in == nullptr) return 0;
  char line[256];
  unsigned long long kilobytes = 0;
  const std::size_t length = std::strlen(key);
  while (std::fgets(line, sizeof line, in) != nullptr) {
    if (std::strncmp(line, key, length) != 0) continue;
    kilobytes = std::strtoull(line + length, nullptr, 10);
    break;
  }
  std::fclose(in);
  return kilobytes * 1024;
}

}  // namespace

std::uint64_t resident_bytes() { return proc_bytes("/proc/self/status", "VmRSS:"); }
std::uint64_t resident_bytes_max() { return proc_bytes("/proc/self/status", "VmHWM:"); }
std::uint64_t available_bytes() { return proc_bytes("/proc/meminfo", "MemAvailable:"); }

}  // namespace vmwire::explorer
