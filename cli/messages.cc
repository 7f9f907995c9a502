// What: see messages.h. What differs from one printing to the next is "..." in a message's text.
#include "cli/messages.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace vmwire::cli {

using families::Family;
using families::Message;

namespace {

/// In lower case, with one space where there are several.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isspace(u) == 0) result += static_cast<char>(std::tolower(u));
    else if (!result.empty() && result.back() != ' ') result += ' ';
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

/// Whether a line has all parts of a message's text, in their order.
bool printed_in(const std::string& text, const std::string& line) {
  const std::string gap = "...";
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(gap, at), text.size());
    std::string part = text.substr(at, end - at);
    while (part.ends_with(' ')) part.pop_back();
    const std::size_t found = line.find(part, from);
    if (found == std::string::npos) return false;
    from = found + part.size();
    at = end + gap.size();
  }
  return true;
}

/// Whether the text has these words, and not only as parts of longer ones.
bool has_whole(const std::string& text, const std::string& words) {
  const auto in_word = [&text](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 ||
                                text[at] == '_');
  };
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const bool begins = at == 0 || !in_word(at - 1) || !in_word(at);
    const std::size_t end = at + words.size();
    if (begins && (!in_word(end) || !in_word(end - 1))) return true;
  }
  return false;
}

bool fits(const Message& message, const std::string& words, Enough enough) {
  constexpr std::size_t kWordMin = 4;  // "of" is no question
  const std::string text = plain(message.text);
  if (printed_in(text, words)) return true;
  const bool asks = words.find(' ') != std::string::npos ||
                    (enough == Enough::word && words.size() >= kWordMin);
  return asks && has_whole(text, words);
}

bool names(const Message& message, const std::string& function) {
  return std::any_of(message.functions.begin(), message.functions.end(),
                     [&](const char* each) { return function == each; });
}

}  // namespace

std::vector<const Message*> find_messages(const Family& family, const std::string& words,
                                          Enough enough) {
  const std::string line = plain(words);
  std::vector<const Message*> result;
  for (const Message& message : family.messages) {
    if (!line.empty() && (fits(message, line, enough) || names(message, words))) {
      result.push_back(&message);
    }
  }
  return result;
}

std::vector<const family::MarkTable::Row*> steps_in(const Family& family,
                                                    const std::string& function) {
  std::vector<const family::MarkTable::Row*> result;
  for (const family::MarkTable::Row& row : family.marks.rows()) {
    if (function == row.mark->function) result.push_back(&row);
  }
  return result;
}

std::vector<std::string> functions_of(const Family& family) {
  std::vector<std::string> result;
  const auto add = [&result](const std::string& function) {
    if (std::find(result.begin(), result.end(), function) == result.end()) {
      result.push_back(function);
    }
  };
  for (const Message& message : family.messages) {
    for (const char* function : message.functions) add(function);
  }
  for (const family::MarkTable::Row& row : family.marks.rows()) add(row.mark->function);
  return result;
}

std::string meaning_of(const Message& message) {
  const std::string shown =
      *message.unshown != '\0'   ? fmt::format("not shown: {}", message.unshown)
      : *message.command != '\0' ? fmt::format("`./vmwire {}` shows a cause", message.command)
                                 : "";
  const std::string law = *message.law == '\0' ? "" : fmt::format(" ({})", message.law);
  return fmt::format("{}{}: {} {}", message.text, law, message.sentence, shown);
}

}  // namespace vmwire::cli
