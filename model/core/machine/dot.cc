// What: draws a lifecycle's table as a Graphviz digraph.
// Source: derived: the DOT language's quoted strings, in which only `"` and `\` need care.
// Leaves out: merging rows that join the same two phases; one row stays one edge.
#include "model/core/machine/dot.h"

namespace vmwire {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace

std::string to_dot(const MachineTable& table) {
  std::string dot = "digraph " + quoted(table.name) + " {\n";
  dot += "  rankdir=LR;\n";
  dot += "  label=" + quoted(table.what + " (" + table.source + ")") + ";\n";
  for (const std::string& phase : table.phases) dot += "  " + quoted(phase) + ";\n";
  for (const MachineRow& row : table.rows) {
    const std::string guard = row.guard.empty() ? "" : " [" + row.guard + "]";
    dot += "  " + quoted(row.from) + " -> " + quoted(row.to) +
           " [label=" + quoted(row.event + guard) + "];\n";
  }
  return dot + "}\n";
}

}  // namespace vmwire
