// What: every citation in the family's tables is an id of model/SOURCES.md, or says "derived:".
// A reader who doubts a row must find where it comes from.
// Leaves out: whether the source really says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "model/netbsd/model.h"
#include "model/netbsd/personality.h"

namespace vmwire::netbsd {
namespace {

/// Capital letters, and then perhaps digits: "F15".
bool is_id(const std::string& word) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = std::find_if_not(word.begin(), word.end(), letter);
  return digits != word.begin() && std::all_of(digits, word.end(), digit);
}

/// The ids in the first column; an id that has two rows would have two meanings.
std::set<std::string> known_ids() {
  std::ifstream file("model/SOURCES.md");
  std::set<std::string> ids;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| ")) continue;
    const std::string id = line.substr(2, line.find(" |", 2) - 2);
    if (!is_id(id)) continue;
    EXPECT_TRUE(ids.insert(id).second) << id << " has two rows";
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 7) << line;
  }
  return ids;
}

/// "derived:", or "[LOG][F15]".
void expect_known(const std::set<std::string>& ids, const std::string& citation,
                  const std::string& where) {
  if (citation == "derived:") return;
  EXPECT_NE(citation, "") << where;
  for (std::size_t at = 0; at < citation.size();) {
    const std::size_t end = citation.find(']', at);
    ASSERT_TRUE(citation[at] == '[' && end != std::string::npos) << where << ": " << citation;
    const std::string id = citation.substr(at + 1, end - at - 1);
    EXPECT_TRUE(is_id(id)) << where << ": " << citation;
    EXPECT_EQ(ids.count(id), 1u) << where << " cites " << id;
    at = end + 1;
  }
}

TEST(Sources, AreFound) { EXPECT_GE(known_ids().size(), 20u); }

TEST(Sources, TablesCiteKnownIds) {
  const std::set<std::string> ids = known_ids();
  for (const auto& f : personality_table().fields()) expect_known(ids, f.citation, f.name);
  for (const Version& v : versions()) expect_known(ids, v.citation, v.name);
  for (const auto& r : rule_table().rules()) expect_known(ids, r.citation, r.id);
  for (const Op* row : NetBsd::ops().subspan(1)) expect_known(ids, row->citation, row->name);
  for (const auto& row : NetBsd::marks().rows()) {
    expect_known(ids, row.mark->citation, row.mark->id);
  }
}

}  // namespace
}  // namespace vmwire::netbsd
