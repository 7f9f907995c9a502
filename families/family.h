// What: a kernel family as a record: tables, and one door to its models. No world is in it.
// Everything that lists, parses, reports or traces works on these tables. Next: families.h, the
// list of them; describe.h, which fills the tables in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "families/any_model.h"
#include "families/measured.h"
#include "families/message.h"
#include "model/core/machine/table.h"
#include "model/family/op.h"
#include "model/family/personality.h"
#include "model/family/rules.h"
#include "model/family/size.h"
#include "traces/phrases.h"

namespace vmwire::families {

/// An operation, as lists and traces know it. Its number is its place in Family::ops.
struct OpInfo {
  const char* name;
  std::string actor;  ///< "thread", "pagedaemon", "disk", "pmap"
  const char* citation;
  const char* sentence;
  std::vector<const char*> arguments;  ///< spelling of Action::arg, by value; empty: none
  const char* operands;                ///< "range", "page", ""
  bool faults;                         ///< it can reach the marks that operations share
  const char* argument;                ///< what the arguments tell apart: "direction"; "": none
};

struct LawInfo {
  const char* id;
  const char* alias;
  const char* citation;
  const char* exception;
  std::vector<const char*> needs;  ///< operations without all of which it cannot break
  const char* unreachable;         ///< why nothing that is modelled can break it, or null
};

/// A noun whose things differ by name only, where states are kept up to renaming. Things to which
/// others belong are alike when equally many belong to each.
struct Naming {
  const char* noun;     ///< "thread"
  const char* of = "";  ///< "process": it goes where the process goes to which it belongs
  /// Which one that is; null: the first index says so ("entry[1][0]"), and it has no other name.
  unsigned (*owner)(family::SizeView size, unsigned thing) = nullptr;
};

using Version = family::Version<AnyPersonality>;

struct Family {
  const char* name;  ///< "netbsd"
  std::vector<Version> versions;
  const family::RuleTable& rules;   ///< and the personality's fields
  const family::SizeTable& sizes;
  std::vector<OpInfo> ops;          ///< the first is "none"
  const family::MarkTable& marks;
  std::vector<LawInfo> laws;        ///< bit i of a mask is laws[i]
  std::vector<MachineTable> machines;
  const traces::Phrasing& phrasing; ///< how its things are told
  const char* bench;                ///< what `bench` runs: "netbsd-1.6 --proposed --size small"
  Fields (*fields)(family::SizeView size);
  std::unique_ptr<AnyModel> (*open)(const AnyConfig& config);
  std::unique_ptr<Measured> (*measure)(const AnyConfig& config);
  std::vector<Naming> naming = {};  ///< nouns that are not here keep their names
  std::vector<Message> messages = {};  ///< what its kernels print, and what users see of them
  const char* nouns = "";  ///< headers of its world: a field's sentence is its comment there
  /// Whether a size has room for what the operation makes; without it, it never begins.
  bool (*room)(family::SizeView size, OpId op) = nullptr;
  std::size_t cap = 0;              ///< place in a size of the most operations in progress at once

  const family::PersonalityTable& personality() const { return rules.personality(); }
  const Version* find_version(const std::string& kernel) const;
  const OpInfo* find_op(const std::string& op) const;  ///< never "none"
  OpId number(const OpInfo& op) const { return static_cast<OpId>(&op - ops.data()); }
  /// By id, with or without the family's prefix, or by alias; null: there is none.
  const LawInfo* find_law(const std::string& law) const;
  unsigned number(const LawInfo& law) const { return static_cast<unsigned>(&law - laws.data()); }
  std::uint64_t all_laws() const;
};

}  // namespace vmwire::families
