// What: the parts that footprints are made of, and what each step's own part has with it.
// Source: derived: each part is named as the function that it stands for; read the two side by
// side. A row, which stands beside its operation, is the union of its parts.
#include "model/netbsd/footprint.h"

#include "model/netbsd/op/row.h"

namespace vmwire::netbsd {

using namespace touch;

Footprint Parts::map_read() const { return reads(own({map_lock})) | reads(kin({thread_waits})); }
Footprint Parts::map_write() const {
  return map_read() | uses(kin({thread})) | uses(own({thread_waits}));

}
Footprint Parts::pages_free() const { return reads(all({page_phase})); }
Footprint Parts::page_alloc() const {
// which one is free, and which of those a PTE still names
  return pages_free() | reads(all(kPteAreas | AreaSet{thread_frames})) |
         writes(all({page_phase, page_owner, page_data, page_clean, anon}));

}
Footprint Parts::wake() const { return uses(all({thread})); }
Footprint Parts::page_free(Near page) const {
  return reads(page({page_phase, page_wire_count, page_busy, page_owner})) |
         writes(page(kQueueAreas | AreaSet{page_wire_count, page_busy, page_clean, page_owner,
                                       page_data})) |
         uses(own({anon, wired_total})) | uses(all({claim, thread_vslock, thread_frames})) | wake();

}
Footprint Parts::page_wire(Near page) const {
  return uses(page(kQueueAreas | AreaSet{page_wire_count})) | uses(own({wired_total}));

}
Footprint Parts::page_unwire(Near page) const { return page_wire(page) | reports(); }
Footprint Parts::page_activate(Near page) const {
  return reads(page({page_phase, page_wire_count})) | writes(page(kQueueAreas));

}
Footprint Parts::page_unbusy(Near page) const {
  return uses(page({page_busy})) | wake() | reports();
}
Footprint Parts::slot_release(Near page) const {
  return uses(own({slot, anon})) | writes(own({slot_data})) | reads(page({page_busy})) |
         reports();

}
Footprint Parts::slot_mark_bad() const {
  return uses(own({slot, anon, hard_errors})) | writes(own({slot_data}));

}
Footprint Parts::leave_swap() const {
  return reads(all({page_owner})) | writes(all({page_clean})) | slot_release(all);

}
Footprint Parts::reclaimable() const {
// and swap_full
  return reads(own({slot, anon})) | reads(all({page_owner, page_wire_count}));

}
Footprint Parts::amap_unref() const {
  return reads(all({entry})) | writes(own({entry})) | uses(own({amap, anon})) |
         reads(all({page_busy})) | slot_release(all) | page_free(all);

}
Footprint Parts::amap_copy() const {
// each anon gets one more reference, so nothing is freed
  return pages_free() | reads(all({entry})) | writes(own({entry})) | uses(own({amap, anon}));

}
Footprint Parts::clip() const { return uses(own({entry, amap})); }
Footprint Parts::pte_enter() const {
  return uses(own(kPteAreas | AreaSet{wired_ptes})) | writes(own({promise})) |
         when(hold, reads(all({thread_vslock}))) |
         when(edge, page_wire(all) | page_unwire(all) | leave_swap() | writes(own({claim})));

}
Footprint Parts::pte_lower(Near near, Near page) const {
  return uses(near(kPteAreas | AreaSet{wired_ptes})) | writes(near({promise})) |
         when(hold, reads(all({thread_vslock}))) |
         when(edge, page_unwire(page) | writes(near({claim})));

}
Footprint Parts::page_protect_none(Near page) const {
  return pte_lower(all, page) | when(panics, touch::panics());

}
Footprint Parts::fault_unwire() const {
  return reads(own({entry})) | pte_lower(own, all) | page_unwire(all) | touch::panics();

}
Footprint Parts::release_claims() const { return writes(own({claim, promise})); }
Footprint Parts::unwire_range() const {
  return uses(own({entry})) | clip() | fault_unwire() | release_claims();

}
Footprint Parts::unlink() const {
  return map_write() | uses(own({entry})) | clip() | fault_unwire() | release_claims() |
         reads(own({anon})) | reads(kin({thread_op})) | uses(kin({thread_frames})) |
         writes(kin({thread_trap}));

}
Footprint Parts::detach() const { return amap_unref() | touch::panics(); }
Footprint Parts::lookup(bool wire) const {
  const Footprint plain =
      map_read() | reads(own({entry, file_size})) | uses(own({amap, anon})) |
      uses(all({page_busy})) | reads(all({page_owner, page_data})) | page_alloc() |
      reclaimable() | page_activate(all) | pte_enter() |
      // Promotion in a SHARED amap unmaps the old page, from everybody or from sharers only.
      page_protect_none(all) | reads(all({entry}));
  return plain | when(wire, page_wire(all) | leave_swap() | writes(own({claim})) | touch::panics());

}
Footprint Parts::fault(FaultStep step, bool wire) const {
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

namespace {

/// What can be near to who takes a step of the operation: see Nearness.
Reach possible(OpId id) {
  const AreaSet threads{thread_op, Area::thread, thread_vslock, thread_frames, thread_trap,
                        thread_waits};
  const AreaSet mapped = kPteAreas | AreaSet{claim, promise};
  const AreaSet maps = mapped | AreaSet{process, map_lock, wired_ptes, entry};
  const AreaSet pages = kQueueAreas | AreaSet{page_wire_count, page_busy, page_clean, page_owner,
                                          page_data};
  const AreaSet once = AreaSet::all() - threads - maps - pages;
  if (family::number(id) < kThreadOps) {
    return {threads | maps | once, threads, threads | maps | pages};
  }
  if (id == op::forget) return {maps | once, mapped, threads | maps | pages};
  return {pages | once, {}, threads | maps | pages};
}

/// What every step has besides what its row says.
Footprint completed(Footprint f, OpId id) {
  if (family::number(id) < kThreadOps) {
    f = f | uses(own({thread_op, Area::thread, thread_vslock, thread_frames, thread_waits})) |
        uses(own({thread_trap}));
  }
  f = f | reads(own({Area::panic})) | writes(own({event}));  // a panic ends everything
  f.reads = f.reads & possible(id);
  f.writes = f.writes & possible(id);
  return f;
}

Footprint find(const Parts& parts, OpId id, unsigned step, FaultStep fault) {
  if (family::number(id) < kOps) {
    for (const StepRow& row : NetBsd::ops()[family::number(id)]->steps) {
      if (row.number != step) continue;
      if (fault == FaultStep::none && row.touches != nullptr) {
        return completed(row.touches(parts), id);
      }
      const bool faults = fault != FaultStep::none && fault <= FaultStep::read_object;
      if (faults && row.fault != nullptr) {
        return completed(row.fault(parts, fault), id);
      }
    }
  }
  return Words::everything();
}

}  // namespace

Footprint footprint(OpId id, unsigned step, FaultStep fault) {
  return find({true, true, true, true}, id, step, fault);
}

Footprint footprint(const Personality& p, OpId id, unsigned step, FaultStep fault) {
  return find(Parts::of(p), id, step, fault);
}

// --- near and far -------------------------------------------------------------------------------

Acting acting_in(const Size& size, const family::Action& a) {
  Acting acting;
  if (a.actor < kThreadsMax) {
    acting.thread = a.actor;
    acting.process = size.process_of(a.actor);
  } else if (a.op == op::forget) {
    acting.process = a.first;
    acting.va = a.second;
  } else {
    acting.page = a.first;
  }
  return acting;
}

family::Nearness nearness(const Holder& holder, const Acting& acting, const Size& size) {
  using enum Holder::Kind;
  using family::Nearness;
  const auto own_if = [](bool so) { return so ? Nearness::own : Nearness::other; };
  switch (holder.kind) {
    case Holder::Kind::thread:
      if (acting.thread == Acting::kNobody) return Nearness::other;
      if (holder.i == acting.thread) return Nearness::own;
      return size.process_of(holder.i) == acting.process ? Nearness::kin : Nearness::other;
    case Holder::Kind::pte:
    case cell:
      if (holder.i != acting.process || acting.va == Acting::kNobody) break;
      return holder.j == acting.va ? Nearness::own : Nearness::kin;
    case Holder::Kind::entry:
    case Holder::Kind::process: break;
    case page: return own_if(holder.i == acting.page);
    case anywhere: return Nearness::own;
  }
  return own_if(holder.i == acting.process);
}

Reach difference(const World& a, const World& b, const Acting& acting, const Size& size) {
  Reach reach;
  each_difference(a, b, [&](const Holder& holder, AreaSet areas) {
    const family::Nearness near = nearness(holder, acting, size);
    using enum family::Nearness;
    (near == own ? reach.own : near == kin ? reach.kin : reach.other) |= areas;
  });
  return reach;
}

bool covers(const Reach& reach, const family::Field& field, const Acting& acting,
            const Size& size) {
  return (reach.at(nearness(holder_of(field), acting, size)).mask() & field.areas) != 0;
}

}  // namespace vmwire::netbsd
