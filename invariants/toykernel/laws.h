// What: the laws of the toy kernel: the nouns that they are about, and the table.
// Source: derived: what a user expects of wiring.
#pragma once

#include "invariants/law.h"
#include "model/toykernel/ops.h"
#include "model/toykernel/world.h"

namespace vmwire::toykernel_laws {

using namespace toykernel;  // a law speaks in nothing but the family's nouns
using invariants::broken;
using invariants::Culprit;

struct Nouns {
  using World = toykernel::World;
  using Size = toykernel::Size;
  using AreaSet = toykernel::AreaSet;
  static constexpr AreaSet kEventAreas{Area::event};
  static constexpr AreaSet kPanicAreas{};  // this kernel never panics
  static bool has_event(const World& w) { return !(w.event == Event{}); }
  static bool has_panicked(const World&) { return true; }
};
using Laws = std::vector<invariants::Law<Nouns>>;

const invariants::LawTable<Nouns>& laws();

}  // namespace vmwire::toykernel_laws
