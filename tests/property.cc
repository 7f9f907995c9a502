// What: see property.h.
#include "tests/property.h"

template void rc::detail::checkGTest<void (*)()>(void (*&&)());
