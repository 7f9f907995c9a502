// What: a JSON Schema validator for the keywords that trace.schema.json uses.
// Source: JSON Schema draft-07, sections 6 and 9. Any other keyword is a complaint.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace vmwire::traces {

/// Empty, or the place and the keyword that the instance fails.
std::string validate(const nlohmann::json& schema, const nlohmann::json& instance);

}  // namespace vmwire::traces
