// What: predicates over a world, for --goal: "page[0].wire_count >= 2 && entry[1][0].prot == rw".
// Source: derived: the names are those of model/netbsd/fields.h.
// Read next: goal_parser.h (the grammar), goal_names.h (what page[0] means under symmetry).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/netbsd/fields.h"
#include "model/netbsd/world.h"

namespace vmwire::cli {

class Goal {
 public:
  /// Empty, or one line with the position of the mistake ("column 7: ...").
  ///
  /// => any_names: names of things that are interchangeable stand for any such thing: page[0] for
  ///    some page, page[1] for some other one. Needed where states are kept up to renaming
  /// => otherwise page[0] is that very page
  static std::string parse(const std::string& text, const netbsd::Size& size, bool any_names,
                           Goal& goal);

  bool holds(const netbsd::World& world) const;
  /// "page[0] is page 1; page[1].wire_count is 2": which things it holds for, and their values.
  std::string where(const netbsd::World& world) const;
  const std::string& text() const { return text_; }

 private:
  using Predicate = std::function<bool(const netbsd::World&)>;
  struct Instance {
    Predicate holds;
    std::string names;                         ///< "page[0] is page 1"
    std::vector<const netbsd::Field*> fields;  ///< that it looks at
  };

  std::string text_;
  std::shared_ptr<const std::vector<netbsd::Field>> fields_;
  std::vector<Instance> instances_;
};

}  // namespace vmwire::cli
