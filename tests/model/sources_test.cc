// What: every citation in the family's tables is an id of model/SOURCES.md, or says "derived:".
// Source: derived: a reader who doubts a row must find where it comes from.
// Leaves out: whether the source really says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "model/netbsd/personality.h"
#include "model/netbsd/rules.h"

namespace vmwire::netbsd {
namespace {

std::string sources() {
  std::ifstream file("model/SOURCES.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The ids in the first column; an id that has two rows would have two meanings.
std::set<std::string> known_ids() {
  const std::string text = sources();
  const std::regex row("\\n\\| ([A-Z]+[0-9]*) \\|[^\\n]*");
  std::set<std::string> ids;
  for (std::sregex_iterator at(text.begin(), text.end(), row), end; at != end; ++at) {
    EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1] << " has two rows";
    const std::string line = (*at)[0];
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 7) << line;
  }
  return ids;
}

void expect_known(const std::set<std::string>& ids, const std::string& citation,
                  const std::string& where) {
  static const std::regex form("derived:|(\\[[A-Z]+[0-9]*\\])+");
  EXPECT_TRUE(std::regex_match(citation, form)) << where << ": " << citation;
  static const std::regex tag("\\[([A-Z]+[0-9]*)\\]");
  for (std::sregex_iterator at(citation.begin(), citation.end(), tag), end; at != end; ++at) {
    EXPECT_EQ(ids.count((*at)[1]), 1u) << where << " cites " << (*at)[1];
  }
}

TEST(Sources, AreFound) { EXPECT_GE(known_ids().size(), 20u); }

TEST(Sources, TablesCiteKnownIds) {
  const std::set<std::string> ids = known_ids();
  for (const PersonalityField& f : personality_fields()) expect_known(ids, f.citation, f.name);
  for (const Version& v : versions()) expect_known(ids, v.citation, v.name);
  for (const Rule& r : rules()) expect_known(ids, r.citation, r.id);
}

}  // namespace
}  // namespace vmwire::netbsd
