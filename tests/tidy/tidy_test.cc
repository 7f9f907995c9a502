// What: the whole tree keeps the rules of the house, and each rule finds what it is for.
// Source: derived. The tree is read from where WORKSPACE really lies, so that a new package needs
// no entry in any list; the BUILD file therefore has this test run every time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

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
TEST(Repository, ExplorerIsGeneric) { expect_none(explorer_vocabulary(repository())); }
TEST(Repository, NoFileIsDead) { expect_none(dead_files(repository())); }
TEST(Repository, GoldenTracesAreListed) { expect_none(golden_traces(repository())); }
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
      {"model/core/page.h", "\"model/core/ids.h\"", 0},
      {"model/core/page.h", "\"model/core/machine/page.h\"", 1},
      {"model/core/machine/page.cc", "\"explorer/path.h\"", 1},
      {"model/core/machine/page.cc", "\"model/core/machine/msm.h\"", 0},
      {"model/netbsd/machine/swap_slot.cc", "\"model/core/machine/msm.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/core/machine/msm.h\"", 1},
      {"model/netbsd/op/wire.cc", "\"model/netbsd/rules.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/freebsd/world.h\"", 1},
      {"model/netbsd/op/wire.cc", "\"invariants/law.h\"", 1},
      {"model/freebsd/op/wire.cc", "\"model/mach/object.h\"", 0},
      {"model/netbsd/op/wire.cc", "\"model/mach/object.h\"", 1},
      {"model/netbsd/rules.h", "\"model/netbsd/world.h\"", 1},
      {"invariants/law.cc", "\"model/netbsd/world.h\"", 0},
      {"invariants/law.cc", "\"model/netbsd/personality.h\"", 0},
      {"invariants/law.cc", "\"model/netbsd/rules.h\"", 1},
      {"invariants/law.cc", "\"model/netbsd/op/op.h\"", 1},
      {"invariants/law.cc", "\"model/core/machine/page.h\"", 1},
      {"invariants/law.cc", "\"explorer/verdict.h\"", 1},
      {"explorer/bfs.h", "\"explorer/path.h\"", 0},
      {"explorer/bfs.h", "\"model/core/ids.h\"", 1},
      {"traces/codec.cc", "\"model/netbsd/op/op.h\"", 0},
      {"traces/codec.cc", "\"explorer/path.h\"", 0},
      {"traces/codec.cc", "\"explorer/bfs.h\"", 1},
      {"verify/check.cc", "\"explorer/path.h\"", 1},
      {"cli/main.cc", "\"explorer/bfs.h\"", 0},
      {"elsewhere/x.cc", "\"explorer/bfs.h\"", 1},
      {"model/core/machine/page.cc", "<boost/mpl/size.hpp>", 0},
      {"model/core/machine/page.h", "<boost/mpl/size.hpp>", 1},
      {"explorer/bfs.h", "<nlohmann/json.hpp>", 1},
      {"traces/codec.cc", "<nlohmann/json.hpp>", 0},
      {"traces/codec.h", "<nlohmann/json.hpp>", 1},
      {"traces/codec.h", "<nlohmann/json_fwd.hpp>", 0},
      {"explorer/bfs.h", "<gtest/gtest.h>", 1},
      {"explorer/bfs.h", "<vector>", 0},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(includes(row.path, row.header), row.complaints) << row.path << " " << row.header;
  }
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

TEST(Rules, GoldenTraces) {
  const Tree listed = {{"traces/README.md", "golden/a.json"}, {"traces/golden/a.json", "{}"}};
  EXPECT_EQ(golden_traces(listed).size(), 0u);
  EXPECT_EQ(golden_traces({{"traces/golden/a.json", "{}"}}).size(), 1u);
  EXPECT_EQ(golden_traces({{"traces/README.md", "golden/a.json"}}).size(), 1u);
}

TEST(Rules, MachinePaths) {
  const std::string home = "/home";  // whole, this line would be found
  EXPECT_EQ(machine_paths({{"a.md", "see " + home + "/someone/x"}}).size(), 1u);
  EXPECT_EQ(machine_paths({{"a.md", "see docs" + home + "/x and /usr/include"}}).size(), 0u);
}

}  // namespace
}  // namespace vmwire::tidy
