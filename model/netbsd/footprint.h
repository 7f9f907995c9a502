// What: footprints: what each step of each operation may read and may write, declared in one table.
// Source: derived from op/*.cc, fault*.cc, wire.cc, memory.cc and pmap.cc; a test checks it.
// Who needs it: engines that leave out orders of independent steps. Read next: area.h.
//
// The contract, for every size and every world:
// => what a step does not write is the same after it as before;
// => whether it is on offer, with how many outcomes, and what stands afterwards in what it writes,
//    depends on nothing but what it reads. What it may write and does not write stays as it was, so
//    who computes on parts of a world needs the old values of what is read or written.
// => A footprint may be too large, never too small.
// Whom a blocked step waits for (Model::waits, the holders in Model::successors), and whether the
// size's cap withholds operations, are no part of it: they speak of a world, not of a step.
#pragma once

#include "model/core/thread.h"
#include "model/netbsd/area.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"

namespace vmwire::netbsd {

/// Who takes a step, or what it is taken on. kNobody: it does not apply.
struct Acting {
  static constexpr unsigned kNobody = ~0u;
  unsigned thread = kNobody;
  unsigned process = kNobody;  ///< the acting thread's; of `forget`, the one that loses its PTE
  unsigned va = kNobody;       ///< of `forget`
  unsigned page = kNobody;     ///< of the pagedaemon and the disk
};
Acting acting_in(const Size& size, const Action& action);

/// How near a thing is to who acts. The acting thread, its process's map and PTEs, the page acted
/// on, and what is there once are its own; kin are other threads of its process, and other PTEs
/// of the process where the step is about one; everything else is other. To a thread, all pages
/// are other.
enum class Nearness { own, kin, other };
Nearness nearness(const Thing& thing, const Acting& acting, const Size& size);

/// Areas, by how near they are.
struct Reach {
  AreaSet own, kin, other;

  constexpr AreaSet at(Nearness n) const {
    return n == Nearness::own ? own : n == Nearness::kin ? kin : other;
  }
  constexpr Reach operator|(const Reach& r) const {
    return {own | r.own, kin | r.kin, other | r.other};
  }
  constexpr Reach operator&(const Reach& r) const {
    return {own & r.own, kin & r.kin, other & r.other};
  }
  constexpr Reach operator-(const Reach& r) const {
    return {own - r.own, kin - r.kin, other - r.other};
  }
  constexpr bool empty() const { return own.empty() && kin.empty() && other.empty(); }
  bool operator==(const Reach&) const = default;
};
std::string text_of(const Reach& reach);  ///< "own: entry; other: page_phase page_queue"

/// Where two worlds differ, seen from who acts.
Reach difference(const World& a, const World& b, const Acting& acting, const Size& size);

struct Footprint {
  Reach reads, writes;
  /// Every step clears Area::event, and so writes it. True when the step may leave an event of its
  /// own behind; otherwise none is left.
  bool reports = false;
  bool operator==(const Footprint&) const = default;
};

/// The footprint of a step as Model::site encodes it: operation, the operation's own step, the
/// fault's. A beginning is step 0 without a fault; the kernel's own actions have no other. A step
/// that no operation has, has everything.
Footprint footprint(OpId op, unsigned step, FaultStep fault);  ///< under any personality
Footprint footprint(const Personality& p, OpId op, unsigned step, FaultStep fault);

/// Whether a field, a slot of the world, is within reach.
bool covers(const Reach& reach, const Field& field, const Acting& acting, const Size& size);

}  // namespace vmwire::netbsd
