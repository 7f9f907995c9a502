// What: the answer to an unknown word (model/family/suggest.h), by its short name.
#pragma once

#include "model/family/suggest.h"

namespace vmwire::cli {

using family::nearest;
using family::unknown;

}  // namespace vmwire::cli
