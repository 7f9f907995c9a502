// What: ever larger sizes in a fixed order: what `check --grow` exhausts one after the other.
// Source: derived: iterative deepening, with sizes in the place of depths.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "model/netbsd/size.h"

namespace vmwire::cli {

/// There are cheap things, of which one more hardly makes the search longer (pages, slots, nested
/// mlocks), and dear ones that multiply it (threads, processes, virtual pages). The cheap are added
/// one after the other, in rounds: a line of sizes, each within the next. The dear are added in
/// every combination. Both together are given in order of what they are expected to cost, so that
/// one more process comes before all that can be had without it is through.
///
/// --wired-max and --memlock stay as they are: they are limits, and the more is allowed, the less
/// is refused.
class Growth {
 public:
  explicit Growth(const netbsd::Size& first);

  /// The first size comes first; each other one contains one that came before. Nothing: that was
  /// all.
  std::optional<netbsd::Size> next();

 private:
  /// How many of each dear thing are added: threads of each process, operations in flight beyond
  /// those, processes, virtual pages.
  static constexpr unsigned kDear = netbsd::kProcessesMax + 3;
  struct Place {
    unsigned cheap = 0;  ///< along the line
    unsigned dear[kDear] = {};
    auto operator<=>(const Place&) const = default;
    unsigned cost() const;
  };
  netbsd::Size size_at(const Place& place) const;
  void offer(const Place& place);

  std::vector<netbsd::Size> line_;  ///< of cheap things
  std::set<std::tuple<unsigned, Place>> waiting_;
};

/// Whether `inner` has at most as much of everything as `outer`.
bool contains(const netbsd::Size& outer, const netbsd::Size& inner);

}  // namespace vmwire::cli
