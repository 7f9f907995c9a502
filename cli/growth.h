// What: ever larger sizes in a fixed order: what `check --grow` exhausts one after the other.
// Source: iterative deepening, with sizes in the place of depths.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "model/family/size.h"

namespace vmwire::cli {

/// There are cheap things, of which one more hardly makes the search longer (pages, slots, nested
/// mlocks), and dear ones that multiply it (threads, processes, virtual pages). The cheap are added
/// one after the other, in rounds: a line of sizes, each within the next. The dear are added in
/// every combination. Both together are given in order of what they are expected to cost, so that
/// one more process comes before all that can be had without it is through.
///
/// Which things are cheap or dear, and which never grow, is in the family's table.
class Growth {
 public:
  Growth(const family::SizeTable& table, family::AnySize first);

  /// The first size comes first; each other one contains one that came before. Nothing: that was
  /// all.
  std::optional<family::AnySize> next();

 private:
  struct Place {
    unsigned cheap = 0;          ///< along the line
    std::vector<unsigned> dear;  ///< how many are added of each dear thing of the table
    auto operator<=>(const Place&) const = default;
  };
  unsigned cost(const Place& place) const;
  family::AnySize size_at(const Place& place) const;
  void offer(const Place& place);

  const family::SizeTable& table_;
  std::vector<family::AnySize> line_;  ///< of cheap things
  std::set<std::tuple<unsigned, Place>> waiting_;
};

/// Whether `inner` has at most as much of everything as `outer`.
bool contains(const family::SizeTable& table, family::SizeView outer, family::SizeView inner);

}  // namespace vmwire::cli
