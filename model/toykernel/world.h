// What: the world of a kernel made up for learning: threads that wire pages, and a daemon.
// Source: derived: the least in which wiring can go wrong. docs/tutorial.md builds it step by step.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/family/area.h"

namespace vmwire::toykernel {

inline constexpr unsigned kThreadsMax = 4;
inline constexpr unsigned kPagesMax = 2;
inline constexpr unsigned kWireCountMax = 3;

/// A thread inside an operation. All zero: it is in none.
struct Thread {
  std::uint8_t op : 3;    ///< the operation that it is in
  std::uint8_t step : 2;  ///< its next step
  std::uint8_t page : 1;  ///< which page it is about
  std::uint8_t unused : 2;
  bool operator==(const Thread&) const = default;
};

/// In memory, or not.
BOOST_DEFINE_FIXED_ENUM_CLASS(PagePhase, std::uint8_t, out, in)
constexpr const char* name(PagePhase p) { return p == PagePhase::in ? "IN" : "OUT"; }

struct Page {
  std::uint8_t phase_bits : 1;  ///< whether it is in memory
  std::uint8_t wire_count : 2;  ///< the daemon leaves a page alone while it is not 0
  std::uint8_t promised : 2;    ///< ghost: wirings that have returned, and were not undone
  std::uint8_t unused : 3;
  bool operator==(const Page&) const = default;

  PagePhase phase() const { return static_cast<PagePhase>(phase_bits); }
};

/// Ghost. What the last step did that a law asks about.
struct Event {
  std::uint8_t wired_fault : 1;  ///< a fault on a page that is promised not to
  std::uint8_t page : 1;         ///< which one
  std::uint8_t unused : 6;
  bool operator==(const Event&) const = default;
};

struct World {
  Thread thread[kThreadsMax];
  Page page[kPagesMax];
  Event event;
  std::uint8_t unused;
  bool operator==(const World&) const = default;
};
static_assert(sizeof(World) == 8);

/// How much of it a run uses.
struct Size {
  unsigned threads = 2;    ///< 1..4
  unsigned in_flight = 2;  ///< operations begun and not returned, at most; 1..4
  unsigned pages = 1;      ///< 1..2
};

/// What laws and steps say that they look at.
enum class Area : std::uint8_t { thread, page, event };
constexpr const char* name(Area a) {
  return a == Area::thread ? "thread" : a == Area::page ? "page" : "event";
}
using AreaSet = family::AreaSet<Area, 3>;

}  // namespace vmwire::toykernel
