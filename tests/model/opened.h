// What: the model as the program opens it, for searches: no test compiles engines of its own.
#pragma once

#include <memory>

#include "families/any_model.h"
#include "model/netbsd/kernel.h"

namespace vmwire::netbsd {

std::unique_ptr<families::AnyModel> opened(const Config& config);

}  // namespace vmwire::netbsd
