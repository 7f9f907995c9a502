// What: the glossary and the table of sources, as they stand in docs/glossary.md and
// model/SOURCES.md, which are compiled in: what the program says and what a reader reads are one.
#pragma once

#include <string>
#include <vector>

namespace vmwire::cli {

struct WordEntry {
  std::vector<std::string> names;  ///< "rising edge", "falling edge"
  std::string sentence;            ///< without marks
};
/// In the document's order.
const std::vector<WordEntry>& glossary();

struct SourceEntry {
  std::string id;                                    ///< "F15"
  std::string kernel, file, functions, revision;     ///< "" where there is none
  std::string sentence;
};
const std::vector<SourceEntry>& sources();

// --- reading them -------------------------------------------------------------------------------

/// Entries are paragraphs that begin with a word in bold, or several: "**anon**, **anons**: ...".
std::vector<WordEntry> read_glossary(const std::string& markdown);
/// Rows of tables with six columns, without their headings.
std::vector<SourceEntry> read_sources(const std::string& markdown);

}  // namespace vmwire::cli
