// What: from a syntax tree to predicates: names become fields, words become values.
// Source: derived. One predicate for each renaming, so that looking at a state allocates nothing.
#include "cli/goal.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "cli/goal_names.h"
#include "cli/goal_parser.h"

namespace vmwire::cli {

using netbsd::Field;
using netbsd::World;

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

/// The word P0.t1 names the thing thread[1].
void name_threads(const netbsd::Size& size, Operand& operand) {
  if (operand.kind != Operand::Kind::word) return;
  for (unsigned t = 0; t < size.thread_count(); ++t) {
    if (operand.text != size.thread_name(t)) continue;
    operand.kind = Operand::Kind::thing;
    operand.noun = "thread";
    operand.indices = {t};
    return;
  }
}
void name_threads(const netbsd::Size& size, Expression& expression) {
  for (Expression& part : expression.parts) name_threads(size, part);
  name_threads(size, expression.left);
  name_threads(size, expression.right);
}

using Predicate = std::function<bool(const World&)>;
using Number = std::function<unsigned(const World&)>;

class Compiler {
 public:
  Compiler(const std::vector<Field>& fields, const netbsd::Size& size, const Renaming& renaming)
      : fields_(fields), size_(size), renaming_(renaming) {}

  Predicate compile(const Expression& e) {
    using Kind = Expression::Kind;
    if (e.kind == Kind::comparison) return comparison(e);
    std::vector<Predicate> parts;
    for (const Expression& part : e.parts) parts.push_back(compile(part));
    if (e.kind == Kind::negation) {
      return [part = parts[0]](const World& w) { return !part(w); };
    }
    const bool any = e.kind == Kind::any;
    return [parts, any](const World& w) {
      for (const Predicate& part : parts) {
        if (part(w) == any) return any;
      }
      return !any;
    };
  }

  std::vector<const Field*> used;

 private:
  Predicate comparison(const Expression& e) {
    const Field* left = field(e.left);
    if (e.sign.empty()) {
      if (left == nullptr) throw Mistake{e.left.column, "this alone is no predicate"};
      return [left](const World& w) { return left->get(w) != 0; };
    }
    const Field* right = field(e.right);
    if (left == nullptr && right == nullptr) {
      throw Mistake{e.left.column, "one side of a comparison must be a field"};
    }
    return compare(e.sign, side(e.left, left, right), side(e.right, right, left));
  }

  static Predicate compare(const std::string& sign, Number a, Number b) {
    if (sign == "==") return [a, b](const World& w) { return a(w) == b(w); };
    if (sign == "!=") return [a, b](const World& w) { return a(w) != b(w); };
    if (sign == "<") return [a, b](const World& w) { return a(w) < b(w); };
    if (sign == "<=") return [a, b](const World& w) { return a(w) <= b(w); };
    if (sign == ">") return [a, b](const World& w) { return a(w) > b(w); };
    return [a, b](const World& w) { return a(w) >= b(w); };
  }

  /// Null when the operand is no field.
  const Field* field(const Operand& operand) {
    if (operand.kind != Operand::Kind::field) return nullptr;
    const Operand renamed = renaming_.of(operand);
    const std::string group = renamed.group();
    std::string members;
    for (const Field& f : fields_) {
      if (f.group != group) continue;
      if (f.member == operand.text) {
        if (std::find(used.begin(), used.end(), &f) == used.end()) used.push_back(&f);
        return &f;
      }
      members += (members.empty() ? "" : ", ") + f.member;
    }
    if (!members.empty()) {
      throw Mistake{operand.column, operand.group() + " has no '" + operand.text + "'; it has " +
                                        members};
    }
    throw Mistake{operand.column, "no '" + operand.group() +
                                      "' in a world of this size; there are " +
                                      groups(operand.noun)};
  }

  /// All groups of a noun; all nouns when there is no such noun.
  std::string groups(const std::string& noun) const {
    std::string of_noun, nouns, last_group, last_noun;
    for (const Field& f : fields_) {
      const std::string n = f.group.substr(0, f.group.find('['));
      if (f.group != last_group && n == noun) of_noun += (of_noun.empty() ? "" : ", ") + f.group;
      if (n != last_noun) nouns += (nouns.empty() ? "" : ", ") + f.group;
      last_group = f.group;
      last_noun = n;
    }
    return of_noun.empty() ? nouns + " ..." : of_noun;
  }

  Number side(const Operand& operand, const Field* own, const Field* other) const {
    if (own != nullptr) return own->get;
    const unsigned value = literal(operand, *other);
    return [value](const World&) { return value; };
  }

  unsigned literal(const Operand& operand, const Field& of) const {
    if (operand.kind == Operand::Kind::number) return operand.number;
    std::string word = operand.text;
    if (operand.kind == Operand::Kind::thing) {
      const Operand renamed = renaming_.of(operand);
      const unsigned i = renamed.indices[0];
      if (renamed.noun == "thread" && i < size_.thread_count()) word = size_.thread_name(i);
      else word = renamed.noun + " " + std::to_string(i);
    }
    for (unsigned v = 0; v < of.values; ++v) {
      if (same_word(of.text(v), word)) return v;
    }
    if (of.text(0) == "-" && same_word(word, "none")) return 0;
    std::string values;
    for (unsigned v = 0; v < of.values; ++v) values += (v == 0 ? "" : ", ") + of.text(v);
    throw Mistake{operand.column, of.name() + " is never '" + word + "'; it is one of " + values};
  }

  const std::vector<Field>& fields_;
  const netbsd::Size& size_;
  const Renaming& renaming_;
};

}  // namespace

std::string Goal::parse(const std::string& text, const netbsd::Size& size, bool any_names,
                        Goal& goal) {
  Expression expression;
  if (std::string wrong = parse_expression(text, expression); !wrong.empty()) return wrong;
  name_threads(size, expression);
  std::vector<Renaming> all(1);
  if (any_names) all = renamings(expression, size);
  if (all.empty()) return "it names too many things; use --reduce none, or name fewer";
  goal = Goal();
  goal.text_ = text;
  goal.fields_ = std::make_shared<const std::vector<Field>>(netbsd::fields(size));
  try {
    for (const Renaming& renaming : all) {
      Compiler compiler(*goal.fields_, size, renaming);
      Predicate holds = compiler.compile(expression);
      goal.instances_.push_back({std::move(holds), renaming.text(), compiler.used});
    }
  } catch (const Mistake& mistake) {
    return "column " + std::to_string(mistake.column) + ": " + mistake.what;
  }
  return "";
}

bool Goal::holds(const World& world) const {
  for (const Instance& instance : instances_) {
    if (instance.holds(world)) return true;
  }
  return false;
}

std::string Goal::where(const World& world) const {
  for (const Instance& instance : instances_) {
    if (!instance.holds(world)) continue;
    std::string result = instance.names;
    for (const Field* field : instance.fields) {
      result += (result.empty() ? "" : result == instance.names ? "; " : ", ") + field->name() +
                " is " + field->text(field->get(world));
    }
    return result;
  }
  return "";
}

}  // namespace vmwire::cli
