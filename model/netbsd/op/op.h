// What: the operations in one table, with their arguments and who performs them.
// Source: netbsd.md section 2.
// Read next: the file of the operation itself (op/mlock.cc ...), and step.h for what a step is.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace vmwire::netbsd {

enum class OpId : std::uint8_t {
  none = 0,
  // of threads; these fit Thread::op
  mmap, munmap, mprotect, mlock, munlock, physio, read, write, fork, exit, truncate, extend,
  // of the kernel's own actors
  deactivate, reactivate, scan_inactive, pageout_done, swap_shortage, forget,
};
inline constexpr unsigned kOps = 19;
inline constexpr unsigned kThreadOps = 13;  ///< including none

/// Actors: threads are 0..kThreadsMax-1; then the kernel's own.
enum class Actor : std::uint8_t { pagedaemon = 4, disk = 5, pmap = 6 };

/// A labelled transition on offer. Ordered, so that successors come in a fixed order.
struct Action {
  std::uint8_t actor = 0;   ///< thread index, or an Actor
  OpId op = OpId::none;     ///< the operation begun or gone on with
  std::uint8_t start = 0;   ///< begin: first VA page (of truncate, extend: the new size).
                            ///< pagedaemon, disk: page index; pmap: process
  std::uint8_t end = 0;     ///< begin: one past the last VA page; pmap: VA page
  std::uint8_t arg = 0;     ///< begin: the operation's own argument
  std::uint8_t begins = 0;  ///< 1: the operation begins with this step
  std::uint16_t choice = 0; ///< ordinal of the outcome where the step has several (I/O errors ...)
  auto operator<=>(const Action&) const = default;
};
static_assert(sizeof(Action) == 8);

struct OpInfo {
  OpId id;
  const char* name;        ///< "mlock"
  const char* actor;       ///< "thread", "pagedaemon", "disk", "pmap"
  const char* citation;
  const char* sentence;
  std::vector<const char*> arguments;  ///< spelling of Action::arg, by value; empty: none
  bool range;              ///< start and end are VA pages
};
const std::vector<OpInfo>& ops();
const OpInfo& op_info(OpId id);
/// Null when no operation bears the name.
const OpInfo* find_op(const std::string& name);

}  // namespace vmwire::netbsd
