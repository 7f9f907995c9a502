// What: a physical page: its phase (which queue), wire count, BUSY bits, owner, ghost data.
// Source: netbsd.md section 1.6 (vm_page) and 2.0 (page_wire and its family).
// Leaves out: RDONLY and FAKE, see docs/warts.md. Read next: machine/page.h, its lifecycle.
#pragma once

#include <cstdint>

#include <boost/describe/enum.hpp>

#include "model/core/described.h"
#include "model/netbsd/nouns/ids.h"

namespace vmwire::netbsd {

/// Where a page stands. The queue of section 1.6, with NONE split by the reason for it.
BOOST_DEFINE_FIXED_ENUM_CLASS(PagePhase, std::uint32_t,
  free,      ///< on FREE
  unqueued,  ///< allocated, on no queue: new, or BUSY in pageout
  active,    ///< on ACTIVE
  inactive,  ///< on INACTIVE
  wired      ///< on no queue because it is wired
)
inline constexpr unsigned kPagePhases = kEnumerators<PagePhase>;

/// Ghost. Whose data a copy (page, swap slot or file block) holds.
enum class Data : std::uint32_t {
  none = 0,     ///< nothing: a free page or slot
  fresh = 1,    ///< the latest write to the location that owns the copy
  stale = 2,    ///< an older write to that location
  foreign = 3,  ///< another owner's data
};

/// Who owns a page: 0 nobody, 1..8 the anon with that id, 9..11 a page of the file (offset + 9).
enum class OwnerId : std::uint32_t { none = 0 };

constexpr OwnerId owner_of(AnonId a) { return static_cast<OwnerId>(a); }
constexpr OwnerId owner_of_file_page(unsigned offset) { return static_cast<OwnerId>(9u + offset); }
constexpr bool is_anon(OwnerId o) {
  return o != OwnerId::none && static_cast<unsigned>(o) <= 8u;
}
constexpr bool is_file(OwnerId o) { return static_cast<unsigned>(o) >= 9u; }
constexpr AnonId anon_of(OwnerId o) { return static_cast<AnonId>(o); }
constexpr unsigned file_offset_of(OwnerId o) { return static_cast<unsigned>(o) - 9u; }

inline constexpr unsigned kWireCountWrap = 8;  ///< wire_count is kept modulo this

struct Page {
  PagePhase phase : 3;           ///< the queue it is on, or why it is on none
  std::uint32_t wire_count : 3;  ///< wirings; wraps to 7 on underflow, as 16 bits did in 1999
  std::uint32_t busy : 1;        ///< BUSY: someone owns the page for I/O or a transition
  ActorId busy_by : 4;           ///< ghost: who made it BUSY; none when not BUSY
  std::uint32_t released : 1;    ///< RELEASED: free me when unbusied
  std::uint32_t pageout : 1;     ///< PAGEOUT: the pagedaemon asked for the write in progress
  std::uint32_t clean : 1;       ///< CLEAN: identical to backing store
  OwnerId owner : 4;             ///< anon or file page, or nobody
  Data data : 2;                 ///< ghost: whose data the page holds
  std::uint32_t unused : 12;     ///< zero
  bool operator==(const Page&) const = default;
};
static_assert(sizeof(Page) == 4);

inline constexpr PageId kLostPage = static_cast<PageId>(7);  ///< ghost: the page claimed was freed
/// The frame that vmapbuf maps where it has found none: frame 0, which is nobody's page.
inline constexpr PageId kNoFrame = kLostPage;

constexpr const char* name(PagePhase p) {
  switch (p) {
    case PagePhase::free: return "FREE";
    case PagePhase::unqueued: return "NONE";
    case PagePhase::active: return "ACTIVE";
    case PagePhase::inactive: return "INACTIVE";
    case PagePhase::wired: return "WIRED";
  }
  return "?";
}
constexpr const char* name(Data d) {
  switch (d) {
    case Data::none: return "none";
    case Data::fresh: return "fresh";
    case Data::stale: return "stale";
    case Data::foreign: return "foreign";
  }
  return "?";
}

}  // namespace vmwire::netbsd
