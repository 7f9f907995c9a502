// What: the glossary and the sources as the program has them, against what uses them.
#include "cli/documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <string>

#include "families/families.h"
#include "families/field_sentences.h"

namespace vmwire::cli {
namespace {

std::set<std::string> words() {
  std::set<std::string> result;
  for (const WordEntry& entry : glossary()) result.insert(entry.names.begin(), entry.names.end());
  return result;
}

TEST(Glossary, IsReadFromParagraphs) {
  const auto entries = read_glossary(
      "# Words\n\nAn introduction: none.\n\n**anon**: one `page`, in\n[memory](a.md).\n\n"
      "**ACTIVE**, **INACTIVE**: the *two* queues.\n## Next\nno part of it\n");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].names, std::vector<std::string>{"anon"});
  EXPECT_EQ(entries[0].sentence, "one page, in memory.");
  EXPECT_EQ(entries[1].names, (std::vector<std::string>{"ACTIVE", "INACTIVE"}));
  EXPECT_EQ(entries[1].sentence, "the two queues.");
}

TEST(Glossary, HasEachWordOnceAndSaysSomething) {
  std::set<std::string> seen;
  for (const WordEntry& entry : glossary()) {
    EXPECT_GT(entry.sentence.size(), 15u) << entry.names.front();
    for (const std::string& name : entry.names) EXPECT_TRUE(seen.insert(name).second) << name;
  }
  EXPECT_GT(seen.size(), 100u);
}

TEST(Glossary, HasTheWordsThatAReaderMeetsFirst) {
  const std::set<std::string> known = words();
  for (const char* word :
       {"amap", "anon", "NEEDSCOPY", "case 1A", "case 1B", "case 2A", "case 2B", "claim", "excused",
        "P0:0", "wired", "PTE", "BUSY", "WANTED", "RELEASED", "PAGEOUT", "rising edge",
        "falling edge", "vslock", "promise", "ghost", "quiescent", "size", "in flight", "late step",
        "symmetry", "rung", "candidate"}) {
    EXPECT_EQ(known.count(word), 1u) << word;
  }
}

/// What lists and reports spell in capitals is a name of the kernel's, or an error's.
TEST(Glossary, HasTheNamesInCapitals) {
  const std::set<std::string> known = words();
  static const std::regex name("\\b[A-Z]{4,}\\b"), error("E[A-Z]+");
  // Arguments of calls, which their manual pages explain; and what stands for nothing.
  const std::set<std::string> calls = {"PROT_NONE", "NONE", "COPY", "SHARE", "ZERO", "WIRE"};
  const auto look = [&](const std::string& text, const std::string& where) {
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
      const std::string word = (*at)[0];
      if (calls.count(word) != 0 || (word != "EMBRYO" && std::regex_match(word, error))) continue;
      EXPECT_EQ(known.count(word), 1u) << word << " in " << where;
    }
  };
  for (const families::Family* family : families::all()) {
    for (const auto& row : family->marks.rows()) look(row.mark->text, row.mark->id);
    for (const auto& op : family->ops) look(op.sentence, op.name);
    for (const auto& law : family->laws) look(std::string(law.alias) + law.exception, law.id);
    for (const auto& rule : family->rules.rules()) look(rule.sentence, rule.id);
    for (const auto& field : family->personality().fields()) look(field.what, field.name);
    for (const auto& message : family->messages) {
      look(std::string(message.versions) + ' ' + message.sentence + ' ' + message.unshown,
           message.text);
    }
    const family::Fields fields = family->fields(family->sizes.usual);
    const auto sentences = families::field_sentences(family->nouns, fields);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      look(sentences[i], fields[i].name());
      for (const std::string& value : fields[i].kind.texts) look(value, fields[i].name());
    }
  }
}

/// Alphabetical within a section, so that a reader of the file finds a word as well.
TEST(Glossary, IsInOrder) {
  const auto plain = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  };
  std::size_t sections = 1;
  for (std::size_t i = 1; i < glossary().size(); ++i) {
    const std::string before = plain(glossary()[i - 1].names.front());
    sections += plain(glossary()[i].names.front()) < before;
  }
  EXPECT_EQ(sections, 3u);
}

TEST(Sources, AreReadFromTables) {
  const auto rows = read_sources("| id | a | b | c | d | e |\n"
                                 "| --- | --- | --- | --- | --- | --- |\n"
                                 "| F15 | NetBSD | `x.c` | f, g | 1.2 | Says so. |\n| x | y |\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, "F15");
  EXPECT_EQ(rows[0].file, "x.c");
  EXPECT_EQ(rows[0].sentence, "Says so.");
}

TEST(Sources, HaveEveryIdThatIsCited) {
  std::set<std::string> known;
  for (const SourceEntry& entry : sources()) {
    EXPECT_TRUE(known.insert(entry.id).second) << entry.id;
    EXPECT_NE(entry.sentence, "") << entry.id;
  }
  static const std::regex id("\\[([A-Z]+[0-9]*)\\]");
  std::size_t cited = 0;
  const auto look = [&](const std::string& text, const std::string& where) {
    for (std::sregex_iterator at(text.begin(), text.end(), id), end; at != end; ++at) {
      ++cited;
      EXPECT_EQ(known.count((*at)[1]), 1u) << (*at)[0] << " in " << where;
    }
  };
  for (const families::Family* family : families::all()) {
    for (const auto& version : family->versions) look(version.citation, version.name);
    for (const auto& rule : family->rules.rules()) look(rule.citation, rule.id);
    for (const auto& op : family->ops) look(op.citation, op.name);
    for (const auto& law : family->laws) look(law.citation, law.id);
    for (const auto& row : family->marks.rows()) look(row.mark->citation, row.mark->id);
    for (const auto& message : family->messages) {
      look(message.citation, message.text);
      const std::string citation = message.citation;
      EXPECT_TRUE(citation == "derived:" || std::regex_search(citation, id)) << message.text;
    }
  }
  EXPECT_GT(cited, 100u);
}

}  // namespace
}  // namespace vmwire::cli
