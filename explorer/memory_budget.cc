// What: malloc with an account, and three numbers from the proc file system.
// Source: proc(5): /proc/self/status (VmRSS, VmHWM), /proc/meminfo (MemAvailable).
#include "explorer/memory_budget.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace vmwire::explorer {

bool MemoryBudget::allows(std::uint64_t bytes) const {
  return bytes_max_ == 0 || (bytes <= bytes_max_ && used_ <= bytes_max_ - bytes);
}

void* MemoryBudget::taken(void* memory, std::uint64_t bytes) {
  if (memory == nullptr) return nullptr;
  used_ += bytes;
  used_max_ = std::max(used_max_, used_);
  return memory;
}

void* MemoryBudget::acquire(std::uint64_t bytes) {
  return allows(bytes) ? taken(std::malloc(bytes), bytes) : nullptr;
}

void* MemoryBudget::acquire_zeroed(std::uint64_t bytes) {
  return allows(bytes) ? taken(std::calloc(bytes, 1), bytes) : nullptr;
}

void MemoryBudget::release(void* memory, std::uint64_t bytes) {
  if (memory == nullptr) return;
  std::free(memory);
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
