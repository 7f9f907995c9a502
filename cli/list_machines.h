// What: `vmwire list machines`: the lifecycles, as text, JSON and Graphviz.
// Source: derived: the tables are read out of the machines themselves (model/core/machine/table.h).
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace vmwire::cli {

std::string machines_text();
nlohmann::ordered_json machines_json();
std::string machines_dot();

}  // namespace vmwire::cli
