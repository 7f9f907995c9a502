// What: the names of what only this family has.
// Source: netbsd.md section 1; as in model/core/ids.h, an id is stored as index + 1.
#pragma once

#include <cstdint>

#include "model/core/ids.h"

namespace vmwire::netbsd {

enum class AnonId : std::uint32_t { none = 0 };  ///< anon
enum class AmapId : std::uint32_t { none = 0 };  ///< amap
enum class SlotId : std::uint32_t { none = 0 };  ///< swap slot; 3 is reserved, see kBadSlot

}  // namespace vmwire::netbsd
