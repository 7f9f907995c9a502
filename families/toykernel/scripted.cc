// What: searches of the toy kernel that follow a script.
// Apart from family.cc, so that two compilers share the engines.
#include "families/scripted_search.h"
#include "families/toykernel/composition.h"

namespace vmwire::families {

template struct ScriptSearch<ToyKernel>;

}  // namespace vmwire::families
