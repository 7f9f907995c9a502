// What: the grammar of goals, and its syntax tree.
//
//   or         := and { "||" and }
//   and        := unary { "&&" unary }
//   unary      := "!" unary | "(" or ")" | comparison
//   comparison := operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand ]
//   operand    := field ("page[0].wire_count") | number | thing ("page[0]") | word ("ACTIVE")
//               | text in quotes ("'file page 0'")
//
// Source: C's spelling and precedence. A field alone means "is not zero".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace vmwire::cli {

struct Operand {
  enum class Kind { field, number, thing, word } kind = Kind::number;
  std::string noun;               ///< field, thing: "page"
  std::vector<unsigned> indices;  ///< field, thing
  std::string text;               ///< field: member; word: the word
  unsigned number = 0;
  std::size_t column = 0;         ///< from 1

  std::string group() const;      ///< "page[0]"
};

struct Expression {
  enum class Kind { any, all, negation, comparison } kind = Kind::comparison;
  std::vector<Expression> parts;  ///< of any, all, negation
  Operand left, right;            ///< of a comparison
  std::string sign;               ///< "==" ...; empty: the left operand alone
};

/// Empty, or one line of complaint with the column.
std::string parse_expression(const std::string& text, Expression& result);

}  // namespace vmwire::cli
