// What: the table of footprints, made of what the functions behind the steps read and write.
// Source: derived: each part below is named as the function of memory.h, pmap.h or fault.h that it
// stands for; read the two side by side. A row is the union of its parts.
#include "model/netbsd/footprint.h"

#include <utility>
#include <vector>

namespace vmwire::netbsd {
namespace {

using enum Area;

// --- words --------------------------------------------------------------------------------------

Footprint operator|(const Footprint& a, const Footprint& b) {
  return {a.reads | b.reads, a.writes | b.writes, a.reports || b.reports};
}

Reach own(AreaSet s) { return {s, {}, {}}; }
Reach kin(AreaSet s) { return {{}, s, {}}; }
Reach other(AreaSet s) { return {{}, {}, s}; }
Reach all(AreaSet s) { return {s, s, s}; }

Footprint reads(const Reach& r) { return {r, {}}; }
Footprint writes(const Reach& r) { return {{}, r}; }
Footprint uses(const Reach& r) { return {r, r}; }
Footprint when(bool so, const Footprint& f) { return so ? f : Footprint{}; }
const Footprint kReports{{}, {}, true};
const Footprint kPanics = writes(own({panic})) | kReports;

const AreaSet kPte{pte_wired, pte_unwired};
const AreaSet kQueues{page_phase, page_queue};

// --- parts --------------------------------------------------------------------------------------
// `Near` says whose PTEs, or which pages: own, or all. A thread's pages are always all.

using Near = Reach (*)(AreaSet);

/// The parts of a kernel: the behaviours that change a footprint, or all of them at once.
struct Parts {
  bool edge, hold, unmaps, panics;  // wire_edge, vslock_hold, deactivate, page_protect_wired

  static Parts of(const Personality& p) {
    return {p.wire_edge == WireEdge::wired_bit, p.vslock_hold == VslockHold::page,
            p.deactivate == Deactivate::unmap, p.page_protect_wired == PageProtectWired::panic};
  }

  Footprint map_read() const { return reads(own({map_lock})); }
  Footprint map_write() const { return map_read() | uses(kin({thread})); }  // map_changed

  Footprint pages_free() const { return reads(all({page_phase})); }
  Footprint page_alloc() const {  // which one is free, and which of those a PTE still names
    return pages_free() | reads(all(kPte)) |
           writes(all({page_phase, page_owner, page_data, page_clean, anon}));
  }
  Footprint wake() const { return uses(all({thread})); }
  Footprint page_free(Near page) const {
    return reads(page({page_phase, page_wire_count, page_busy, page_owner})) |
           writes(page(kQueues | AreaSet{page_wire_count, page_busy, page_clean, page_owner,
                                         page_data})) |
           uses(own({anon, wired_total})) | uses(all({claim, thread_vslock})) | wake() |
           when(hold, reads(page(kQueues)));
  }
  Footprint page_wire(Near page) const {
    return uses(page(kQueues | AreaSet{page_wire_count})) | uses(own({wired_total}));
  }
  Footprint page_unwire(Near page) const { return page_wire(page) | kReports; }
  Footprint page_activate(Near page) const {
    return reads(page({page_phase, page_wire_count})) | writes(page(kQueues));
  }
  Footprint page_unbusy(Near page) const { return uses(page({page_busy})) | wake() | kReports; }

  Footprint slot_release(Near page) const {
    return uses(own({slot, anon})) | writes(own({slot_data})) | reads(page({page_busy})) |
           kReports;
  }
  Footprint slot_mark_bad() const {
    return uses(own({slot, anon, hard_errors})) | writes(own({slot_data}));
  }
  Footprint leave_swap() const {
    return reads(all({page_owner})) | writes(all({page_clean})) | slot_release(all);
  }
  Footprint reclaimable() const {  // and swap_full
    return reads(own({slot, anon})) | reads(all({page_owner, page_wire_count}));
  }

  Footprint amap_unref() const {
    return reads(all({entry})) | writes(own({entry})) | uses(own({amap, anon})) |
           reads(all({page_busy})) | slot_release(all) | page_free(all);
  }
  Footprint amap_copy() const {  // each anon gets one more reference, so nothing is freed
    return pages_free() | reads(all({entry})) | writes(own({entry})) | uses(own({amap, anon}));
  }
  Footprint clip() const { return uses(own({entry, amap})); }

  Footprint pte_enter() const {
    return uses(own(kPte | AreaSet{wired_ptes})) | writes(own({promise})) |
           when(edge, page_wire(all) | page_unwire(all) | leave_swap() | writes(own({claim})));
  }
  /// pte_unwire, pte_protect, pte_remove.
  Footprint pte_lower(Near near, Near page) const {
    return uses(near(kPte | AreaSet{wired_ptes})) | writes(near({promise})) |
           when(edge, page_unwire(page) | writes(near({claim})));
  }
  Footprint page_protect_none(Near page) const {
    return pte_lower(all, page) | when(panics, kPanics);
  }

  Footprint fault_unwire() const {
    return reads(own({entry})) | pte_lower(own, all) | page_unwire(all) | kPanics;
  }
  Footprint release_claims() const { return writes(own({claim, promise})); }
  Footprint unlink() const {
    return map_write() | uses(own({entry})) | clip() | fault_unwire() | release_claims();
  }
  Footprint detach() const { return amap_unref() | kPanics; }

  // --- the fault, from F1 to F7 -------------------------------------------------------------
  Footprint lookup(bool wire) const {
    const Footprint plain =
        map_read() | reads(own({entry, file_size})) | uses(own({amap, anon})) |
        uses(all({page_busy})) | reads(all({page_owner, page_data})) | page_alloc() |
        reclaimable() | page_activate(all) | pte_enter() |
        // Promotion in a SHARED amap unmaps the old page, from everybody or from sharers only.
        page_protect_none(all) | reads(all({entry}));
    return plain | when(wire, page_wire(all) | leave_swap() | writes(own({claim})) | kPanics);
  }
  Footprint fault(FaultStep step, bool wire) const {
    switch (step) {
      case FaultStep::copy: return map_write() | amap_copy();
      case FaultStep::read_anon:
        return lookup(wire) | page_unbusy(all) | page_free(all) | slot_mark_bad() |
               reads(own({slot_data}));
      case FaultStep::read_object:
        return lookup(wire) | page_unbusy(all) | page_free(all) | reads(own({file_data}));
      default: return lookup(wire);
    }
  }
};

/// What can be near to who takes a step of the operation: see Nearness.
Reach possible(OpId op) {
  const AreaSet threads{thread_op, Area::thread, thread_vslock, thread_trap};
  const AreaSet mapped = kPte | AreaSet{claim, promise};
  const AreaSet maps = mapped | AreaSet{process, map_lock, wired_ptes, entry};
  const AreaSet pages = kQueues | AreaSet{page_wire_count, page_busy, page_clean, page_owner,
                                          page_data};
  const AreaSet once = AreaSet::all() - threads - maps - pages;
  if (static_cast<unsigned>(op) < kThreadOps) {
    return {threads | maps | once, threads, threads | maps | pages};
  }
  if (op == OpId::forget) return {maps | once, mapped, threads | maps | pages};
  return {pages | once, {}, threads | maps | pages};
}

// --- the table ----------------------------------------------------------------------------------

struct Row {
  OpId op;
  unsigned step;
  FaultStep fault;
  Footprint footprint;
};

std::vector<Row> table(const Parts& k) {
  using enum OpId;
  constexpr FaultStep kNone = FaultStep::none;
  const AreaSet own_thread{thread_op, Area::thread, thread_vslock};

  // What steps of one operation share, under the step's name in op/*.cc.
  const Footprint begin = reads(all({thread_op})) | reads(own({process}));  // the cap in flight
  const Footprint access =  // through the PTE, or a trap with its ghosts
      reads(own(kPte | AreaSet{entry, promise, amap, anon})) | reads(kin({thread_op})) |
      reads(all({page_owner, page_phase})) | kReports;
  const Footprint truncate_it =
      uses(own({file_size})) | writes(own({file_data})) | reads(all({page_owner, page_busy})) |
      k.page_protect_none(all) | reads(all({entry})) | k.page_free(all);
  const Footprint release =  // vsunlock, or the undo of a vslock
      k.map_read() | k.fault_unwire() | when(k.hold, k.page_free(all));
  const Footprint next_page = reads(own({entry})) | writes(own({promise, map_lock}));
  const Footprint children = uses(other({process}));

  std::vector<Row> rows = {
      {mmap, 0, kNone, begin | k.map_write() | uses(own({entry, amap}))},
      {munmap, 0, kNone, begin | k.unlink()},
      {munmap, 1, kNone, k.detach()},
      {mprotect, 0, kNone,
       begin | k.map_write() | uses(own({entry})) | k.clip() | k.pte_lower(own, all)},
      {mlock, 0, kNone,
       begin | k.map_write() | uses(own({entry})) | k.amap_copy() | k.clip() |
           reads(own({wired_total, wired_ptes})) | next_page},
      // mlock 1, pass 2, is a fault.
      {mlock, 2, kNone, k.map_read() | k.fault_unwire() | writes(own({claim}))},
      {mlock, 3, kNone,
       k.map_write() | uses(own({entry})) | k.fault_unwire() | k.release_claims() |
           writes(own({map_lock}))},
      {munlock, 0, kNone,
       begin | k.map_write() | uses(own({entry})) | k.clip() | k.fault_unwire() |
           k.release_claims()},
      // physio 0, vslock, begins with a fault and goes on with faults.
      {physio, 1, kNone, release},
      {physio, 2, kNone,
       reads(all({page_owner, page_phase})) | uses(all({page_data})) | reads(own({anon})) |
           writes(all({page_clean})) | writes(own({file_data})) | kReports},
      {physio, 3, kNone, release},
      {read, 0, kNone, begin | access | reads(all({page_data}))},
      {write, 0, kNone,
       begin | access | writes(all({page_data, page_clean})) |
           writes(own({slot_data, file_data}))},
      // read 1 and write 1 are faults.
      {fork, 0, kNone,
       begin | k.map_write() | writes(own({map_lock})) | reads(all({process})) | children |
           uses(all({entry})) | k.amap_copy() | reads(all({page_busy, page_data})) |
           k.page_alloc() | k.page_activate(all) | k.pte_lower(own, all) | kPanics |
           when(k.hold, reads(kin({thread_vslock})))},
      {fork, 1, kNone, children | writes(own({map_lock}))},
      {fork, 2, kNone,
       children | k.amap_unref() | writes(other({entry})) | writes(own({map_lock}))},
      {exit, 0, kNone, begin | k.unlink() | uses(own({process}))},
      {exit, 1, kNone, k.detach() | uses(own({process}))},
      {truncate, 0, kNone, begin | truncate_it},
      {truncate, 1, kNone, truncate_it},
      {extend, 0, kNone, begin | uses(own({file_size}))},

      {deactivate, 0, kNone,
       reads(all({page_queue})) | reads(own({page_busy, page_wire_count})) |
           writes(own({page_queue})) | kReports | when(k.unmaps, k.page_protect_none(own))},
      {reactivate, 0, kNone,
       reads(own({page_busy, page_wire_count})) | uses(own({page_queue}))},
      {scan_inactive, 0, kNone,
       reads(own(kQueues | AreaSet{page_owner, page_clean, page_wire_count})) |
           writes(own({page_clean})) | uses(own({page_busy})) | k.page_protect_none(own) |
           k.slot_release(own) | k.page_activate(own) | k.page_free(own) | kPanics},
      {pageout_done, 0, kNone,
       reads(own({page_owner, page_clean, page_data})) | k.page_unbusy(own) |
           k.slot_release(own) | k.slot_mark_bad() | writes(own({file_data})) |
           k.page_protect_none(own) | k.page_activate(own) | k.page_free(own)},
      {swap_shortage, 0, kNone,
       reads(own({page_queue, page_owner})) | k.slot_release(own) | writes(own({page_clean}))},
      {forget, 0, kNone, uses(own({pte_unwired})) | writes(own({promise}))},
  };

  rows.push_back({physio, 0, kNone, begin | k.lookup(true)});
  for (const FaultStep f : {FaultStep::lookup, FaultStep::copy, FaultStep::read_anon,
                            FaultStep::read_object}) {
    rows.push_back({read, 1, f, k.fault(f, false)});
    rows.push_back({write, 1, f, k.fault(f, false)});
    rows.push_back({physio, 0, f, k.fault(f, true)});
    rows.push_back({mlock, 1, f, k.fault(f, true) | next_page});
  }

  for (Row& row : rows) {
    Footprint& f = row.footprint;
    if (static_cast<unsigned>(row.op) < kThreadOps) {
      f = f | uses(own(own_thread)) | writes(own({thread_trap}));
    }
    f = f | reads(own({panic})) | writes(own({event}));  // a panic ends everything
    f.reads = f.reads & possible(row.op);
    f.writes = f.writes & possible(row.op);
  }
  return rows;
}

Footprint find(const std::vector<Row>& rows, OpId op, unsigned step, FaultStep fault) {
  for (const Row& row : rows) {
    if (row.op == op && row.step == step && row.fault == fault) return row.footprint;
  }
  return {all(AreaSet::all()), all(AreaSet::all()), true};
}

}  // namespace

Footprint footprint(OpId op, unsigned step, FaultStep fault) {
  static const std::vector<Row> rows = table({true, true, true, true});
  return find(rows, op, step, fault);
}

Footprint footprint(const Personality& p, OpId op, unsigned step, FaultStep fault) {
  return find(table(Parts::of(p)), op, step, fault);
}

// --- near and far -------------------------------------------------------------------------------

Acting acting_in(const Size& size, const Action& a) {
  Acting acting;
  if (a.actor < kThreadsMax) {
    acting.thread = a.actor;
    acting.process = size.process_of(a.actor);
  } else if (a.op == OpId::forget) {
    acting.process = a.start;
    acting.va = a.end;
  } else {
    acting.page = a.start;
  }
  return acting;
}

Nearness nearness(const Thing& thing, const Acting& acting, const Size& size) {
  using enum Thing::Kind;
  const auto own_if = [](bool so) { return so ? Nearness::own : Nearness::other; };
  switch (thing.kind) {
    case Thing::Kind::thread:
      if (acting.thread == Acting::kNobody) return Nearness::other;
      if (thing.i == acting.thread) return Nearness::own;
      return size.process_of(thing.i) == acting.process ? Nearness::kin : Nearness::other;
    case Thing::Kind::pte:
    case cell:
      if (thing.i != acting.process || acting.va == Acting::kNobody) break;
      return thing.j == acting.va ? Nearness::own : Nearness::kin;
    case Thing::Kind::entry:
    case Thing::Kind::process: break;
    case page: return own_if(thing.i == acting.page);
    case anywhere: return Nearness::own;
  }
  return own_if(thing.i == acting.process);
}

Reach difference(const World& a, const World& b, const Acting& acting, const Size& size) {
  Reach reach;
  each_difference(a, b, [&](const Thing& thing, AreaSet areas) {
    const Nearness near = nearness(thing, acting, size);
    (near == Nearness::own ? reach.own : near == Nearness::kin ? reach.kin : reach.other) |= areas;
  });
  return reach;
}

std::string text_of(const Reach& reach) {
  std::string text;
  for (const auto& [who, set] : {std::pair{"own: ", reach.own}, std::pair{"kin: ", reach.kin},
                                 std::pair{"other: ", reach.other}}) {
    if (!set.empty()) text += (text.empty() ? "" : "; ") + std::string(who) + text_of(set);
  }
  return text;
}

bool covers(const Reach& reach, const Field& field, const Acting& acting, const Size& size) {
  return reach.at(nearness(thing_of(field), acting, size)).meets(areas_of(field));
}

}  // namespace vmwire::netbsd
