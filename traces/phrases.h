// What: what a step changed, in the kernel's words: one phrase for each thing that changed.
// Source: derived: the nouns are those of the specification's vocabulary (section 1).
// Leaves out: what only the checker knows (claims, promises), a thread's inner place, and
// statistics as long as they agree with what they count. Next: explain.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "traces/trace.h"

namespace vmwire::traces {

/// A world that is being told: its readable form, and how its threads are called.
struct Told {
  WorldText world;
  std::vector<unsigned> threads;  ///< of each process

  /// The text of a field, or `otherwise` where it is zero and does not stand in the world.
  std::string get(const std::string& group, const std::string& member,
                  const std::string& otherwise) const;
  void apply(const std::vector<Change>& changes);
  std::string thread_name(unsigned thread) const;  ///< "P0.t1"
};

/// `actor` took the step; what it did to itself needs no name.
std::vector<std::string> phrases(const Told& before, const Told& after,
                                 const std::vector<Change>& changes, const std::string& actor);

/// Entries move in their array when a neighbour comes or goes, so they are told by their ranges.
std::vector<std::string> entry_phrases(const Told& before, const Told& after, unsigned process);

/// "page[0].wire_count" -> "page", {0}, "wire_count".
struct FieldName {
  std::string noun;
  std::vector<unsigned> indices;
  std::string member;
};
FieldName split_field(std::string_view field);

}  // namespace vmwire::traces
