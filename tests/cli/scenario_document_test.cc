// What: the commands of docs/scenarios.md are run, and say what the document says that they do.
// A line of the document that ends in "..." is the beginning of one of the program's.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Quoted {
  std::string command;
  std::vector<std::string> lines;
};

std::vector<Quoted> quoted() {
  std::ifstream document("docs/scenarios.md");
  std::vector<Quoted> all;
  bool inside = false;
  for (std::string line; std::getline(document, line);) {
    const std::string start = "    $ ./vmwire ";
    if (line.rfind(start, 0) == 0) {
      all.push_back({line.substr(start.size()), {}});
      inside = true;
    } else if (inside && line.rfind("    ", 0) == 0) {
      all.back().lines.push_back(line.substr(4));
    } else {
      inside = false;
    }
  }
  return all;
}

std::vector<std::string> run(const std::string& arguments) {
  std::string text;
  FILE* const pipe = popen(("COLUMNS=118 cli/vmwire " + arguments + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), n);
  }
  pclose(pipe);
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool fits(const std::string& wanted, const std::string& line) {
  const std::string dots = " ...";
  if (!wanted.ends_with(dots)) return line == wanted;
  return line.rfind(wanted.substr(0, wanted.size() - dots.size()), 0) == 0;
}

TEST(ScenarioDocument, SaysWhatTheProgramSays) {
  unsigned violated = 0, holds = 0;
  for (const Quoted& q : quoted()) {
    const std::vector<std::string> lines = run(q.command);
    std::size_t at = 0;
    for (const std::string& wanted : q.lines) {
      while (at < lines.size() && !fits(wanted, lines[at])) ++at;
      EXPECT_LT(at++, lines.size()) << "not said: " << wanted << "\n  by: " << q.command;
      violated += wanted.rfind("VIOLATED; ", 0) == 0;
      holds += wanted.rfind("HOLDS ", 0) == 0;
    }
  }
  EXPECT_EQ(violated, 4u);  // four reports,
  EXPECT_EQ(holds, 4u);     // and four corrected kernels
}

}  // namespace
