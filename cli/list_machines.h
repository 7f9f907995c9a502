// What: `vmwire list machines`: a family's lifecycles, as text, JSON and Graphviz.
// The tables are read out of the machines themselves (model/core/machine/table.h).
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "model/core/machine/table.h"

namespace vmwire::cli {

std::string machines_text(const std::vector<MachineTable>& machines);
nlohmann::ordered_json machines_json(const std::vector<MachineTable>& machines);
std::string machines_dot(const std::vector<MachineTable>& machines);

}  // namespace vmwire::cli
