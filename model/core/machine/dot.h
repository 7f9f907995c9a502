// What: draws a lifecycle's table as a Graphviz digraph.
// Source: derived: the rows are the machine's own (table.h); only the drawing is here.
// Leaves out: actions, and any layout beyond left to right. Read next: table.h.
#pragma once

#include <string>

#include "model/core/machine/table.h"

namespace vmwire {

/// One digraph: a node for each phase in enum order, then an edge for each row in table order,
/// labelled "event" or "event [guard]". The same table always gives the same text.
std::string to_dot(const MachineTable& table);

}  // namespace vmwire
