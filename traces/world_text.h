// What: a world in readable form and back, what differs between two worlds, and a world's hash.
// All of it follows from the table of the family's fields (model/family/field.h).
#pragma once

#include <string>
#include <vector>

#include "model/family/field.h"
#include "traces/trace.h"

namespace vmwire::traces {

/// The things that exist, complete: those that always do, and those of which not all is zero.
WorldText text_of(family::WorldView world, const family::Fields& fields);

/// The inverse. Empty, or one line of complaint: an unknown thing, field or value. What does not
/// stand in the text becomes zero; after a complaint the world is good for nothing.
std::string world_of(const WorldText& text, const family::Fields& fields, family::WorldBytes world);

/// The complaint about a field that there is not, with the nearest that there are.
std::string unknown_field(const family::Fields& fields, const std::string& name);

/// The fields that differ, in the table's order.
std::vector<Change> difference(family::WorldView before, family::WorldView after,
                               const family::Fields& fields);

/// FNV-1a, 64 bits, over a line "field=value\n" (the value as a decimal number) for each field
/// that is not zero, in the order of the table; as 16 hexadecimal digits. It does not depend on how
/// the world is packed, and a field that is added and stays zero leaves it as it was.
std::string hash_of(family::WorldView world, const family::Fields& fields);

}  // namespace vmwire::traces
