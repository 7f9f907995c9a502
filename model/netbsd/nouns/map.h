// What: a process and its map's lock. The entries and PTEs stand in the family's world.
// Source: netbsd.md section 1.1 (vm_map).
// Leaves out: the timestamp's value; only "changed since" is kept, per thread (thread.h).
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/core/ids.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(ProcessPhase, std::uint16_t,
  none,    ///< this process does not exist
  embryo,  ///< being made by fork; cannot run yet
  alive,
  dying    ///< exit has begun: no thread of it begins anything else
)
inline constexpr unsigned kProcessPhases = kEnumerators<ProcessPhase>;

/// A process: one map, one pmap. Locks here are those held over more than one step;
/// a lock that a step takes and drops again is not in the world (docs/internals/atomicity.md).
struct Process {
  std::uint16_t phase_bits : 2;   ///< whether the process is there, and may begin anything
  std::uint16_t writer_bits : 3;  ///< thread that holds the map write lock over a sleep, or none
  std::uint16_t reader_bits : 3;  ///< thread that downgraded to a read lock (mlock), or none
  std::uint16_t busy_bits : 3;    ///< thread that has the map busy, or none
  std::uint16_t wired_ptes : 3;   ///< pmap_wired_count: present PTEs with WIRED set
  std::uint16_t unused : 2;       ///< zero
  bool operator==(const Process&) const = default;

  ProcessPhase phase() const { return static_cast<ProcessPhase>(phase_bits); }
  ThreadId writer() const { return static_cast<ThreadId>(writer_bits); }
  ThreadId reader() const { return static_cast<ThreadId>(reader_bits); }
  ThreadId busy() const { return static_cast<ThreadId>(busy_bits); }
};
static_assert(sizeof(Process) == 2);

constexpr const char* name(ProcessPhase p) {
  switch (p) {
    case ProcessPhase::none: return "NONE";
    case ProcessPhase::embryo: return "EMBRYO";
    case ProcessPhase::alive: return "ALIVE";
    case ProcessPhase::dying: return "DYING";
  }
  return "?";
}

}  // namespace vmwire::netbsd
