// What: see list_machines.h.
#include "cli/list_machines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/core/machine/dot.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

std::string machines_text(const std::vector<MachineTable>& machines) {
  std::string result;
  for (const MachineTable& machine : machines) {
    result += fmt::format("{}: {} ({})\n", machine.name, machine.what, machine.source);
    for (const MachineRow& row : machine.rows) {
      result += fmt::format("    {:<14} {:<16} {:<14} {}", row.from, row.event, row.to, row.guard);
      result.erase(result.find_last_not_of(' ') + 1);
      result += "\n";
    }
    result += "\n";
  }
  return result;
}

ordered_json machines_json(const std::vector<MachineTable>& machines) {
  ordered_json result = ordered_json::array();
  for (const MachineTable& machine : machines) {
    ordered_json rows = ordered_json::array();
    for (const MachineRow& row : machine.rows) {
      rows.push_back(
          {{"from", row.from}, {"event", row.event}, {"to", row.to}, {"guard", row.guard}});
    }
    result.push_back({{"name", machine.name},
                      {"sentence", machine.what},
                      {"citation", machine.source},
                      {"phases", machine.phases},
                      {"rows", std::move(rows)}});
  }
  return result;
}

std::string machines_dot(const std::vector<MachineTable>& machines) {
  std::string result;
  for (const MachineTable& machine : machines) result += to_dot(machine);
  return result;
}

}  // namespace vmwire::cli
