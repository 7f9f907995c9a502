// What: the NetBSD family, composed of its model, its laws and its words.
// The engines are instantiated here: what this file includes takes a while to compile.
// Next: composition.h; scripted.cc, the same engines where a script is followed.
#include "families/netbsd/family.h"

#include "families/describe.h"
#include "families/netbsd/composition.h"

namespace vmwire::families {

const Family& netbsd() { return describe<NetBsd>(); }

}  // namespace vmwire::families
