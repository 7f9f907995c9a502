// What: predicates over a world, for --goal: "page[0].wire_count >= 2 && entry[1][0].prot == rw".
// The names of things and fields are those of the family's worlds (model/family/field.h).
// Read next: goal_parser.h (the grammar), goal_names.h (what page[0] means under symmetry).
#pragma once

#include <memory>
#include <string>

#include "families/family.h"
#include "model/family/field.h"
#include "model/family/size.h"

namespace vmwire::cli {

class Goal {
 public:
  /// Empty, or one line with the position of the mistake ("column 7: ...").
  ///
  /// => any_names: names of things that are interchangeable stand for any such thing: page[0] for
  ///    some page, page[1] for some other one. Needed where states are kept up to renaming
  /// => otherwise page[0] is that very page
  /// => keep_threads: threads and processes are those very ones, whatever any_names says
  static std::string parse(const std::string& text, const families::Family& family,
                           family::SizeView size, bool any_names, Goal& goal,
                           bool keep_threads = false);

  bool holds(family::WorldView world) const;
  /// "page[0] is page[1]; page[1].wire_count is 2": which things it holds for, and their values.
  std::string where(family::WorldView world) const;
  const std::string& text() const { return text_; }

 private:
  struct Readings;

  std::string text_;
  std::shared_ptr<const Readings> readings_;  ///< one for each renaming
};

}  // namespace vmwire::cli
