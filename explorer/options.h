// What: everything that can be asked of a search, read as plain members.
// Next: bfs.h.
#pragma once

#include <atomic>
#include <cstdint>

#include "explorer/progress.h"

namespace vmwire::explorer {

/// What may be left out because it would only repeat what is looked at; a bit for each kind.
enum class Reduce : std::uint8_t {
  none = 0,      ///< states are stored as the model made them
  symmetry = 1,  ///< one representative for each class of states that differ by a renaming
  por = 2,       ///< partial order: silent steps happen as late as possible (late.h)
  all = 3,
};
constexpr bool by_symmetry(Reduce reduce) { return (static_cast<unsigned>(reduce) & 1) != 0; }
constexpr bool by_order(Reduce reduce) { return (static_cast<unsigned>(reduce) & 2) != 0; }

/// In which order states are looked at.
enum class Order : std::uint8_t {
  breadth,  ///< level by level: counterexamples are shortest; the only one that shares work
  depth,    ///< the latest first
  random,   ///< walks from an initial state, each from a seed of its own; never exhaustive
  guided,   ///< what the model takes to be nearest to a broken law first
};

/// What the visited set keeps of a state.
enum class Keep : std::uint8_t {
  exact,     ///< all of it
  compact,   ///< a hash of 64 bits; two states with one hash count as one
  bitstate,  ///< a few bits in one table; likewise, and more often
};

/// What a search is for.
enum class Task : std::uint8_t {
  check,  ///< are all laws kept, is there no deadlock, and nobody stuck?
  seek,   ///< can a state with the goal be reached?
};

/// 0 means no limit. A search that reaches a limit is inconclusive, whatever it saw so far,
/// unless that was a violation.
struct Limits {
  std::uint64_t states = 0;  ///< states stored
  std::uint32_t depth = 0;   ///< states at this depth are looked at, but not expanded
  std::uint64_t memory = 0;  ///< bytes: of our own tables, and of the resident set
  double seconds = 0;
};

struct Options {
  Reduce reduce = Reduce::symmetry;
  bool all_violations = false;      ///< go on past violations: one for each law and site
  /// With all_violations: whether states in which a law is broken have their successors looked at.
  /// If not, a finding is the first break on its way, and what would follow from it is not sought.
  bool expand_violating = true;
  bool check_deadlock = true;
  unsigned workers = 1;             ///< threads; 1..16; above 1 breadth-first only
  Order order = Order::breadth;
  Keep keep = Keep::exact;          ///< others need depth first, and never end in "holds"
  std::uint64_t bitstate_bytes = std::uint64_t{1} << 30;  ///< size of that table
  std::uint64_t seed = 1;           ///< of random walks
  std::uint64_t walk_steps = 1000;  ///< of one walk, at most
  bool check_stuck = true;          ///< needs an exhaustive search; up to one more pass over it
  std::uint64_t laws = ~std::uint64_t{0};  ///< bit i: law i is looked at
  Limits limits;
  const std::atomic<bool>* stop = nullptr;  ///< set to true from outside: stop soon
  Observer* observer = nullptr;
};

}  // namespace vmwire::explorer
