// What: from a syntax tree to predicates: names become fields, words become values.
// One predicate for each renaming, so that looking at a state allocates nothing.
#include "cli/goal.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/goal_names.h"
#include "cli/goal_parser.h"
#include "cli/suggest.h"

namespace vmwire::cli {

using family::Field;
using family::WorldView;

namespace {

struct Mistake {
  std::size_t column;
  std::string what;
};

bool same_word(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

// --- predicates -------------------------------------------------------------------------------

/// One side of a comparison: a field's value, or a number.
struct Side {
  const Field* field = nullptr;
  unsigned number = 0;

  unsigned in(WorldView w) const { return field != nullptr ? field->get(w) : number; }
};

struct Test {
  Expression::Kind kind = Expression::Kind::comparison;
  std::vector<Test> parts;
  Side left, right;
  bool (*compare)(unsigned, unsigned) = nullptr;

  bool holds(WorldView w) const {
    const auto part_holds = [w](const Test& part) { return part.holds(w); };
    switch (kind) {
      case Expression::Kind::any: return std::any_of(parts.begin(), parts.end(), part_holds);
      case Expression::Kind::all: return std::all_of(parts.begin(), parts.end(), part_holds);
      case Expression::Kind::negation: return !parts[0].holds(w);
      case Expression::Kind::comparison: break;
    }
    return compare(left.in(w), right.in(w));
  }
};

/// The goal under one renaming.
struct Reading {
  Test test;
  std::string names;                 ///< "page[0] is page[1]"
  std::vector<const Field*> fields;  ///< that it looks at
};

// --- from the syntax tree -----------------------------------------------------------------------

class Compiler {
 public:
  Compiler(const families::Family& family, const family::Fields& fields, const Names& names,
           const Renaming& renaming)
      : family_(family), fields_(fields), names_(names), renaming_(renaming) {}

  Test compile(const Expression& e) {
    if (e.kind == Expression::Kind::comparison) return comparison(e);
    Test test;
    test.kind = e.kind;
    for (const Expression& part : e.parts) test.parts.push_back(compile(part));
    return test;
  }

  std::vector<const Field*> used;

 private:
  Test comparison(const Expression& e) {
    Test test;
    test.left.field = field(e.left);
    if (e.sign.empty()) {
      if (test.left.field == nullptr) {
        refuse_personality(e.left);
        throw Mistake{e.left.column, "this alone is no predicate"};
      }
      test.compare = sign("!=");
      return test;
    }
    test.right.field = field(e.right);
    if (test.left.field == nullptr && test.right.field == nullptr) {
      refuse_personality(e.left);
      throw Mistake{e.left.column, "one side of a comparison must be a field"};
    }
    if (test.left.field == nullptr) test.left.number = literal(e.left, *test.right.field);
    if (test.right.field == nullptr) test.right.number = literal(e.right, *test.left.field);
    test.compare = sign(e.sign);
    return test;
  }

  static bool (*sign(const std::string& text))(unsigned, unsigned) {
    if (text == "==") return [](unsigned a, unsigned b) { return a == b; };
    if (text == "!=") return [](unsigned a, unsigned b) { return a != b; };
    if (text == "<") return [](unsigned a, unsigned b) { return a < b; };
    if (text == "<=") return [](unsigned a, unsigned b) { return a <= b; };
    if (text == ">") return [](unsigned a, unsigned b) { return a > b; };
    return [](unsigned a, unsigned b) { return a >= b; };
  }

  /// What --set changes has fields as well, which no world has.
  void refuse_personality(const Operand& operand) const {
    if (family_.personality().find(operand.text) == nullptr) return;
    throw Mistake{operand.column,
                  fmt::format("{} is a field of a personality, for --set; those of a world are in "
                              "`vmwire list fields {}`", operand.text, family_.name)};
  }

  std::string see() const { return fmt::format("`vmwire list fields {}`", family_.name); }

  /// Null when the operand is no field.
  const Field* field(const Operand& operand) {
    if (operand.kind != Operand::Kind::field) return nullptr;
    const Operand renamed = names_.renamed(operand, renaming_);
    std::vector<std::string> members;
    for (const Field& f : fields_) {
      if (f.noun != renamed.noun || f.indices != renamed.indices) continue;
      if (f.member == operand.text) {
        if (std::find(used.begin(), used.end(), &f) == used.end()) used.push_back(&f);
        return &f;
      }
      members.push_back(f.member);
    }
    if (!members.empty()) {
      throw Mistake{operand.column,
                    unknown("field of " + operand.group(), operand.text, members, see())};
    }
    const std::vector<std::string> groups = groups_of(operand.noun);
    if (groups.empty()) {
      throw Mistake{operand.column, unknown("thing in a world", operand.noun, nouns(), see())};
    }
    throw Mistake{operand.column, fmt::format("no '{}' in a world of this size; there are {}",
                                              operand.group(), fmt::join(groups, ", "))};
  }

  /// All things of a noun.
  std::vector<std::string> groups_of(const std::string& noun) const {
    std::vector<std::string> result;
    for (const Field& f : fields_) {
      if (f.noun != noun) continue;
      if (result.empty() || result.back() != f.group()) result.push_back(f.group());
    }
    return result;
  }

  std::vector<std::string> nouns() const {
    std::vector<std::string> result;
    for (const Field& f : fields_) {
      if (result.empty() || result.back() != f.noun) result.push_back(f.noun);
    }
    return result;
  }

  unsigned literal(const Operand& operand, const Field& of) const {
    if (operand.kind == Operand::Kind::number) return operand.number;
    std::string word = operand.text;
    if (operand.kind == Operand::Kind::thing) {
      const Operand renamed = names_.renamed(operand, renaming_);
      word = names_.text(renamed.noun, renamed.indices[0]);
    }
    const std::vector<std::string>& texts = of.kind.texts;
    for (unsigned v = 0; v < of.values(); ++v) {
      if (same_word(texts[v], word)) return v;
    }
    if (texts[0] == "-" && same_word(word, "none")) return 0;
    throw Mistake{operand.column, fmt::format("{} is never '{}'; it is one of {}", of.name(), word,
                                              fmt::join(texts, ", "))};
  }

  const families::Family& family_;
  const family::Fields& fields_;
  const Names& names_;
  const Renaming& renaming_;
};

}  // namespace

struct Goal::Readings {
  family::Fields fields;
  std::vector<Reading> all;

  /// Null when there is none.
  const Reading* that_holds(WorldView world) const {
    for (const Reading& reading : all) {
      if (reading.test.holds(world)) return &reading;
    }
    return nullptr;
  }
};

std::string Goal::parse(const std::string& text, const families::Family& family,
                        family::SizeView size, bool any_names, Goal& goal, bool keep_threads) {
  Expression expression;
  if (std::string wrong = parse_expression(text, expression); !wrong.empty()) return wrong;
  const auto readings = std::make_shared<Readings>();
  readings->fields = family.fields(size);
  const Names names(family, size, readings->fields);
  names.resolve(expression);
  std::vector<Renaming> renamings(1);
  if (any_names) renamings = names.renamings(expression, keep_threads);
  if (renamings.empty()) return "it names too many things; use --reduce none, or name fewer";
  try {
    for (const Renaming& renaming : renamings) {
      Compiler compiler(family, readings->fields, names, renaming);
      Test test = compiler.compile(expression);
      readings->all.push_back({std::move(test), renaming.text(), compiler.used});
    }
  } catch (const Mistake& mistake) {
    return fmt::format("column {}: {}", mistake.column, mistake.what);
  }
  goal.text_ = text;
  goal.readings_ = readings;
  return "";
}

bool Goal::holds(WorldView world) const {
  return readings_ != nullptr && readings_->that_holds(world) != nullptr;
}

std::string Goal::where(WorldView world) const {
  const Reading* reading = readings_ == nullptr ? nullptr : readings_->that_holds(world);
  if (reading == nullptr) return "";
  std::vector<std::string> values;
  for (const Field* field : reading->fields) {
    values.push_back(field->name() + " is " + field->text(field->get(world)));
  }
  return fmt::format("{}{}{}", reading->names,
                     reading->names.empty() || values.empty() ? "" : "; ", fmt::join(values, ", "));
}

}  // namespace vmwire::cli
