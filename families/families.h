// What: all kernel families that there are.
#pragma once

#include <span>
#include <string>

#include "families/family.h"

namespace vmwire::families {

/// In the order in which they are listed.
std::span<const Family* const> all();
/// The family that has this version; null: there is none.
const Family* find_by_kernel(const std::string& kernel);
/// Null when no family bears the name.
const Family* find(const std::string& name);
/// The family that has this rule; null: there is none.
const Family* find_by_rule(const std::string& rule);

}  // namespace vmwire::families
