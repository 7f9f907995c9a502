// What: the rungs of the ladder: for every rule the law that it breaks, and where that shows.
// Source: derived: netbsd.md sections 5 and 9 for which law and how small a world.
// The project's regression heart. A rung holds both ways: rule on, the law breaks at the pinned
// depth; rule off, it holds exhaustively in the same size with the same operations.
#pragma once

#include <vector>

namespace vmwire::cli {

struct Rung {
  const char* rule;
  const char* law;        ///< id, as `vmwire list invariants` has it
  const char* size;       ///< options of `check`: "--size tiny --swap 0"
  const char* ops;        ///< --ops, where other findings would come first; "": all
  unsigned depth;         ///< of the shortest counterexample; 0: not pinned yet, the rung fails
  const char* companion;  ///< rule without which the law holds; "": none
};

/// In the order in which they are climbed.
const std::vector<Rung>& rungs();

}  // namespace vmwire::cli
