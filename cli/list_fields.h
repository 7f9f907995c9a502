// What: `vmwire list fields`: what a goal can name: every field of a family's world, its values.
// Leaves out: the fields of a personality, which --set changes: `list kernels` has those.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "families/family.h"

namespace vmwire::cli {

/// Of the worlds of the usual size; other sizes have more or fewer things with the same fields.
std::string fields_text(const families::Family& family);
nlohmann::ordered_json fields_json(const families::Family& family);

/// "kind and protection: 0 anon private rw | 1 anon private r"; "" for an operation without any.
std::string arguments_text(const families::OpInfo& op);

}  // namespace vmwire::cli
