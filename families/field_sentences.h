// What: the sentence of each field of a world: the comment that stands beside its bits.
// Doxygen's way: what is said of a bit-field stands in one place, the header that declares it. The
// headers' text is compiled in (Family::nouns), so that nothing is read at run time.
#pragma once

#include <string>
#include <vector>

#include "model/family/field.h"

namespace vmwire::families {

/// For each field its sentence, in the order of the fields; "" where none is found.
///
/// => `headers` declare a `struct World` whose members are things or arrays of them, and the
///    things' structs with one bit-field a line: "std::uint32_t wire_count : 3;  ///< wirings";
///    lines of nothing but a comment go on;
/// => a field's bits bear its name, perhaps with more behind it ("phase_bits"), and where a field
///    is one of many, no number ("slot_bits" for "slot0").
std::vector<std::string> field_sentences(const std::string& headers, const family::Fields& fields);

}  // namespace vmwire::families
