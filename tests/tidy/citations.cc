// What: which sections of docs/spec/ the tree cites, and whether they are there.
// A document's name opens a stretch of text that reaches to the next name. What counts in it:
//
//   netbsd.md section 2.9; netbsd.md sections 2.6, 2.8 and 2.11    "section" and its list
//   netbsd.md 2.5                                                  a list right behind the name
//   section 1.6 and 2.0 of netbsd.md                               the list in front of the name
//   netbsd.md section 1.2 for the fields, 2.2 for clip             2.2: in the name's sentence
//   the queue of section 1.6                                       of the document named last above
//
// Small numbers without a dot need "section" or a list: "case 2" and "PR 7578" are none.
#include <cstddef>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "tests/tidy/tidy.h"

namespace vmwire::tidy {
namespace {

using Sections = std::set<std::string>;

#define NUMBER "\\d{1,2}(?:\\.\\d{1,2})*[a-z]?(?!\\w)(?!\\.\\d)"  // not of a date or a revision
#define ITEM NUMBER "(?:-" NUMBER ")?"
#define LIST ITEM "(?:(?:, and |, | and | or )" ITEM ")*"
#define SECTIONS "[Ss]ections? " LIST

constexpr char kFolder[] = "docs/spec/";

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// Lines that are read as one text: a comment, a paragraph, the parts of a literal.
struct Block {
  std::string where;  // its first line, "path:line: "
  std::string text;
};

// Whether `line` goes on where `above` stopped; both without their indentation.
bool continues(const std::string& above, const std::string& line, bool markdown) {
  if (above.empty() || line.empty()) return false;
  if (markdown) return std::string("|#-*").find(line[0]) == std::string::npos;
  if (line[0] == '"') return above.back() == '"';
  for (const char* mark : {"//", "# "}) {
    if (line.starts_with(mark)) return above.starts_with(mark);
  }
  return false;
}

std::vector<Block> blocks_of(const std::string& path, const std::string& text) {
  static const std::regex marks("^(//+<?|# +)");
  const bool markdown = path.ends_with(".md");
  std::vector<Block> blocks;
  std::istringstream lines(text);
  std::string above, line;
  for (int number = 1; std::getline(lines, line); ++number) {
    line.erase(0, line.find_first_not_of(' '));
    std::string words = markdown ? line : std::regex_replace(line, marks, "");
    if (!continues(above, line, markdown)) {
      blocks.push_back({path + ":" + std::to_string(number) + ": ", words});
    } else if (line[0] == '"') {  // "netbsd.md 2.5, " "2.7" is one literal
      blocks.back().text.pop_back();
      blocks.back().text += words.substr(1);
    } else {
      blocks.back().text += " " + words;
    }
    above = line;
  }
  return blocks;
}

// A document's name and what is said until the next one.
struct Stretch {
  std::string path;      // as written; empty in front of the first name
  std::string in_front;  // "section 2.9 of", if that is how the name is led in
  std::string text;
};

std::string without_notes(const std::string& text) {
  static const std::regex note(" *\\([^()]*\\)| *\\[[^\\[\\]]*\\]");
  return std::regex_replace(text, note, "");
}

std::vector<Stretch> stretches_of(const std::string& block) {
  static const std::regex name("[\\w./-]*\\w\\.md\\b");
  static const std::regex leads_in("(" SECTIONS "|\\b\\d{1,2}\\." LIST ") (of|in) $");
  static const std::regex link("\\[([^\\]]*)\\]\\(([^)]*)\\)");
  std::string text = std::regex_replace(block, link, "$1 of $2");
  std::erase(text, '`');
  std::vector<Stretch> stretches(1);
  std::size_t from = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
    const auto begin = static_cast<std::size_t>(at->position());
    Stretch& last = stretches.back();
    last.text = text.substr(from, begin - from);
    from = begin + static_cast<std::size_t>(at->length());
    std::string in_front;
    std::smatch found;
    const std::string bare = without_notes(last.text);
    if (std::regex_search(bare, found, leads_in)) {
      in_front = found[0];
      last.text = bare.substr(0, bare.size() - in_front.size());
    }
    stretches.push_back({at->str(), in_front, ""});
  }
  stretches.back().text = text.substr(from);
  return stretches;
}

void add_all(const std::string& text, const std::regex& wanted, Sections* sections) {
  static const std::regex number(NUMBER);
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at) {
    const std::string list = at->str();
    for (std::sregex_iterator one(list.begin(), list.end(), number); one != end; ++one) {
      sections->insert(one->str());
    }
  }
}

std::string first_sentence(const std::string& text) {
  static const std::regex stop("\\.( |$)|[\")\\]]");
  std::smatch found;
  return std::regex_search(text, found, stop) ? found.prefix().str() : text;
}

Sections cited_in(const Stretch& stretch) {
  static const std::regex named("\\b" SECTIONS), list(LIST), behind("^ " LIST);
  static const std::regex dotted("[^\\w.-]\\d{1,2}\\.\\d{1,2}[a-z]?(?![\\w-])(?!\\.\\d)");
  const std::string bare = without_notes(stretch.text);
  Sections sections;
  add_all(stretch.text, named, &sections);  // in the notes too
  add_all(bare, named, &sections);          // and around them
  if (stretch.path.empty()) return sections;
  const std::string sentence = first_sentence(bare);
  add_all(stretch.in_front, list, &sections);
  add_all(sentence, behind, &sections);
  add_all(sentence, dotted, &sections);
  return sections;
}

// What stands right behind a name and looks like a section, but none of the forms above.
std::string unread(const Stretch& stretch, const Sections& sections) {
  static const std::regex behind(
      "^\\W{0,4}(?:[A-Za-z]+\\W{1,4})?(" NUMBER ")|^\\W{0,4}([Ss]ections?|chapter)\\b|^#");
  std::smatch found;
  if (stretch.path.empty() || !std::regex_search(stretch.text, found, behind)) return "";
  const bool read = found[1].matched ? sections.contains(found[1]) : !sections.empty();
  return read ? "" : found[0].str();
}

// Headings, `### 2.9 Page fault`, and numbered paragraphs, `3.8 Fake pages`.
Sections sections_of(const std::string& specification) {
  static const std::regex number("^(?:#+ (" NUMBER ")\\.? |(\\d+\\.\\d+[a-z]?) )");
  Sections sections;
  std::istringstream lines(specification);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (!std::regex_search(line, found, number)) continue;
    sections.insert(found[1].matched ? found[1] : found[2]);
  }
  return sections;
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

Complaints cited_sections(const Tree& tree) {
  std::map<std::string, Sections> specifications;
  std::set<std::string> others;
  for (const auto& [path, text] : tree) {
    if (!path.ends_with(".md")) continue;
    if (path.starts_with(kFolder)) {
      specifications[file_name(path)] = sections_of(text);
    } else {
      others.insert(file_name(path));
    }
  }

  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (path.ends_with(".json") || path.starts_with("third_party/")) continue;
    std::string above = path.starts_with(kFolder) ? file_name(path) : "";  // named last
    for (const Block& block : blocks_of(path, text)) {
      if (!contains(block.text, "ection") && !contains(block.text, ".md")) continue;
      for (const Stretch& stretch : stretches_of(block.text)) {
        const std::string name = stretch.path.empty() ? above : file_name(stretch.path);
        const Sections cited = cited_in(stretch);
        const auto specification = specifications.find(name);
        if (specification == specifications.end()) {
          const bool means_one = contains(stretch.path, kFolder) ||
                                 (!name.empty() && !others.contains(name) && !cited.empty());
          if (means_one) complaints.push_back(block.where + "there is no " + kFolder + name);
          continue;
        }
        above = name;
        for (const std::string& section : cited) {
          if (specification->second.contains(section)) continue;
          complaints.push_back(block.where + name + " has no section " + section);
        }
        const std::string rest = unread(stretch, cited);
        if (rest.empty()) continue;
        complaints.push_back(block.where + "cannot read \"" + name + rest +
                             "\"; write \"" + name + " section 2.9\"");
      }
    }
  }
  return complaints;
}

}  // namespace vmwire::tidy
