// What: what each step may read and may write: the parts that steps are made of.
// Source: derived from op/*.cc, fault*.cc, unwire.cc, memory.cc and pmap.cc; a test checks it.
// Each operation declares its steps in its own row, in these words; a part below is named as the
// function of memory.h, pmap.h or fault.h that it stands for. The contract and the mechanism:
// model/family/footprint.h.
#pragma once

#include "model/netbsd/area.h"
#include "model/netbsd/kernel.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

// --- words --------------------------------------------------------------------------------------

namespace touch {

using enum Area;
using Words = family::FootprintWords<AreaSet>;
using Near = Reach (*)(AreaSet);

inline Reach own(AreaSet s) { return Words::own(s); }
inline Reach kin(AreaSet s) { return Words::kin(s); }
inline Reach other(AreaSet s) { return Words::other(s); }
inline Reach all(AreaSet s) { return Words::all(s); }
inline Footprint reads(const Reach& r) { return Words::reads(r); }
inline Footprint writes(const Reach& r) { return Words::writes(r); }
inline Footprint uses(const Reach& r) { return Words::uses(r); }
inline Footprint when(bool so, const Footprint& f) { return Words::when(so, f); }
inline Footprint reports() { return Words::reports(); }
inline Footprint panics() { return writes(own({panic})) | reports(); }

inline constexpr AreaSet kPteAreas{pte_wired, pte_unwired};
inline constexpr AreaSet kQueueAreas{page_phase, page_queue};

/// What every beginning of a thread's operation looks at: the cap in flight, and its process.
inline Footprint begin() { return reads(all({thread_op})) | reads(own({process})); }

}  // namespace touch

// --- parts --------------------------------------------------------------------------------------
// `Near` says whose PTEs, or which pages: own, or all. A thread's pages are always all.

/// The parts of a kernel: the behaviours that change a footprint, or all of them at once.
struct Parts {
  using Near = touch::Near;
  bool edge, hold, unmaps, panics;  // wire_edge, vslock_hold, deactivate, page_protect_wired

  static Parts of(const Personality& p) {
    return {p.wire_edge == WireEdge::wired_bit, p.vslock_hold == VslockHold::mapping,
            p.deactivate == Deactivate::unmap, p.page_protect_wired == PageProtectWired::panic};
  }

  Footprint map_read() const;
  Footprint map_write() const;

  Footprint pages_free() const;
  Footprint page_alloc() const;
  Footprint wake() const;
  Footprint page_free(Near page) const;
  Footprint page_wire(Near page) const;
  Footprint page_unwire(Near page) const;
  Footprint page_activate(Near page) const;
  Footprint page_unbusy(Near page) const;

  Footprint slot_release(Near page) const;
  Footprint slot_mark_bad() const;
  Footprint leave_swap() const;
  Footprint reclaimable() const;

  Footprint amap_unref() const;
  Footprint amap_copy() const;
  Footprint clip() const;

  Footprint pte_enter() const;
  /// pte_unwire, pte_protect, pte_remove.
  Footprint pte_lower(Near near, Near page) const;
  Footprint page_protect_none(Near page) const;

  Footprint fault_unwire() const;
  Footprint release_claims() const;
  Footprint unwire_range() const;
  Footprint unlink() const;
  Footprint detach() const;

  // --- the fault, from F1 to F7 -------------------------------------------------------------
  Footprint lookup(bool wire) const;
  Footprint fault(FaultStep step, bool wire) const;
};

// --- near and far -------------------------------------------------------------------------------

/// Who takes a step, or what it is taken on. kNobody: it does not apply.
struct Acting {
  static constexpr unsigned kNobody = ~0u;
  unsigned thread = kNobody;
  unsigned process = kNobody;  ///< the acting thread's; of `forget`, the one that loses its PTE
  unsigned va = kNobody;       ///< of `forget`
  unsigned page = kNobody;     ///< of the pagedaemon and the disk
};
Acting acting_in(const Size& size, const family::Action& action);

/// The acting thread, its process's map and PTEs, the page acted on, and what is there once are its
/// own; kin are other threads of its process, and other PTEs of the process where the step is about
/// one; everything else is other. To a thread, all pages are other.
family::Nearness nearness(const Holder& holder, const Acting& acting, const Size& size);

/// Where two worlds differ, seen from who acts.
Reach difference(const World& a, const World& b, const Acting& acting, const Size& size);

/// The footprint of a step as NetBsd::place encodes it: the operation, its own step, the fault's. A
/// beginning is step 0 without a fault; the kernel's own actions have no other. A step that no
/// operation has, has everything.
Footprint footprint(OpId op, unsigned step, FaultStep fault);  ///< under any personality
Footprint footprint(const Personality& p, OpId op, unsigned step, FaultStep fault);

/// Whether a field, a slot of the world, is within reach.
bool covers(const Reach& reach, const family::Field& field, const Acting& acting,
            const Size& size);

}  // namespace vmwire::netbsd
