// What: what the law files share: nouns, excuses, claims on pages, and how a culprit is spelt.
// Source: netbsd.md section 4 (W(p), quiescent, wiring in progress).
// This is all that a law file includes. Leaves out the laws: each is a file of its own, and laws.h
// has them all. A constant beside a word says which areas the word reads, for a law's row.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "invariants/law.h"
#include "model/netbsd/area.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd_laws {

using namespace netbsd;  // a law speaks in nothing but the family's nouns
using invariants::broken;
using invariants::Culprit;

struct Nouns {
  using World = netbsd::World;
  using Size = netbsd::Size;
  using AreaSet = netbsd::AreaSet;
  static constexpr AreaSet kEventAreas{Area::event};
  static constexpr AreaSet kPanicAreas{Area::panic};
  static bool has_event(const World& w) { return std::bit_cast<std::uint32_t>(w.event) != 0; }
  static bool has_panicked(const World& w) { return w.system.panic != Panic::none; }
};

using Law = invariants::Law<Nouns>;
using Laws = std::vector<Law>;  ///< of one file

inline constexpr AreaSet kPte{Area::pte_wired, Area::pte_unwired};

// --- excuses ----------------------------------------------------------------------------------

/// True while a thread of the process is inside mlock of a range that holds `va`.
inline bool wiring_in_progress(const World& w, const Size& size, unsigned process, unsigned va) {
  unsigned t = size.first_thread(process);
  for (const unsigned end = t + size.threads[process]; t < end; ++t) {
    if (wires(w.thread[t], va)) return true;
  }
  return false;
}
inline constexpr AreaSet kWiringInProgress{Area::thread_op};

/// No operation in progress: every thread is idle, and no page is BUSY with the pagedaemon's I/O.
inline bool quiescent(const World& w, const Size& size) {
  for (const Thread& thread : w.thread) {
    if (thread.phase != ThreadPhase::idle) return false;
  }
  for (unsigned i = 0; i < size.pages; ++i) {
    if (w.page[i].busy) return false;
  }
  return true;
}
inline constexpr AreaSet kQuiescent{Area::thread_op, Area::page_busy};

// --- claims -----------------------------------------------------------------------------------

/// W(p) of every page, by PageId. claims.on(PageId::none) and on(kLostPage) mean nothing.
class Claims {
 public:
  Claims(const World& w, const Size& size) {
    for (unsigned p = 0; p < size.processes; ++p) {
      for (unsigned va = 0; va < size.va_pages; ++va) ++on_[w.cell[p][va].claim_bits];
    }
    for (const Thread& thread : w.thread) {
      if (thread.vslocked == 0) continue;
      for (unsigned va = 0; va < size.va_pages; ++va) {
        ++on_[static_cast<unsigned>(thread.vslock_claim(va))];
      }
    }
  }
  unsigned on(PageId p) const { return on_[static_cast<unsigned>(p)]; }

 private:
  std::uint8_t on_[8] = {};
};
inline constexpr AreaSet kClaims{Area::claim, Area::thread_vslock};

/// How many threads of the process have a vslock claim at `va`, on whatever page.
inline unsigned vslocks_at(const World& w, const Size& size, unsigned process, unsigned va) {
  unsigned t = size.first_thread(process);
  unsigned count = 0;
  for (const unsigned end = t + size.threads[process]; t < end; ++t) {
    count += w.thread[t].vslock_claim(va) != PageId::none;
  }
  return count;
}

// --- loops ------------------------------------------------------------------------------------

/// Calls holds(process, entry, va) for each page of each wired entry, until one answers false.
template <class Holds>
bool every_wired_va(const World& w, const Size& size, Holds&& holds) {
  for (unsigned p = 0; p < size.processes; ++p) {
    for (const Entry& e : w.entry[p]) {
      if (e.phase == EntryPhase::unused) break;
      if (!e.live() || !e.wired()) continue;
      for (unsigned va = e.start; va < e.end && va < size.va_pages; ++va) {
        if (!holds(p, e, va)) return false;
      }
    }
  }
  return true;
}

// --- culprits ---------------------------------------------------------------------------------
// Everything is numbered from 0, as the tables of a trace are.

std::string page_name(PageId p);                              ///< "page 0", "no page"
std::string page_name(unsigned i);                            ///< "page 0", by index
std::string anon_name(AnonId a);                              ///< "anon 0", "no anon"
std::string slot_name(SlotId s);                              ///< "slot 0", "no slot", "a bad slot"
std::string process_name(unsigned process);                   ///< "P0"
std::string pte_name(unsigned process, unsigned va);          ///< "P0:0"
std::string entry_name(unsigned process, const Entry& e);     ///< "entry P0 [0,1)"
/// "entry P0 [0,1) wired_count 1", or "no entry".
std::string entry_at_name(const World& w, unsigned process, unsigned va);
/// "PTE WIRED on page 0", "PTE ABSENT".
std::string pte_state(const World& w, unsigned process, unsigned va);
/// ": P0:0 claims it, P0.t1 vslocks it at P0:0, P1:0 claims nothing"; who claims the page, and who
/// maps it wired without any claim. Empty when nobody does either.
std::string claimants(const World& w, const Size& size, PageId p);
inline constexpr AreaSet kClaimants = kClaims | kPte | AreaSet{Area::entry};

/// Of location_page.
inline constexpr AreaSet kLocation{Area::entry, Area::amap, Area::anon, Area::page_owner};
/// Of what a thread that trapped has met there.
inline constexpr AreaSet kTrap = kPte | AreaSet{Area::thread, Area::entry};

// --- culprits of an event, or of a panic --------------------------------------------------------
// A wrong state that an assertion would catch later is not a panic yet; the numbered laws name it
// earlier. A panic is terminal, so nothing after it is ever asked.

/// The page that the last step's event names, or none.
PageId event_page(const World& w);
/// " at P0:0", from the last step's event.
std::string event_place(const World& w);
/// "P0:0: PTE ABSENT, entry P0 [0,1) wired_count 1", at the place that the event names.
std::string at_pte(const World& w);
inline constexpr AreaSet kAtPte = kPte | AreaSet{Area::event, Area::entry};
/// "page 0: queue ACTIVE, wire_count 0, wiring claims 0, anon 0 has no slot", and its claimants.
std::string at_page(const World& w, const Size& size, PageId id);
inline constexpr AreaSet kAtPage =
    kClaimants | AreaSet{Area::event, Area::page_phase, Area::page_queue, Area::page_wire_count,
                         Area::page_owner, Area::anon};

}  // namespace vmwire::netbsd_laws
