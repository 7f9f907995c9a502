// What: see list_documents.h.
#include "cli/list_documents.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/documents.h"
#include "cli/suggest.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

bool same(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

const std::vector<std::string>& names_of(const WordEntry& entry) { return entry.names; }
std::vector<std::string> names_of(const SourceEntry& entry) { return {entry.id}; }

/// "[F15]" is "F15".
std::string without_brackets(const std::string& text) {
  const bool has = text.size() > 2 && text.front() == '[' && text.back() == ']';
  return has ? text.substr(1, text.size() - 2) : text;
}

template <class Entry>
std::vector<Entry> chosen(const std::vector<Entry>& all, const char* noun, const std::string& of,
                          const char* see, std::string& wrong) {
  if (of.empty()) return all;
  std::vector<Entry> result;
  std::vector<std::string> known;
  for (const Entry& entry : all) {
    for (const std::string& name : names_of(entry)) {
      known.push_back(name);
      if (same(name, of) && (result.empty() || names_of(result.back()) != names_of(entry))) {
        result.push_back(entry);
      }
    }
  }
  if (result.empty()) wrong = unknown(noun, of, known, see);
  return result;
}

std::vector<WordEntry> words(const std::string& of, std::string& wrong) {
  return chosen(glossary(), "word", of, "`vmwire list words`", wrong);
}
std::vector<SourceEntry> ids(const std::string& of, std::string& wrong) {
  return chosen(sources(), "source", without_brackets(of), "`vmwire list sources`", wrong);
}

/// At most 100 columns, four of them an indent.
std::string wrapped(const std::string& text) {
  constexpr std::size_t kWidth = 100;
  std::string result, line = "   ";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (line.size() + 1 + end - at > kWidth) {
      result += line + "\n";
      line = "   ";
    }
    line += " " + text.substr(at, end - at);
    at = end + 1;
  }
  return result + line + "\n";
}

}  // namespace

std::string words_text(const std::string& of, std::string& wrong) {
  std::string result;
  for (const WordEntry& entry : words(of, wrong)) {
    result += fmt::format("{}\n", fmt::join(entry.names, ", ")) + wrapped(entry.sentence);
  }
  return result;
}

ordered_json words_json(const std::string& of, std::string& wrong) {
  ordered_json result = ordered_json::array();
  for (const WordEntry& entry : words(of, wrong)) {
    result.push_back({{"words", entry.names}, {"sentence", entry.sentence}});
  }
  return result;
}

std::string sources_text(const std::string& of, std::string& wrong) {
  std::string result;
  for (const SourceEntry& entry : ids(of, wrong)) {
    std::vector<std::string> where;
    for (const std::string* part : {&entry.kernel, &entry.file, &entry.revision}) {
      if (!part->empty()) where.push_back(*part);
    }
    result += fmt::format("[{}]  {}\n", entry.id, fmt::join(where, ", "));
    if (!entry.functions.empty()) result += wrapped(entry.functions);
    result += wrapped(entry.sentence);
  }
  return result;
}

ordered_json sources_json(const std::string& of, std::string& wrong) {
  ordered_json result = ordered_json::array();
  for (const SourceEntry& entry : ids(of, wrong)) {
    result.push_back({{"id", entry.id},
                      {"kernel", entry.kernel},
                      {"file", entry.file},
                      {"functions", entry.functions},
                      {"revision", entry.revision},
                      {"sentence", entry.sentence}});
  }
  return result;
}

}  // namespace vmwire::cli
