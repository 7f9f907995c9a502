// What: what a step changed, in the kernel's words: one phrase for each thing that changed.
// Leaves out: what a family's phrasing has nothing to say of, such as what only the checker knows.
// Next: thing.h, for who writes a phrasing; explain.h, which lays the phrases out.
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

struct ChangedThing;  // thing.h: one thing with all that a step changed in it

/// How the things of a kernel family are told; each family has its own (families/).
struct Phrasing {
  /// How a noun is told; a noun may have several rows. "": there is nothing to say.
  struct Noun {
    const char* name;
    std::string (*tell)(const ChangedThing&);
  };
  /// Things that move in their array when a neighbour comes or goes are told all together, for
  /// each first index ("entry[0]") in which one changed.
  struct Group {
    const char* noun;
    std::vector<std::string> (*tell)(const Told& before, const Told& after, unsigned first);
  };
  std::vector<Group> groups;  ///< told first
  std::vector<Noun> nouns;    ///< in the order in which a reader wants to hear of them
};

/// `actor` took the step; what it did to itself needs no name. A noun without a row is told field
/// by field.
std::vector<std::string> phrases(const Phrasing& phrasing, const Told& before, const Told& after,
                                 const std::vector<Change>& changes, const std::string& actor);

/// A field's name taken apart: a trace has no more than the text. "page[0].wire_count":
struct FieldName {
  std::string group;              ///< "page[0]"
  std::string noun;               ///< "page"
  std::vector<unsigned> indices;  ///< {0}
  std::string member;             ///< "wire_count"
};
FieldName split_field(std::string_view field);

}  // namespace vmwire::traces
