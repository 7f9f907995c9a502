// What: the NetBSD family, composed of its model, its laws and its words.
#pragma once

#include "families/family.h"

namespace vmwire::families {

const Family& netbsd();

}  // namespace vmwire::families
