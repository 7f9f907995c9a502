// What: new numbers for amaps, anons, swap slots and pages, in the order of first reference.
// Source: derived; why it is sound: docs/internals/canonicalization.md.
#pragma once

#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

/// Rewrites the world if a number is not the canonical one. Processes and threads stay.
void renumber(World& w, const Shape& shape);

}  // namespace vmwire::netbsd
