// What: footprints: what a step may read and may write, by how near it is to who takes the step.
// Source: derived: the read and write sets of partial order reduction (Godefroid, LNCS 1032).
//
// The contract, for every size and every world:
// => what a step does not write is the same after it as before;
// => whether it is on offer, with how many outcomes, and what stands afterwards in what it writes,
//    depends on nothing but what it reads. What it may write and does not write stays as it was, so
//    who computes on parts of a world needs the old values of what is read or written.
// => A footprint may be too large, never too small.
// Whom a blocked step waits for, and whether the size's cap withholds operations, are no part of
// it: they speak of a world, not of a step.
#pragma once

#include <string>
#include <utility>

#include "model/family/area.h"

namespace vmwire::family {

/// How near a thing is to who acts; what each means is the family's to say.
enum class Nearness { own, kin, other };

/// Areas, by how near they are.
template <class Set>
struct Reach {
  Set own, kin, other;

  constexpr Set at(Nearness n) const {
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

/// "own: entry; other: page_phase page_queue"
template <class Set>
std::string text_of(const Reach<Set>& reach) {
  std::string text;
  for (const auto& [who, set] : {std::pair{"own: ", reach.own}, std::pair{"kin: ", reach.kin},
                                 std::pair{"other: ", reach.other}}) {
    if (!set.empty()) text += (text.empty() ? "" : "; ") + std::string(who) + text_of(set);
  }
  return text;
}

template <class Set>
struct Footprint {
  Reach<Set> reads, writes;
  /// Every step clears the event of the one before it, and so writes it. True when the step may
  /// leave an event of its own behind; otherwise none is left.
  bool reports = false;
  bool operator==(const Footprint&) const = default;

  Footprint operator|(const Footprint& b) const {
    return {reads | b.reads, writes | b.writes, reports || b.reports};
  }
};

/// The words in which a family writes its footprints down.
template <class Set>
struct FootprintWords {
  static Reach<Set> own(Set s) { return {s, {}, {}}; }
  static Reach<Set> kin(Set s) { return {{}, s, {}}; }
  static Reach<Set> other(Set s) { return {{}, {}, s}; }
  static Reach<Set> all(Set s) { return {s, s, s}; }

  static Footprint<Set> reads(const Reach<Set>& r) { return {r, {}}; }
  static Footprint<Set> writes(const Reach<Set>& r) { return {{}, r}; }
  static Footprint<Set> uses(const Reach<Set>& r) { return {r, r}; }
  static Footprint<Set> when(bool so, const Footprint<Set>& f) {
    return so ? f : Footprint<Set>{};
  }
  static Footprint<Set> reports() { return {{}, {}, true}; }
  /// Of a step about which nothing is known.
  static Footprint<Set> everything() { return {all(Set::all()), all(Set::all()), true}; }
};

}  // namespace vmwire::family
