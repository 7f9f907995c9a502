// What: the fields of NetBSD's world, one row each.
// Source: derived: world.h and nouns/; the rows follow their order and spelling.
// A test checks that every bit of the world is covered. Read next: model/family/field.h.
#pragma once

#include "model/family/field.h"
#include "model/netbsd/size.h"

namespace vmwire::netbsd {

using family::Field;
using family::Fields;

/// All fields of the worlds of a size.
Fields fields(const Size& size);

}  // namespace vmwire::netbsd
