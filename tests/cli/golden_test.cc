// What: every golden trace is what the README says, fits the schema, and replays to its violation.
// Source: derived: herdtools7's litmus tests, each of which states its verdict.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/ladder.h"
#include "cli/recorded.h"
#include "cli/replayer.h"
#include "tests/traces/schema.h"
#include "traces/codec.h"

namespace vmwire::cli {
namespace {

constexpr const char* kFolder = "traces/golden";

std::vector<std::string> golden() {
  std::vector<std::string> files;
  if (!std::filesystem::exists(kFolder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    files.push_back(entry.path().filename());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Golden, EachReplaysToItsViolation) {
  for (const std::string& file : golden()) {
    const std::string path = std::string(kFolder) + "/" + file;
    const traces::Read read = traces::read_file(path);
    ASSERT_EQ(read.error, "");
    Recorded recorded;
    ASSERT_EQ(read_record(read.trace, recorded), "") << file;
    const Replayed replayed = replay_record(read.trace, recorded, recorded.setup.config);
    EXPECT_TRUE(replayed.reached) << file << ": " << replayed.text;
    EXPECT_FALSE(replayed.departed) << file << ": " << replayed.text;
  }
}

TEST(Golden, EachFitsTheSchema) {
  const auto schema = nlohmann::json::parse(contents("traces/trace.schema.json"));
  for (const std::string& file : golden()) {
    const auto trace = nlohmann::json::parse(contents(std::string(kFolder) + "/" + file));
    EXPECT_EQ(traces::validate(schema, trace), "") << file;
  }
}

// A row of the README: | [name](golden/name) | law | depth | ... |
TEST(Golden, TheReadmeListsEachWithItsVerdict) {
  const std::string readme = contents("traces/README.md");
  ASSERT_FALSE(readme.empty());
  for (const std::string& file : golden()) {
    const traces::Read read = traces::read_file(std::string(kFolder) + "/" + file);
    const std::string row = "| [" + file + "](golden/" + file + ") | " +
                            read.trace.violation.invariant + " | " +
                            std::to_string(read.trace.violation.depth) + " |";
    EXPECT_NE(readme.find(row), std::string::npos) << "missing: " << row;
  }
  std::istringstream lines(readme);
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find("](golden/");
    if (at == std::string::npos) continue;
    const std::string file = line.substr(at + 9, line.find(')', at) - at - 9);
    EXPECT_TRUE(std::filesystem::exists(std::string(kFolder) + "/" + file)) << line;
  }
}

TEST(Golden, EveryRungIsAboutKnownThings) {
  for (const Rung& rung : rungs()) {
    EXPECT_NE(netbsd::find_rule(rung.rule), nullptr) << rung.rule;
    EXPECT_NE(invariants::find_law(rung.law), nullptr) << rung.law;
    if (*rung.companion != '\0') {
      EXPECT_NE(netbsd::find_rule(rung.companion), nullptr) << rung.companion;
    }
  }
}

}  // namespace
}  // namespace vmwire::cli
