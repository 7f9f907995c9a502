// What: where traces are written: nothing is overwritten by a trap, nothing stays behind, and an
// old trace is not taken for a new one. And signals, which end a search and not its answer.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace vmwire::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Ran {
  int code = -1;
  std::string out;
};

Ran shell(const std::string& command) {
  Ran ran;
  std::FILE* pipe = popen(command.c_str(), "r");
  char block[4096];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, pipe)) > 0;) ran.out.append(block, n);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

const std::string kProgram = "cli/vmwire ";
/// Breaks at once.
const std::string kBroken =
    kProgram + "check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock --invariant I7 "
               "--size tiny";
/// Holds at once.
const std::string kHolds = kProgram + "check netbsd-1.6 --size tiny --ops mmap,munmap "
                                      "--invariant I24";
/// Takes longer than any test may.
const std::string kEndless = kProgram + "check netbsd-1.6 --size large --invariant I24";

/// An empty folder of its own for each test.
struct TraceFiles : testing::Test {
  fs::path folder = fs::path(testing::TempDir()) /
                    testing::UnitTest::GetInstance()->current_test_info()->name();

  TraceFiles() {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  ~TraceFiles() override { fs::remove_all(folder); }

  std::string path(const std::string& name) const { return (folder / name).string(); }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  std::string text(const std::string& name) const {
    std::ifstream file(path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
  }
};

TEST_F(TraceFiles, FollowNoLinkThatWaitsForThem) {
  put("victim", "precious");
  fs::create_symlink(path("victim"), path("t.json.part"));
  fs::create_symlink(path("victim"), path("t.json"));
  EXPECT_EQ(shell(kBroken + " --trace " + path("t.json") + " 2>&1").code, 1);
  EXPECT_EQ(text("victim"), "precious");
  EXPECT_FALSE(fs::is_symlink(path("t.json")));
  EXPECT_TRUE(json::accept(text("t.json")));
  EXPECT_EQ(files(), 3u);
}

TEST_F(TraceFiles, LeaveNothingWhenTheyCannotBeWritten) {
  const Ran ran =
      shell("ulimit -f 4; " + kBroken + " --trace " + path("t.json") + " 2>&1 | tail -1");
  EXPECT_NE(ran.out.find("cannot write the trace: "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("File too large"), std::string::npos) << ran.out;
  EXPECT_EQ(files(), 0u);
}

TEST_F(TraceFiles, LeaveNothingWhenTheProgramIsKilled) {
  put("t.json", "old");
  const Ran ran = shell(kEndless + " --trace " + path("t.json") + " 2>&1 & p=$!; while [ -e " +
                        path("t.json") + " ]; do sleep 0.01; done; kill -KILL $p; wait $p");
  EXPECT_EQ(ran.code, 128 + 9) << ran.out;
  EXPECT_EQ(files(), 0u);
}

TEST_F(TraceFiles, AreTriedBeforeTheSearch) {
  for (const std::string& name : {path("none/t.json"), folder.string(), path("t/")}) {
    const Ran ran = shell(kEndless + " --trace " + name + " 2>&1");
    EXPECT_EQ(ran.code, 69) << name;
    EXPECT_EQ(ran.out.rfind("vmwire: cannot write the trace: " + name + ": ", 0), 0u) << ran.out;
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1) << ran.out;
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(TraceFiles, OldOnesAreNotTakenForNewOnes) {
  put("t.json", "old");
  EXPECT_EQ(shell(kHolds + " --trace " + path("t.json") + " 2>&1").code, 0);
  EXPECT_EQ(files(), 0u);
  for (int i = 1; i <= 30; ++i) put("t-" + std::to_string(i) + ".json", "old");
  const Ran ran = shell(kProgram + "check netbsd-1.4 --size tiny --all-violations --max-depth 5 "
                                   "--format json --trace " + path("t.json"));
  ASSERT_EQ(ran.code, 1);
  EXPECT_EQ(files(), json::parse(ran.out)["violations"].size());
  EXPECT_TRUE(json::accept(text("t-1.json")));
  // What is no option that makes sense takes nothing away.
  put("u.json", "old");
  EXPECT_EQ(shell(kHolds + " --pages 99 --trace " + path("u.json") + " 2>&1").code, 64);
  EXPECT_EQ(text("u.json"), "old");
}

TEST_F(TraceFiles, HaveNamesAsLongAsNamesMayBe) {
  const std::string name = path(std::string(250, 't') + ".json");
  EXPECT_EQ(shell(kBroken + " --trace " + name + " 2>&1").code, 1);
  EXPECT_EQ(files(), 1u);
}

TEST_F(TraceFiles, AreAsReadableAsOtherFiles) {
  EXPECT_EQ(shell("umask 027; " + kBroken + " --trace " + path("t.json") + " 2>&1").code, 1);
  struct stat status {};
  ASSERT_EQ(stat(path("t.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0640u);
}

TEST_F(TraceFiles, GoToStandardOutputToo) {
  const Ran trace = shell(kBroken + " --trace - 2>" + path("report"));
  EXPECT_EQ(trace.code, 1);
  EXPECT_TRUE(json::accept(trace.out));
  EXPECT_EQ(text("report").rfind("VIOLATED netbsd.I7", 0), 0u);
  const Ran piped = shell(kBroken + " --trace - 2>/dev/null | cli/vmwire replay - 2>&1");
  EXPECT_EQ(piped.code, 0);
  EXPECT_EQ(piped.out.rfind("REACHED netbsd.I7 again", 0), 0u) << piped.out;
  EXPECT_EQ(shell(kHolds + " --trace - 2>/dev/null").out, "");
  EXPECT_EQ(shell(kBroken + " --trace - --format json 2>&1").code, 64);
  EXPECT_EQ(shell(kBroken + " --trace - --all-violations 2>&1").code, 64);
  EXPECT_EQ(shell(kBroken + " --trace - 2>/dev/null >/dev/full").code, 69);
}

/// Once the old trace is gone the signals are handled: no need to guess how long that takes.
TEST_F(TraceFiles, SignalsEndTheSearchAndNotItsAnswer) {
  for (const char* signal : {"INT", "TERM", "HUP"}) {
    for (const char* grow : {"", " --grow"}) {
      put("t.json", "old");
      const Ran ran = shell(kEndless + grow + " --trace " + path("t.json") +
                            " 2>&1 & p=$!; while [ -e " + path("t.json") +
                            " ]; do sleep 0.01; done; kill -" + signal + " $p; wait $p");
      EXPECT_EQ(ran.code, 2) << signal << ran.out;
      EXPECT_NE(ran.out.find("a limit was reached (stopped)"), std::string::npos) << ran.out;
      EXPECT_NE(ran.out.find("\nrepeat: "), std::string::npos) << ran.out;
    }
  }
}

TEST_F(TraceFiles, WhatIsRepeatedWorksFromWhereItIsPrinted) {
  const std::string here = fs::current_path().string();
  fs::create_directories(path("a b"));
  fs::create_symlink(here + "/cli/vmwire", path("a b/it's"));
  const Ran ran = shell("cd '" + path("a b") + "' && ./it\\'s check toykernel-1 --size tiny "
                        "--goal 'page[0].phase == IN' 2>&1");
  EXPECT_EQ(ran.code, 1) << ran.out;
  const std::size_t at = ran.out.find("\nrepeat: ") + 9;
  const std::string command = ran.out.substr(at, ran.out.find('\n', at) - at);
  const Ran again = shell("cd '" + path("a b") + "' && " + command + " 2>&1");
  EXPECT_EQ(again.code, 1) << command;
  EXPECT_NE(again.out.find("\nrepeat: " + command + "\n"), std::string::npos) << again.out;
}

}  // namespace
}  // namespace vmwire::cli
