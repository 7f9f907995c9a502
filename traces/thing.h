// What: one thing with all that a step changed in it, and a list of items for a phrase.
// For the files that phrase: phrases.cc here, and the phrasing of each family.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "traces/phrases.h"

namespace vmwire::traces {

/// All that a step changed in one thing.
struct ChangedThing {
  const Told& before;
  const Told& after;
  FieldName name;                         ///< without a member
  std::map<std::string, Change> changes;  ///< by member
  std::string actor;

  bool changed(const char* member) const { return changes.count(member) != 0; }
  bool becomes(const char* member, const char* value) const {
    const auto at = changes.find(member);
    return at != changes.end() && at->second.to == value;
  }
  std::string now(const char* member, const char* zero) const {
    return after.get(name.group, member, zero);
  }
  std::string was(const char* member, const char* zero) const {
    return before.get(name.group, member, zero);
  }
  std::string index(std::size_t i) const {
    return i < name.indices.size() ? std::to_string(name.indices[i]) : "?";
  }
  std::string arrow(const char* member) const {
    const Change& change = changes.at(member);
    return change.from + " -> " + change.to;
  }
};

class List {
 public:
  void add(const std::string& item) { items_ += (items_.empty() ? "" : ", ") + item; }
  bool empty() const { return items_.empty(); }
  const std::string& text() const { return items_; }
  /// "page 0" and its items, or nothing when there is nothing to say of it.
  std::string of(const std::string& what) const {
    return items_.empty() ? "" : what + " " + items_;
  }

 private:
  std::string items_;
};

}  // namespace vmwire::traces
