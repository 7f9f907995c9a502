// What: a sound trace as JSON, its places, and the same with a place damaged.
#pragma once

#include <nlohmann/json.hpp>

namespace vmwire::traces {

nlohmann::json small_document();

/// Draws one of a document's places; within a property only.
nlohmann::json::json_pointer any_place(const nlohmann::json& document);

/// The small document with something else in one place; now and then that is as good as before.
nlohmann::json damaged_document();

}  // namespace vmwire::traces
