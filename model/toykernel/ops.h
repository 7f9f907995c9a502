// What: THE list of operations: a file in op/ and a name here.
// Source: derived.
#pragma once

#include <cstdint>

#include "model/family/action.h"

#define VMWIRE_TOY_OPS(X) X(wire) X(unwire) X(fault) X(pageout)

namespace vmwire::toykernel {

using family::OpId;

namespace op {
namespace place {
#define VMWIRE_PLACE(name) name,
enum Of : std::uint8_t { none, VMWIRE_TOY_OPS(VMWIRE_PLACE) };
#undef VMWIRE_PLACE
}  // namespace place
#define VMWIRE_CONSTANT(name) inline constexpr OpId name{place::name};
VMWIRE_TOY_OPS(VMWIRE_CONSTANT)
#undef VMWIRE_CONSTANT
}  // namespace op

/// The operations' names, in order; "-" for none.
#define VMWIRE_NAME(name) #name,
inline constexpr const char* kOpNames[] = {"-", VMWIRE_TOY_OPS(VMWIRE_NAME)};
#undef VMWIRE_NAME

}  // namespace vmwire::toykernel
