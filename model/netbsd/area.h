// What: areas of the world, the vocabulary in which steps and laws say what they read and write.
// Source: derived: an area is what some step or law can leave alone while it uses its neighbour.
// Two areas split one field by its value: a WIRED PTE is not what the pmap may forget, and ACTIVE
// or INACTIVE is not a question to somebody who asks if a page is FREE. Read next: footprint.h.
#pragma once

#include <cstdint>
#include <string>

#include "model/family/area.h"
#include "model/family/field.h"
#include "model/family/footprint.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

enum class Area : std::uint8_t {
  thread_op,       ///< idle or not; which operation, and its arguments (op, start, end, arg)
  thread,          ///< how far: which phase of those that are not idle, step, fault, va, page ...
  thread_vslock,   ///< the pages that its vslock holds
  thread_frames,   ///< the frames that its vmapbuf has mapped, and ghost: gone, spoilt
  thread_trap,     ///< ghost: trap_promised, trap_wired, disallowed
  thread_waits,    ///< it is a waiting writer
  process,         ///< its phase
  map_lock,        ///< writer, reader, busy
  wired_ptes,      ///< pmap_wired_count
  entry,
  pte_wired,       ///< is it WIRED, and then: its page and protection
  pte_unwired,     ///< is it present and not WIRED, and then: its page and protection
  claim,           ///< ghost: Cell::claim
  promise,         ///< ghost: Cell::promised, excused, lag
  page_phase,      ///< FREE, NONE, on a queue, or WIRED
  page_queue,      ///< which queue, of a page that is on one: ACTIVE or INACTIVE
  page_wire_count,
  page_busy,       ///< BUSY and by whom, RELEASED, PAGEOUT
  page_clean,
  page_owner,
  page_data,       ///< ghost
  amap,
  anon,
  slot,
  slot_data,       ///< ghost
  file_size,
  file_data,       ///< ghost
  wired_total,     ///< uvmexp.wired
  hard_errors,
  panic,
  event,           ///< ghost: what the last step did
};
inline constexpr unsigned kAreas = 31;
const char* name(Area a);  ///< as spelt in the enum

using AreaSet = family::AreaSet<Area, kAreas>;
using Footprint = family::Footprint<AreaSet>;
using Reach = family::Reach<AreaSet>;

/// What has areas: a thread, a process with its map, or a page; or what is there once, and has
/// neither (anons, amaps, swap slots, the file, counters, the event).
struct Holder {
  enum class Kind : std::uint8_t { thread, entry, pte, cell, process, page, anywhere };
  Kind kind = Kind::anywhere;
  unsigned i = 0;  ///< of the thread, process or page
  unsigned j = 0;  ///< of the entry, or VA page, of process i
};

/// What a field of the world belongs to. A field that two areas split is in both.
Holder holder_of(const family::Field& field);
AreaSet areas_of(const std::string& noun, const std::string& member);

/// The areas in which things of one kind differ. Empty exactly if they are equal.
AreaSet difference(const Thread& a, const Thread& b);
AreaSet difference(const Process& a, const Process& b);
AreaSet difference(const Entry& a, const Entry& b);
AreaSet difference(const Pte& a, const Pte& b);
AreaSet difference(const Cell& a, const Cell& b);
AreaSet difference(const Page& a, const Page& b);

/// Calls visit(Holder, AreaSet) for each thing in which two worlds differ.
template <class Visit>
void each_difference(const World& a, const World& b, Visit&& visit);
/// All areas in which two worlds differ.
AreaSet difference(const World& a, const World& b);

// --- the template above -----------------------------------------------------------------------

/// Of what belongs to no thread, process or page.
AreaSet difference_anywhere(const World& a, const World& b);

template <class Visit>
void each_difference(const World& a, const World& b, Visit&& visit) {
  using enum Holder::Kind;
  const auto compare = [&](const auto& x, const auto& y, Holder holder) {
    if (!(x == y)) visit(holder, difference(x, y));
  };
  for (unsigned i = 0; i < kThreadsMax; ++i) compare(a.thread[i], b.thread[i], {thread, i, 0});
  for (unsigned i = 0; i < kPagesMax; ++i) compare(a.page[i], b.page[i], {page, i, 0});
  for (unsigned i = 0; i < kProcessesMax; ++i) {
    compare(a.process[i], b.process[i], {process, i, 0});
    for (unsigned j = 0; j < kEntriesMax; ++j) compare(a.entry[i][j], b.entry[i][j], {entry, i, j});
    for (unsigned j = 0; j < kVaMax; ++j) compare(a.pte[i][j], b.pte[i][j], {pte, i, j});
    for (unsigned j = 0; j < kVaMax; ++j) compare(a.cell[i][j], b.cell[i][j], {cell, i, j});
  }
  const AreaSet rest = difference_anywhere(a, b);
  if (!rest.empty()) visit(Holder{anywhere, 0, 0}, rest);
}

}  // namespace vmwire::netbsd
