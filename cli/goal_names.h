// What: the renamings under which a goal is looked at, where states are kept up to renaming.
// A state stands for all that differ by the names of interchangeable things, so a goal that names
// some is reached if it holds for one way of giving out the names.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/goal_parser.h"
#include "families/family.h"
#include "model/family/field.h"
#include "model/family/size.h"

namespace vmwire::cli {

/// For each noun the new index of an old one; a noun that is not there keeps its indices.
struct Renaming {
  std::map<std::string, std::map<unsigned, unsigned>> to;

  unsigned at(const std::string& noun, unsigned index) const;
  std::string text() const;  ///< "page[0] is page[1], process[0] is process[1]", or ""
};

/// The names that there are at a size, and what a renaming must keep: families::Naming.
class Names {
 public:
  /// Keeps a reference to `family`.
  Names(const families::Family& family, family::SizeView size, const family::Fields& fields);

  /// Words that tell of a thing become that thing: P0.t1 is thread[1].
  void resolve(Expression& expression) const;
  /// How a field that refers to the thing tells of it: "P0.t1", "page 1".
  std::string text(const std::string& noun, unsigned thing) const;
  /// With new indices: entry[p][i] follows process[p].
  Operand renamed(Operand operand, const Renaming& renaming) const;
  /// Every renaming of what the expression names, the one that changes nothing first. Empty when
  /// there are too many. `keep_threads`: those keep their names, and what they belong to does.
  std::vector<Renaming> renamings(const Expression& expression, bool keep_threads) const;

 private:
  using Named = std::map<std::string, std::set<unsigned>>;

  void resolve(Operand& operand) const;
  void collect(const Operand& operand, Named& named) const;
  void collect(const Expression& expression, Named& named) const;
  /// Whose name the first index is: "process" for "entry".
  const std::string& bearer(const std::string& noun) const;
  unsigned belonging(const families::Naming& row, unsigned owner) const;
  bool alike(const std::string& noun, unsigned a, unsigned b) const;
  bool fits(const Renaming& renaming) const;
  bool has_threads(const std::string& noun) const;  ///< or is one

  const families::Family& family_;
  family::AnySize size_;
  std::map<std::string, unsigned> counts_;                   ///< of nouns that have names
  std::map<std::string, std::string> bearers_;
  std::map<std::string, std::vector<std::string>> texts_;    ///< of each thing, by noun
};

}  // namespace vmwire::cli
