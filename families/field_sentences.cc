// What: see field_sentences.h. Line by line: declarations in this tree have one form.
#include "families/field_sentences.h"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>
#include <utility>

namespace vmwire::families {

namespace {

struct Bits {
  std::string name;
  std::string sentence;
};

struct Headers {
  std::map<std::string, std::vector<Bits>> structs;  ///< by name
  std::map<std::string, std::string> nouns;          ///< "slot": the struct of World's member
};

Headers read(const std::string& text) {
  static const std::regex opens("struct (\\w+) \\{");
  static const std::regex bits("  [\\w:]+ (\\w+) : \\d+;\\s*(///< ?(.*))?");
  static const std::regex more("\\s*///< ?(.*)");
  static const std::regex thing("  (\\w+) (\\w+)(\\[\\w+\\])*;.*");
  Headers headers;
  std::string inside;
  std::vector<Bits>* last = nullptr;  // whose last bits a comment goes on about
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, opens)) {
      inside = found[1];
    } else if (line == "};") {
      inside.clear();
    } else if (!inside.empty() && std::regex_match(line, found, bits)) {
      last = &headers.structs[inside];
      last->push_back({found[1], found[3]});
      continue;
    } else if (last != nullptr && std::regex_match(line, found, more)) {
      last->back().sentence += " " + found[1].str();
      continue;
    } else if (inside == "World" && std::regex_match(line, found, thing)) {
      headers.nouns[found[2]] = found[1];
    }
    last = nullptr;
  }
  return headers;
}

/// The bits that bear just this name, else the first whose name goes on after it.
const Bits* find(const std::vector<Bits>& all, const std::string& name) {
  const Bits* longer = nullptr;
  for (const Bits& bits : all) {
    if (bits.name == name) return &bits;
    if (longer == nullptr && bits.name.starts_with(name)) longer = &bits;
  }
  return longer;
}

std::string without_number(std::string member) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  while (!member.empty() && is_digit(member.back())) member.pop_back();
  return member;
}

/// A list says by itself which fields are ghosts.
std::string without_ghost(const std::string& sentence) {
  const std::string mark = "ghost: ";
  return sentence.starts_with(mark) ? sentence.substr(mark.size()) : sentence;
}

}  // namespace

std::vector<std::string> field_sentences(const std::string& headers, const family::Fields& fields) {
  const Headers read_headers = read(headers);
  std::vector<std::string> result;
  for (const family::Field& field : fields) {
    const auto noun = read_headers.nouns.find(field.noun);
    const Bits* bits = nullptr;
    if (noun != read_headers.nouns.end()) {
      const auto all = read_headers.structs.find(noun->second);
      if (all != read_headers.structs.end()) bits = find(all->second, without_number(field.member));
    }
    result.push_back(bits == nullptr ? "" : without_ghost(bits->sentence));
  }
  return result;
}

}  // namespace vmwire::families
