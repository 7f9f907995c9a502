// What: the toy kernel, composed of its model and its laws.
// Next: composition.h; scripted.cc, the same engines where a script is followed.
#include "families/toykernel/family.h"

#include "families/describe.h"
#include "families/toykernel/composition.h"

namespace vmwire::families {

const Family& toykernel() { return describe<ToyKernel>(); }

}  // namespace vmwire::families
