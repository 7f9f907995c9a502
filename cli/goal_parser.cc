// What: recursive descent over the grammar of goal_parser.h.
#include "cli/goal_parser.h"

#include <cctype>
#include <stdexcept>

namespace vmwire::cli {

namespace {

constexpr std::size_t kTextMax = 1000;
constexpr unsigned kNestingMax = 50;

/// Carries a complaint to parse_expression and no further.
struct Mistake {
  std::size_t column;
  std::string what;
};

class Parser {
 public:
  explicit Parser(const std::string& text) : text_(text) {}

  Expression whole() {
    Expression result = any();
    skip();
    if (at_ < text_.size()) fail("expected '&&', '||' or the end");
    return result;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw Mistake{at_ + 1, what}; }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool take(const char* sign) {
    skip();
    if (text_.compare(at_, std::string(sign).size(), sign) != 0) return false;
    at_ += std::string(sign).size();
    return true;
  }
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  static bool starts_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
  static bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }
  static bool digit(char c) { return c >= '0' && c <= '9'; }

  Expression list(const char* sign, Expression::Kind kind, Expression (Parser::*part)()) {
    Expression first = (this->*part)();
    if (!take(sign)) return first;
    Expression result;
    result.kind = kind;
    result.parts.push_back(std::move(first));
    do result.parts.push_back((this->*part)());
    while (take(sign));
    return result;
  }
  Expression any() { return list("||", Expression::Kind::any, &Parser::all); }
  Expression all() { return list("&&", Expression::Kind::all, &Parser::unary); }

  Expression unary() {
    if (++nesting_ > kNestingMax) fail("nested too deeply");
    Expression result;
    skip();
    if (text_.compare(at_, 2, "!=") != 0 && take("!")) {
      result.kind = Expression::Kind::negation;
      result.parts.push_back(unary());
    } else if (take("(")) {
      result = any();
      if (!take(")")) fail("expected ')'");
    } else {
      result = comparison();
    }
    --nesting_;
    return result;
  }

  Expression comparison() {
    Expression result;
    result.left = operand();
    for (const char* sign : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!take(sign)) continue;
      result.sign = sign;
      result.right = operand();
      return result;
    }
    skip();
    if (next() == '=') fail("'=' is '==' here");
    return result;
  }

  Operand operand() {
    skip();
    Operand result;
    result.column = at_ + 1;
    if (next() == '\'' || next() == '"') return quoted(result);
    if (digit(next())) {
      result.number = number();
      return result;
    }
    if (!starts_word(next())) fail("expected a field, a number or a word");
    const std::string name = word();
    while (next() == '[') {
      ++at_;
      result.indices.push_back(number());
      if (next() != ']') fail("expected ']'");
      ++at_;
    }
    if (next() == '.' && !(at_ + 1 < text_.size() && !starts_word(text_[at_ + 1]))) {
      ++at_;
      result.kind = Operand::Kind::field;
      result.noun = name;
      if (!starts_word(next())) fail("expected the field's name after '.'");
      result.text = word();
      // A thread is called P0.t1, which reads like a field of something named P0.
      if (result.indices.empty() && name.size() > 1 && name[0] == 'P' && digit(name[1])) {
        result.kind = Operand::Kind::word;
        result.text = name + "." + result.text;
      }
      return result;
    }
    result.kind = result.indices.empty() ? Operand::Kind::word : Operand::Kind::thing;
    (result.indices.empty() ? result.text : result.noun) = name;
    return result;
  }

  Operand quoted(Operand result) {
    const char mark = text_[at_];
    const std::size_t end = text_.find(mark, at_ + 1);
    if (end == std::string::npos) fail("the quote does not end");
    result.kind = Operand::Kind::word;
    result.text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    // 'page 1', as traces spell it, is page[1].
    const std::size_t space = result.text.find(' ');
    const bool two_words = space != std::string::npos && space + 2 == result.text.size();
    if (two_words && digit(result.text.back())) {
      result.kind = Operand::Kind::thing;
      result.noun = result.text.substr(0, space);
      result.indices.push_back(static_cast<unsigned>(result.text.back() - '0'));
    }
    return result;
  }

  std::string word() {
    const std::size_t from = at_;
    while (in_word(next())) ++at_;
    return text_.substr(from, at_ - from);
  }

  unsigned number() {
    if (!digit(next())) fail("expected a number");
    unsigned result = 0;
    while (digit(next())) {
      result = result * 10 + static_cast<unsigned>(next() - '0');
      if (result > 100000) fail("number too large");
      ++at_;
    }
    if (in_word(next())) fail("expected an end of the number");
    return result;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  unsigned nesting_ = 0;
};

}  // namespace

std::string Operand::group() const {
  std::string result = noun;
  for (unsigned index : indices) result += "[" + std::to_string(index) + "]";
  return result;
}

std::string parse_expression(const std::string& text, Expression& result) {
  if (text.size() > kTextMax) return "longer than " + std::to_string(kTextMax) + " characters";
  try {
    result = Parser(text).whole();
    return "";
  } catch (const Mistake& mistake) {
    return "column " + std::to_string(mistake.column) + ": " + mistake.what;
  }
}

}  // namespace vmwire::cli
