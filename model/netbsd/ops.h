// What: THE list of operations. Its order is the order of actions, and so of successors.
// Source: netbsd.md section 2.
// An operation is a file in op/ and its name here. What it does, what it is called with and what
// it touches stand in its row at the end of that file. Operations of threads come first.
#pragma once

#include <cstdint>

#include "model/family/action.h"
#include "model/netbsd/nouns/thread.h"

#define VMWIRE_NETBSD_THREAD_OPS(X) \
  X(mmap)                           \
  X(munmap)                         \
  X(mprotect)                       \
  X(mlock)                          \
  X(munlock)                        \
  X(physio)                         \
  X(read)                           \
  X(write)                          \
  X(fork)                           \
  X(exit)                           \
  X(truncate)                       \
  X(extend)

/// Of the kernel's own actors.
#define VMWIRE_NETBSD_KERNEL_OPS(X) \
  X(deactivate)                     \
  X(reactivate)                     \
  X(scan_inactive)                  \
  X(pageout_done)                   \
  X(swap_shortage)                  \
  X(forget)

#define VMWIRE_NETBSD_OPS(X) VMWIRE_NETBSD_THREAD_OPS(X) VMWIRE_NETBSD_KERNEL_OPS(X)

namespace vmwire::netbsd {

using family::OpId;

/// The names as constants: op::mlock.
namespace op {
namespace place {
#define VMWIRE_PLACE(name) name,
enum Of : std::uint8_t { none, VMWIRE_NETBSD_OPS(VMWIRE_PLACE) count };
#undef VMWIRE_PLACE
}  // namespace place

inline constexpr OpId none = OpId::none;
#define VMWIRE_CONSTANT(name) inline constexpr OpId name{place::name};
VMWIRE_NETBSD_OPS(VMWIRE_CONSTANT)
#undef VMWIRE_CONSTANT
}  // namespace op

inline constexpr unsigned kOps = op::place::count;  ///< "none" included
/// Those of threads, "none" included: Thread::op holds one of these.
#define VMWIRE_ONE(name) +1u
inline constexpr unsigned kThreadOps = 1u VMWIRE_NETBSD_THREAD_OPS(VMWIRE_ONE);
#undef VMWIRE_ONE
static_assert(kThreadOps <= 16, "Thread::op has four bits");

/// The operations' names, in order; "-" for none.
#define VMWIRE_NAME(name) #name,
inline constexpr const char* kOpNames[] = {"-", VMWIRE_NETBSD_OPS(VMWIRE_NAME)};
#undef VMWIRE_NAME

/// Thread::arg of an mlock that has had the map's lock. Before, it has only looked at the limits.
inline constexpr unsigned kMlockCounts = 1;

/// Wiring in progress (section 4): a thread counts, or has counted, the entries of a range that
/// holds `va`.
inline bool wires(const Thread& t, unsigned va) {
  return t.op == family::number(op::mlock) && t.arg == kMlockCounts && t.start <= va && va < t.end;
}

}  // namespace vmwire::netbsd
