// What: the NetBSD family as a model; this is all that an application needs.
// Source: netbsd.md section 2. Read op/ for what the operations do, kernel.h for how they meet the
// mechanism, model/family/model.h for what a model can be asked.
#pragma once

#include "model/family/model.h"
#include "model/netbsd/kernel.h"
#include "model/netbsd/step.h"

namespace vmwire::family {
extern template class FamilyModel<netbsd::NetBsd>;
extern template class LateSteps<netbsd::NetBsd>;
}  // namespace vmwire::family

namespace vmwire::netbsd {
using Model = family::FamilyModel<NetBsd>;
}  // namespace vmwire::netbsd
