// What: `vmwire list messages`, and what `vmwire list` answers to a message or a function's name.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "families/family.h"

namespace vmwire::cli {

using Messages = std::vector<const families::Message*>;

Messages all_messages(const families::Family& family);
std::string messages_text(const Messages& messages);
nlohmann::ordered_json messages_json(const Messages& messages);

/// The steps that are taken in a function, and by which operations; "" and [] where there are none.
std::string steps_text(const families::Family& family, const std::string& function);
nlohmann::ordered_json steps_json(const families::Family& family, const std::string& function);

}  // namespace vmwire::cli
