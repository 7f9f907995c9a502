// What: the world as named fields: one table for goals, readable worlds and differences.
// Source: derived: the names follow the spelling of world.h ("page[0].wire_count").
// Leaves out: nothing that is in the world; a test checks that every bit is covered.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

/// One scalar of a world. `group` and `member` make its name: "page[0]" "." "wire_count".
struct Field {
  std::string group;    ///< "page[0]", "entry[0][1]", "pte[0][0]", "system"
  std::string member;   ///< "wire_count"
  bool ghost = false;   ///< no step of an operation reads it
  unsigned values = 0;  ///< values run from 0 to values - 1
  std::function<unsigned(const World&)> get;
  std::function<void(World&, unsigned)> set;
  /// Readable form of a value: "ACTIVE", "page 1", "-", "3".
  std::function<std::string(unsigned)> text;

  std::string name() const { return group + "." + member; }
};

/// All fields of the worlds of a size, in a fixed order. Groups stand together.
std::vector<Field> fields(const Size& size);

/// True when the group names something that exists in this world (an allocated page, a live
/// entry, a present PTE, a thread in an operation ...): what a reader wants to see.
bool group_exists(const World& w, const std::string& group);

}  // namespace vmwire::netbsd
