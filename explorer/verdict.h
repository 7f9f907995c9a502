// What: the words for how a search ended.
// Three verdicts, as other model checkers have them, and two for a goal search.
// Next: stats.h for the whole result.
#pragma once

#include <cstdint>

namespace vmwire::explorer {

enum class Verdict : std::uint8_t {
  holds,         ///< every reachable state was expanded, and nothing is wrong
  violated,      ///< a counterexample is attached
  inconclusive,  ///< a limit was reached first; says nothing about the rest
  goal_reached,  ///< goal search only: a shortest witness is attached
  unreachable,   ///< goal search only: every reachable state was looked at
};

/// What cut a search short.
enum class Limit : std::uint8_t {
  none,
  states,
  depth,
  memory,  ///< the budget, the resident set, or an allocation that failed
  time,
  stopped,  ///< from outside, through the stop token
  index_space,
  probabilistic,  ///< none but chance: states may have been missed, and how many is only estimated
};

enum class ViolationKind : std::uint8_t {
  law,
  deadlock,  ///< a cycle of actors, each waiting for the next
  stuck,     ///< an actor that is blocked and in no continuation ever moves again
};

const char* name(Verdict verdict);
const char* name(Limit limit);
const char* name(ViolationKind kind);

}  // namespace vmwire::explorer
