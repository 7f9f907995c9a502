// What: what the law files share: claims on pages, excuses, and how a culprit is spelt.
// Source: netbsd.md section 4 (W(p), quiescent, wiring in progress).
// This is all that a law file includes. Leaves out the laws; their table is invariants.cc.
#pragma once

#include <cstdint>
#include <string>

#include "invariants/invariants.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::invariants {

using netbsd::Size;
using netbsd::World;

/// Thread::op of a thread inside mlock. A law must not know the operations (it would then excuse
/// them), but "wiring in progress" needs this one number; a test ties it to OpId::mlock.
inline constexpr unsigned kMlock = 4;

// --- excuses ----------------------------------------------------------------------------------

/// True while a thread of the process is inside mlock of a range that holds `va`.
inline bool wiring_in_progress(const World& w, const Size& size, unsigned process, unsigned va) {
  unsigned t = size.first_thread(process);
  for (const unsigned end = t + size.threads[process]; t < end; ++t) {
    const Thread& thread = w.thread[t];
    if (thread.op == kMlock && thread.phase != ThreadPhase::idle && thread.start <= va &&
        va < thread.end) {
      return true;
    }
  }
  return false;
}

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
/// The page that the last step's event names, or none.
PageId event_page(const World& w);
/// " at P0:0", from the last step's event.
std::string event_place(const World& w);

inline void append(std::string& text, const char* part) { text += part; }
inline void append(std::string& text, const std::string& part) { text += part; }
inline void append(std::string& text, unsigned part) { text += std::to_string(part); }

/// Describes the culprit, if anyone asks, and answers false: the law does not hold.
template <class... Parts>
bool broken(Culprit* culprit, const Parts&... parts) {
  if (culprit != nullptr) {
    culprit->text.clear();
    (append(culprit->text, parts), ...);
  }
  return false;
}

}  // namespace vmwire::invariants
