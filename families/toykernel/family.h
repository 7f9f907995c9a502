// What: the toy kernel, composed of its model and its laws.
#pragma once

#include "families/family.h"

namespace vmwire::families {

const Family& toykernel();

}  // namespace vmwire::families
