// What: the toy kernel as a model.
// Source: derived.
#pragma once

#include "model/family/model.h"
#include "model/toykernel/kernel.h"

namespace vmwire::family {
extern template class FamilyModel<toykernel::ToyKernel>;
extern template class LateSteps<toykernel::ToyKernel>;
}  // namespace vmwire::family

namespace vmwire::toykernel {
using Model = family::FamilyModel<ToyKernel>;
using Config = family::Config<ToyKernel>;
}  // namespace vmwire::toykernel
