// What: from which state a state was first reached, in a quarter of a byte for each.
// Source: states are numbered in the order of their parents, so parents never decrease.
// Leaves out: looking for the parent among the few that remain (search.h).
#pragma once

#include <algorithm>
#include <deque>

#include "explorer/index_table.h"

namespace vmwire::explorer {

class Ancestry {
 public:
  struct Range {
    StateIndex begin, end;
  };

  /// From here on, new states are children of `parent` or later ones; the first will be `child`.
  void mark(StateIndex parent, StateIndex child) {
    if (!marks_.empty() && marks_.back().child == child) {
      marks_.back().parent = parent;  // those before it had no children
    } else {
      marks_.push_back({parent, child});
    }
  }
  /// States below have no parent.
  void roots(StateIndex end) { roots_ = end; }
  bool is_root(StateIndex child) const { return child < roots_; }

  /// The parent of `child` is one of these; `expanded`: states below have been expanded.
  Range parents(StateIndex child, StateIndex expanded) const {
    const auto after = std::upper_bound(
        marks_.begin(), marks_.end(), child,
        [](StateIndex wanted, const Mark& mark) { return wanted < mark.child; });
    const StateIndex end = after == marks_.end() ? expanded : after->parent;
    return {(after - 1)->parent, end};
  }
  std::uint64_t bytes() const { return marks_.size() * sizeof(Mark); }

 private:
  struct Mark {
    StateIndex parent, child;
  };
  std::deque<Mark> marks_;  // it grows without being copied
  StateIndex roots_ = 0;
};

}  // namespace vmwire::explorer
