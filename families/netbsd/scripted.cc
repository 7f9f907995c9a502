// What: searches of the NetBSD family that follow a script.
// Apart from family.cc, so that two compilers share the engines.
#include "families/netbsd/composition.h"
#include "families/scripted_search.h"

namespace vmwire::families {

template struct ScriptSearch<NetBsd>;

}  // namespace vmwire::families
