// What: NetBSD's world in readable form and back, what differs between two worlds, and their hash.
// Source: derived: everything follows from the table of fields (model/netbsd/fields.h).
#pragma once

#include <string>
#include <vector>

#include "model/netbsd/fields.h"
#include "model/netbsd/world.h"
#include "traces/trace.h"

namespace vmwire::traces {

using Fields = std::vector<netbsd::Field>;

/// Groups that exist, complete; and of the others whatever is not zero.
WorldText text_of(const netbsd::World& world, const Fields& fields);

/// The inverse. Empty, or one line of complaint: an unknown group, field or value.
std::string world_of(const WorldText& text, const Fields& fields, netbsd::World& world);

/// The fields that differ, in the table's order.
std::vector<Change> difference(const netbsd::World& before, const netbsd::World& after,
                               const Fields& fields);

/// FNV-1a, 64 bits, over a line "field=value\n" (the value as a decimal number) for each field
/// that is not zero, in the order of the table; as 16 hexadecimal digits. It does not depend on how
/// the world is packed, and a field that is added and stays zero leaves it as it was.
std::string hash_of(const netbsd::World& world, const Fields& fields);

}  // namespace vmwire::traces
