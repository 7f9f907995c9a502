// What: the whole tree keeps the rules of the house, and each rule finds what it is for.
// The tree is read from where WORKSPACE really lies, so that a new package needs no entry in any
// list; the BUILD file therefore has this test run every time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/tidy/tidy.h"

namespace vmwire::tidy {
namespace {

namespace fs = std::filesystem;

fs::path root() {
  const char* runfiles = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  if (runfiles == nullptr || workspace == nullptr) return fs::current_path();
  return fs::canonical(fs::path(runfiles) / workspace / "WORKSPACE").parent_path();
}

Tree read_tree() {
  Tree tree;
  const fs::path top = root();
  for (auto at = fs::recursive_directory_iterator(top); at != fs::end(at); ++at) {
    const std::string name = at->path().filename();
    if (at->is_directory() && (name == ".git" || name == ".cache" || name == "node_modules")) {
      at.disable_recursion_pending();
    }
    if (at->is_symlink() || !at->is_regular_file()) continue;
    std::ifstream file(at->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.find('\0') != std::string::npos) continue;
    tree[fs::relative(at->path(), top)] = std::move(text);
  }
  return tree;
}

const Tree& repository() {
  static const Tree tree = read_tree();
  return tree;
}

void expect_none(const Complaints& complaints) {
  std::string all;
  for (const std::string& complaint : complaints) all += complaint + "\n";
  EXPECT_TRUE(complaints.empty()) << all;
}

TEST(Repository, IsFound) { EXPECT_TRUE(repository().contains("tests/tidy/tidy_test.cc")); }
TEST(Repository, SourcesAreInShape) { expect_none(shape(repository())); }
TEST(Repository, LayersHold) { expect_none(layering(repository())); }
TEST(Repository, SourcesAreNamed) { expect_none(sources_named(repository())); }
TEST(Repository, FamiliesAreHidden) { expect_none(families_are_hidden(repository())); }
TEST(Repository, CitedSectionsAreThere) { expect_none(cited_sections(repository())); }
TEST(Repository, ExplorerIsGeneric) { expect_none(explorer_vocabulary(repository())); }
TEST(Repository, HasOneAnswerToAnUnknownWord) { expect_none(one_answer(repository())); }
TEST(Repository, NoFileIsDead) { expect_none(dead_files(repository())); }
TEST(Repository, GoldenTracesAreThere) { expect_none(golden_traces(repository())); }
TEST(Repository, QuotesFilesAsTheyAre) { expect_none(quoted_files(repository())); }
TEST(Repository, NamesNoMachine) { expect_none(machine_paths(repository())); }

// Below, each rule meets a file that breaks it, and a neighbour that does not.

int includes(const std::string& path, const std::string& header) {
  return static_cast<int>(layering({{path, "// Top.\n#include " + header + "\n"}}).size());
}

TEST(Rules, Shape) {
  const std::string head = "// Top.\n#pragma once\n";
  EXPECT_EQ(shape({{"a/a.h", head + std::string(100, 'x')}}).size(), 0u);
  EXPECT_EQ(shape({{"a/a.h", head + std::string(101, 'x')}}).size(), 1u);
  EXPECT_EQ(shape({{"a/a.h", head + "// " + std::string(97, 'x') + "\n"}}).size(), 0u);
  EXPECT_EQ(shape({{"a/a.h", "// Top.\n"}}).size(), 1u);
  EXPECT_EQ(shape({{"a/a.cc", "int x;\n"}}).size(), 1u);
}

TEST(Rules, Layering) {
  struct {
    const char* path;
    const char* header;
    int complaints;
  } const cases[] = {
      {"model/core/check.h", "\"model/core/ids.h\"", 0},
      {"model/core/check.h", "\"model/core/machine/table.h\"", 1},
      {"model/core/check.h", "\"model/family/area.h\"", 1},
      {"model/core/machine/table.h", "\"model/core/ids.h\"", 0},
      {"model/core/machine/dot.cc", "\"explorer/path.h\"", 1},
      {"model/core/machine/dot.cc", "\"model/core/machine/msm.h\"", 0},
      {"model/family/area.h", "\"model/core/ids.h\"", 0},
      {"model/family/pack.cc", "\"model/family/area.h\"", 0},
      {"model/family/pack.cc", "\"model/netbsd/world.h\"", 1},
      {"model/family/pack.cc", "\"model/mach/object.h\"", 1},
      {"model/family/pack.cc", "\"model/core/machine/msm.h\"", 1},
      {"model/mach/object.h", "\"model/family/area.h\"", 0},
      {"model/mach/object.h", "\"model/freebsd/world.h\"", 1},
      {"model/netbsd/machine/slot.cc", "\"model/core/machine/msm.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/core/machine/msm.h\"", 1},
      {"model/netbsd/op/wire.cc", "\"model/netbsd/rules.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/family/steps.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/freebsd/world.h\"", 1},
      {"model/netbsd/op/wire.cc", "\"invariants/law.h\"", 1},
      {"model/netbsd/op/wire.cc", "\"model/mach/object.h\"", 1},
      {"model/toykernel/op/wire.cc", "\"model/netbsd/world.h\"", 1},
      {"model/toykernel/op/wire.cc", "\"model/toykernel/world.h\"", 0},
      {"model/freebsd/op/wire.cc", "\"model/mach/object.h\"", 0},
      {"invariants/netbsd/i1.cc", "\"model/family/pack.h\"", 1},
      {"explorer/bfs.h", "<CLI/CLI.hpp>", 1},
      {"explorer/bfs.h", "<benchmark/benchmark.h>", 1},
      {"model/freebsd/op/wire.cc", "\"model/gnumach/world.h\"", 1},
      {"model/freebsd/world.h", "\"model/mach/object.h\"", 0},
      {"model/netbsd/world.h", "\"model/mach/object.h\"", 1},
      {"model/netbsd/world.h", "\"model/netbsd/nouns/page.h\"", 0},
      {"model/netbsd/world.h", "\"model/netbsd/rules.h\"", 1},
      {"model/netbsd/nouns/page.h", "\"model/core/ids.h\"", 0},
      {"model/netbsd/nouns/page.h", "\"model/netbsd/op/op.h\"", 1},
      {"model/netbsd/rules.h", "\"model/netbsd/personality.h\"", 0},
      {"model/netbsd/rules.h", "\"model/netbsd/world.h\"", 1},
      {"model/openbsd/world.h", "\"model/core/ids.h\"", 1},
      {"invariants/law.h", "\"model/core/ids.h\"", 0},
      {"invariants/law.h", "\"model/core/machine/table.h\"", 1},
      {"invariants/law.h", "\"model/family/area.h\"", 0},
      {"invariants/law.h", "\"model/family/pack.h\"", 1},
      {"invariants/law.h", "\"invariants/distance.h\"", 0},
      {"invariants/law.h", "\"invariants/netbsd/reads.h\"", 1},
      {"invariants/law.h", "\"model/netbsd/world.h\"", 1},
      {"invariants/law.h", "\"explorer/verdict.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"invariants/law.h\"", 0},
      {"invariants/netbsd/i1.cc", "\"invariants/netbsd/reads.h\"", 0},
      {"invariants/netbsd/i1.cc", "\"invariants/freebsd/reads.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/world.h\"", 0},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/nouns/page.h\"", 0},
      {"invariants/netbsd/i1.cc", "\"model/freebsd/world.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/rules.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/personality.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/op/op.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"model/netbsd/machine/page.h\"", 1},
      {"invariants/netbsd/i1.cc", "\"explorer/path.h\"", 1},
      {"explorer/bfs.h", "\"explorer/path.h\"", 0},
      {"explorer/bfs.h", "\"model/core/ids.h\"", 1},
      {"explorer/bfs.h", "\"families/families.h\"", 1},
      {"traces/codec.cc", "\"model/core/ids.h\"", 0},
      {"traces/codec.cc", "\"model/family/fields.h\"", 0},
      {"traces/codec.cc", "\"model/netbsd/world.h\"", 1},
      {"traces/codec.cc", "\"explorer/path.h\"", 0},
      {"traces/codec.cc", "\"explorer/bfs.h\"", 1},
      {"traces/codec.cc", "\"families/families.h\"", 1},
      {"families/family.h", "\"explorer/bfs.h\"", 0},
      {"families/family.h", "\"traces/codec.h\"", 0},
      {"families/family.h", "\"invariants/law.h\"", 0},
      {"families/family.h", "\"invariants/netbsd/laws.h\"", 1},
      {"families/family.h", "\"model/netbsd/model.h\"", 1},
      {"families/family.h", "\"families/netbsd/family.h\"", 1},
      {"families/families.cc", "\"families/netbsd/family.h\"", 0},
      {"families/families.cc", "\"families/netbsd/texts.h\"", 1},
      {"families/families.cc", "\"model/netbsd/model.h\"", 1},
      {"families/netbsd/family.cc", "\"model/netbsd/model.h\"", 0},
      {"families/netbsd/family.cc", "\"invariants/netbsd/laws.h\"", 0},
      {"families/netbsd/family.cc", "\"families/family.h\"", 0},
      {"families/netbsd/family.cc", "\"families/netbsd/texts.h\"", 0},
      {"families/netbsd/family.cc", "\"model/freebsd/model.h\"", 1},
      {"families/netbsd/family.cc", "\"cli/goal.h\"", 1},
      {"verify/check.h", "\"explorer/path.h\"", 1},
      {"verify/check.h", "\"model/netbsd/model.h\"", 1},
      {"verify/netbsd/check.cc", "\"verify/check.h\"", 0},
      {"verify/netbsd/check.cc", "\"model/netbsd/model.h\"", 0},
      {"verify/netbsd/check.cc", "\"model/netbsd/op/op.h\"", 1},
      {"verify/netbsd/check.cc", "\"model/freebsd/model.h\"", 1},
      {"cli/main.cc", "\"explorer/bfs.h\"", 0},
      {"cli/main.cc", "\"families/families.h\"", 0},
      {"cli/main.cc", "\"families/netbsd/family.h\"", 1},
      {"cli/main.cc", "\"model/netbsd/size.h\"", 1},
      {"cli/main.cc", "\"model/family/area.h\"", 0},
      {"abi/vmwire.cc", "\"invariants/netbsd/laws.h\"", 1},
      {"bench/bench.cc", "\"model/gnumach/model.h\"", 1},
      {"tests/cli/run_test.cc", "\"model/netbsd/model.h\"", 0},
      {"elsewhere/x.cc", "\"explorer/bfs.h\"", 1},
      {"model/core/machine/page.cc", "<boost/mpl/size.hpp>", 0},
      {"model/netbsd/machine/page.h", "<boost/mpl/size.hpp>", 1},
      {"explorer/bfs.h", "<nlohmann/json.hpp>", 1},
      {"traces/codec.cc", "<nlohmann/json.hpp>", 0},
      {"traces/codec.h", "<nlohmann/json.hpp>", 1},
      {"traces/codec.h", "<nlohmann/json_fwd.hpp>", 0},
      {"families/netbsd/texts.cc", "<nlohmann/json.hpp>", 0},
      {"explorer/bfs.h", "<gtest/gtest.h>", 1},
      {"explorer/bfs.h", "<vector>", 0},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(includes(row.path, row.header), row.complaints) << row.path << " " << row.header;
  }
}

TEST(Rules, SourcesNamed) {
  const auto found = [](const char* path, const char* text) {
    return sources_named({{path, text}}).size();
  };
  EXPECT_EQ(found("model/a/a.h", "// What: a.\n// Source: a book.\n#pragma once\n"), 0u);
  EXPECT_EQ(found("invariants/a.cc", "// Source: a book.\n"), 0u);
  EXPECT_EQ(found("model/a/a.h", "// What: a.\n#pragma once\n"), 1u);
  EXPECT_EQ(found("invariants/a/a.cc", "// What: a.\n\n// Source: too late.\n"), 1u);
  EXPECT_EQ(found("model/a/a.cc", "// What: a.\n// Source:\n// a book.\n"), 1u);
  EXPECT_EQ(found("model/a/BUILD", "cc_library()\n"), 0u);
  EXPECT_EQ(found("explorer/a.h", "// What: a.\n"), 0u);
}

TEST(Rules, FamiliesAreHidden) {
  const auto found = [](const char* path, const char* line) {
    return families_are_hidden({{path, line}}).size();
  };
  for (const char* bad : {"using netbsd::World;", "#include \"model/freebsd/size.h\"",
                          "kernel = \"gnumach-1\";", "// As toykernel does.", "netbsd_size()",
                          "netbsd::run(\"vmwire check\");"}) {
    EXPECT_EQ(found("cli/x.cc", bad), 1u) << bad;
  }
  EXPECT_EQ(found("cli/x.cc", "help(\"  vmwire check netbsd-1.6 --size tiny\");"), 0u);
  EXPECT_EQ(found("cli/x.cc", "// A kernel such as NetBSD."), 0u);
  EXPECT_EQ(found("bench/x.cc", "netbsd"), 1u);
  EXPECT_EQ(found("traces/x.h", "netbsd"), 1u);
  EXPECT_EQ(found("abi/x.cc", "netbsd"), 1u);
  EXPECT_EQ(found("explorer/x.h", "netbsd"), 1u);
  EXPECT_EQ(found("traces/x.json", "netbsd"), 0u);
  EXPECT_EQ(found("tests/cli/x.cc", "netbsd"), 0u);
  EXPECT_EQ(found("families/netbsd/x.cc", "netbsd"), 0u);
}

TEST(Rules, ExplorerVocabulary) {
  for (const char* bad : {"a page", "PageId p;", "int wire_count;", "Wired", "unwired", "kernels",
                          "int pages_free;", "freePage", "KERNEL"}) {
    EXPECT_EQ(explorer_vocabulary({{"explorer/x.h", bad}}).size(), 1u) << bad;
  }
  for (const char* good : {"namespace vmwire::explorer {", "VMWIRE_CHECK", "wireless", "spaced"}) {
    EXPECT_EQ(explorer_vocabulary({{"explorer/x.h", good}}).size(), 0u) << good;
  }
  EXPECT_EQ(explorer_vocabulary({{"model/x.h", "a page"}}).size(), 0u);
}

TEST(Rules, DeadFiles) {
  const Tree alive = {{"a/BUILD", "hdrs = [\"x.h\"], srcs = [\"x.cc\"]"},
                      {"a/x.h", ""},
                      {"a/x.cc", "#include \"a/x.h\"\n"}};
  EXPECT_EQ(dead_files(alive).size(), 0u);
  Tree unbuilt = alive;
  unbuilt["a/y.cc"] = "";
  EXPECT_EQ(dead_files(unbuilt).size(), 1u);
  Tree orphan = alive;
  orphan["a/x.cc"] = "";
  EXPECT_EQ(dead_files(orphan).size(), 1u);
}

TEST(Rules, DeadFilesAndGlobs) {
  const auto found = [](const char* build, const char* path) {
    return dead_files({{"a/BUILD", build}, {path, ""}}).size();
  };
  EXPECT_EQ(found("srcs = glob([\"*.cc\"])", "a/x.cc"), 0u);
  EXPECT_EQ(found("srcs = glob([\"*.cc\"])", "a/op/x.cc"), 1u);
  EXPECT_EQ(found("srcs = glob([\"op/*.cc\"])", "a/op/x.cc"), 0u);
  EXPECT_EQ(found("srcs = glob([\"op/*.cc\"])", "a/x.cc"), 1u);
  EXPECT_EQ(found("srcs = glob([\n  \"op/*.h\",\n  \"*.cc\",\n])", "a/x.cc"), 0u);
  EXPECT_EQ(found("srcs = glob([\"*.cc\"], exclude = [\"x.cc\"])", "a/x.cc"), 1u);
  EXPECT_EQ(found("srcs = glob([\"*.cc\"], exclude = [\"x.cc\"]), y = [\"x.cc\"]", "a/x.cc"), 0u);
  EXPECT_EQ(found("srcs = glob([\"*.cc\"], exclude = [\"x.cc\"])", "a/y.cc"), 0u);
  EXPECT_EQ(found("srcs = [\"*.cc\"]", "a/x.cc"), 1u);
  EXPECT_EQ(found("srcs = glob([\"*.cc\"])", "a/xcc"), 0u);  // no source at all
}

// Split, so that this file cites nothing itself.
const std::string kDocument = std::string("bread") + ".md";
const std::string kFolder = std::string("docs/") + "spec/";
const std::string kSection = std::string("sec") + "tion ";
const std::string kSections = std::string("sec") + "tions ";

int citations(const std::string& path, const std::string& text) {
  const Tree tree = {
      {kFolder + kDocument, "# Bread\n## 1. Dough\n### 1.2 Flour\n### 2.13b Oven\n2.9 Heat\n"},
      {"docs/performance.md", "Fast.\n"},
      {path, text},
  };
  return static_cast<int>(cited_sections(tree).size());
}

TEST(Rules, CitedSectionsAreRead) {
  const std::string name = kDocument;
  const struct {
    std::string text;
    int complaints;  // each number that is read and is not there
  } cases[] = {
      {name, 0},
      {name + " speaks of lost data; see it.", 0},
      {name + " 1.2", 0},
      {name + " 1.3", 1},
      {name + " 2.13b.", 0},
      {name + " 2.13.", 1},
      {name + " 1, 2.9, 8 and 9.9", 2},
      {name + " " + kSection + "1.", 0},
      {name + " " + kSection + "2.", 1},
      {name + ", " + kSection + "2.", 1},
      {name + " (" + kSection + "2)", 1},
      {name + " " + kSection + "1; PR 7578 [LOG] of September 2001, 2001-09.", 0},
      {name + " " + kSections + "1.2, 7.1 and 7.2; the code", 2},
      {name + " " + kSections + "1.2-2.9, 7.1-7.2.", 2},
      {name + " " + kSections + "1.2 (case 1 step 6) and 7 [A12]; case 3", 1},
      {name + " " + kSections + "1 (x), 1.2 [F15][A12], 7.1 (y).", 1},
      {name + " " + kSection + "1.2 for the fields, 2.9 and 7.1 for clip. And 9.9 more.", 1},
      {name + " " + kSection + "1.2 [M15]; merging: 7.1 [M25].", 1},
      {name + " " + kSection + "1.2; ghosts: " + kSection + "7.", 1},
      {"\"" + name + " 1.2\", 9.9, \"NetBSD 8.8\"", 0},
      {kSection + "1.2 and 7.1 of " + name, 1},
      {kSections + "1.2 (case 1), 7.1 in `" + kFolder + name + "` 1.2", 1},
      {"7.1 of " + name, 1},
      {"[" + name + "](spec/" + name + ") " + kSection + "7", 1},
      {"[" + kSection + "7](spec/" + name + ")", 1},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(citations("a/x.h", "// Source: " + row.text + "\n"), row.complaints) << row.text;
    EXPECT_EQ(citations("docs/x.md", row.text + "\n"), row.complaints) << row.text;
  }
}

TEST(Rules, CitedSectionsMayBeUnreadable) {
  const std::vector<std::string> spellings = {
      " sec. 1.2", ", chapter 1", " " + kSection + "four", " \u00A7 1", "#12-flour", ": no. 2"};
  for (const std::string& text : spellings) {
    EXPECT_EQ(citations("a/x.h", "// " + kDocument + text + "\n"), 1) << text;
  }
}

TEST(Rules, CitedSectionsHaveADocument) {
  const std::string top = "// Source: " + kDocument + ".\n#pragma once\n";
  const std::string bare = "/// The queue (" + kSection + "7.1).\n";
  EXPECT_EQ(citations("a/x.h", top + bare), 1);
  EXPECT_EQ(citations("a/x.h", top + "// See docs/performance.md.\n\n" + bare), 1);
  EXPECT_EQ(citations("a/x.h", bare), 0);  // another book's
  EXPECT_EQ(citations(kFolder + "x.md", "## 1. Dough\n\nSee " + kSection + "7.1.\n"), 1);
  const std::string other = std::string("cake") + ".md";
  EXPECT_EQ(citations("a/x.h", "// " + other + " has it.\n"), 0);
  EXPECT_EQ(citations("a/x.h", "// " + other + " 1.2\n"), 1);
  EXPECT_EQ(citations("a/x.h", "// " + kSection + "1 of " + other + "\n"), 1);
  EXPECT_EQ(citations("a/x.h", "// " + kFolder + other + "\n"), 1);
  EXPECT_EQ(citations("a/x.h", "// docs/performance.md 1.2 times\n"), 0);
}

TEST(Rules, CitedSectionsGoOnInTheNextLine) {
  const std::string cites = kDocument + " " + kSections + "1.2,";
  EXPECT_EQ(citations("a/x.h", "// " + cites + "\n// 7.1.\n"), 1);
  EXPECT_EQ(citations("a/x.h", "// " + cites + "\nf(7.1);\n"), 0);
  EXPECT_EQ(citations("a/x.py", "# " + cites + "\n# 7.1\n"), 1);
  EXPECT_EQ(citations("a/x.cc", "  \"" + cites + "\"\n  \" 7.1\"};\n"), 1);
  EXPECT_EQ(citations("docs/x.md", cites + "\n7.1\n"), 1);
  EXPECT_EQ(citations("docs/x.md", cites + "\n\n7.1\n"), 0);
  EXPECT_EQ(citations("docs/x.md", "| " + cites + " |\n| 7.1 |\n"), 0);
  EXPECT_EQ(citations("docs/x.md", cites + "\n- 7.1\n"), 0);
  EXPECT_EQ(citations("docs/x.md", cites + "\n* 7.1\n"), 0);
}

TEST(Rules, GoldenTraces) {
  const Tree there = {{"docs/a.md", "golden/a.json"}, {"traces/golden/a.json", "{}"}};
  EXPECT_EQ(golden_traces(there).size(), 0u);
  EXPECT_EQ(golden_traces({{"docs/a.md", "golden/a.json, golden/b.json"}}).size(), 2u);
}

TEST(Rules, QuotedFiles) {
  const auto quoting = [](const std::string& block) {
    return quoted_files({{"a/b.cc", "int x;\n"}, {"docs/t.md", block}}).size();
  };
  EXPECT_EQ(quoting("Read it:\n```cpp a/b.cc\nint x;\n```\n"), 0u);
  EXPECT_EQ(quoting("```cpp a/b.cc\nint y;\n```\n"), 1u);
  EXPECT_EQ(quoting("```cpp a/c.cc\nint x;\n```\n"), 1u);
  EXPECT_EQ(quoting("```cpp\nint y;\n```\n"), 0u);
  EXPECT_EQ(quoting("```python a/b.cc\nint y;\n```\n"), 1u);
  EXPECT_EQ(quoting("```cpp a/b.cc\n```\n"), 1u);
  EXPECT_EQ(quoting("```cpp a/b.cc\nint x;\n"), 1u);  // without an end
}

TEST(Rules, OneAnswer) {
  const std::string line = "return \"no law is named '\" + name + \"'\";\n";
  EXPECT_EQ(one_answer({{"cli/a.cc", line}}).size(), 1u);
  EXPECT_EQ(one_answer({{"model/family/suggest.cc", line}, {"tests/a.cc", line}}).size(), 0u);
  EXPECT_EQ(one_answer({{"cli/a.h", "/// \"no law is named 'x'\"\n"}}).size(), 0u);
}

TEST(Rules, MachinePaths) {
  const std::string home = "/home";  // whole, this line would be found
  EXPECT_EQ(machine_paths({{"a.md", "see " + home + "/someone/x"}}).size(), 1u);
  for (const char* top : {"work", "farm", "root"}) {
    EXPECT_EQ(machine_paths({{"a.md", "see /" + std::string(top) + "/x"}}).size(), 1u) << top;
  }
  EXPECT_EQ(machine_paths({{"a.md", "see docs" + home + "/x and /usr/include"}}).size(), 0u);
}

}  // namespace
}  // namespace vmwire::tidy
