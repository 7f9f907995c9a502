// What: see documents.h. Bazel writes documents.inc: a string literal for each document.
#include "cli/documents.h"

#include <regex>
#include <sstream>

namespace vmwire::cli {

namespace {

const char* const kDocuments[] = {
#include "cli/documents.inc"
};
enum { kGlossary = 0, kSources = 1 };

/// Emphasis, code and links are for whoever renders them.
std::string without_marks(const std::string& text) {
  static const std::regex link("\\[([^\\]]*)\\]\\([^)]*\\)"), marks("[`*]");
  return std::regex_replace(std::regex_replace(text, link, "$1"), marks, "");
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream parts(row);
  std::string cell;
  std::getline(parts, cell, '|');  // in front of the first
  while (std::getline(parts, cell, '|')) cells.push_back(without_marks(trimmed(cell)));
  return cells;
}

}  // namespace

std::vector<WordEntry> read_glossary(const std::string& markdown) {
  static const std::regex opening("^((?:\\*\\*[^*]+\\*\\*(?:, )?)+): (.*)");
  static const std::regex bold("\\*\\*([^*]+)\\*\\*");
  std::vector<WordEntry> result;
  bool open = false;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, opening)) {
      const std::string names = found[1];
      result.push_back({{}, without_marks(found[2])});
      for (std::sregex_iterator at(names.begin(), names.end(), bold), end; at != end; ++at) {
        result.back().names.push_back((*at)[1]);
      }
      open = true;
    } else if (line.empty() || line[0] == '#') {
      open = false;
    } else if (open) {
      result.back().sentence += " " + without_marks(line);
    }
  }
  return result;
}

std::vector<SourceEntry> read_sources(const std::string& markdown) {
  constexpr std::size_t kColumns = 6;
  std::vector<SourceEntry> result;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (!line.starts_with("|") || cells.size() != kColumns) continue;
    if (cells[0] == "id" || cells[0].starts_with("-")) continue;
    result.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  return result;
}

const std::vector<WordEntry>& glossary() {
  static const std::vector<WordEntry> entries = read_glossary(kDocuments[kGlossary]);
  return entries;
}

const std::vector<SourceEntry>& sources() {
  static const std::vector<SourceEntry> entries = read_sources(kDocuments[kSources]);
  return entries;
}

}  // namespace vmwire::cli
