// What: how near a world looks to a broken law: a guess, which only orders a guided search.
// Source: derived: laws break where wiring is half done, undone under somebody, or memory is short.
// Leaves out: soundness. A wrong guess costs time, never a verdict.
#pragma once

#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd_laws {

/// Smaller is nearer; never 0.
unsigned distance(const netbsd::World& w, const netbsd::Size& size);

}  // namespace vmwire::netbsd_laws
