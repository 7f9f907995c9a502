// What: the renamings under which a goal is looked at, where states are kept up to renaming.
// Source: derived: a state stands for all that differ by the names of interchangeable things, so a
// goal that names some is reached if it holds for one way of giving out the names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/goal_parser.h"
#include "model/netbsd/size.h"

namespace vmwire::cli {

/// For each noun the new index of an old one; a noun that is not there keeps its indices.
struct Renaming {
  std::map<std::string, std::map<unsigned, unsigned>> to;

  unsigned at(const std::string& noun, unsigned index) const;
  /// The operand with new indices. entry[p][i], pte[p][va] and cell[p][va] follow their process.
  Operand of(Operand operand) const;
  std::string text() const;  ///< "page[0] is page 1, process[0] is P1"; empty: all keep theirs
};

/// Every renaming of what the expression names, the one that changes nothing first. Processes
/// with equally many threads are interchangeable, and so are the threads of a process. Empty when
/// there are too many.
std::vector<Renaming> renamings(const Expression& expression, const netbsd::Size& size);

}  // namespace vmwire::cli
