// What: the program on a terminal: how wide, which escapes, one line of progress, and the pager.
// The terminal is a pseudo terminal of a size that the test gives it.
#include "cli/terminal.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/pager.h"
#include "cli/progress.h"

namespace vmwire::cli {
namespace {

using Environment = std::vector<std::pair<const char*, const char*>>;

/// What a process writes to a terminal of that size; a line ends there with "\r\n".
std::string on_terminal(unsigned short rows, unsigned short columns, const Environment& environment,
                        const std::function<void()>& child) {
  struct winsize size {};
  size.ws_row = rows;
  size.ws_col = columns;
  int terminal = -1;
  const pid_t pid = forkpty(&terminal, nullptr, nullptr, &size);
  if (pid == 0) {
    unsetenv("COLUMNS");
    unsetenv("LESS");
    for (const auto& [name, value] : environment) setenv(name, value, 1);
    child();
    _exit(0);
  }
  std::string said;
  char block[4096];
  for (ssize_t n; (n = read(terminal, block, sizeof block)) > 0;) {
    said.append(block, static_cast<std::size_t>(n));
  }
  waitpid(pid, nullptr, 0);
  close(terminal);
  return said;
}

std::string run(unsigned short rows, unsigned short columns, const Environment& environment,
                const std::string& command) {
  return on_terminal(rows, columns, environment, [&command] {
    execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  });
}

std::size_t widest(const std::string& text) {
  std::size_t result = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.rfind("repeat: ", 0) == 0) continue;  // for copying
    result = std::max(result, line.size());
  }
  return result;
}

/// Breaks at once, with a table of six steps.
const char* const kBroken =
    "cli/vmwire check netbsd-1.4 --fixed --with netbsd-vsunlock-clears-mlock --invariant I7 "
    "--size tiny 2>&1";

TEST(Terminal, TablesAreAsWideAsItIs) {
  for (const unsigned short columns : {60, 80, 100, 118}) {
    const std::string said = run(500, columns, {{"TERM", "xterm"}}, kBroken);
    EXPECT_LE(widest(said), columns) << said;
    EXPECT_GE(widest(said), columns - 12u) << said;
  }
  EXPECT_LE(widest(run(500, 300, {{"TERM", "xterm"}}, kBroken)), 118u);
  // COLUMNS comes first; and nothing is known of a pipe.
  EXPECT_LE(widest(run(500, 118, {{"COLUMNS", "70"}}, kBroken)), 70u);
  EXPECT_LE(widest(run(500, 118, {}, std::string(kBroken) + " | cat -")), 118u);
  EXPECT_LE(widest(run(500, 118, {}, std::string(kBroken) + " > /dev/stderr")), 118u);
  const std::string nowhere = "setsid -w " + std::string(kBroken) + " < /dev/null | cat -";
  EXPECT_LE(widest(run(500, 118, {}, nowhere)), 80u);
}

TEST(Terminal, OtherTablesFitToo) {
  for (const char* command :
       {"cli/vmwire ladder netbsd-vsunlock-clears-mlock", "cli/vmwire list kernels",
        "cli/vmwire check netbsd-1.6 --proposed --grow --max-sizes 2 --ops mmap,munmap"}) {
    for (const unsigned short columns : {70, 118}) {
      const std::string said = run(900, columns, {{"TERM", "xterm"}}, command);
      EXPECT_LE(widest(said), columns) << said;
    }
  }
}

/// Two reports of a search that has run for a while, and then its end.
void two_reports() {
  ProgressLine line("size 3, with --pages 3 --swap 2 --wired-count-max 3: ");
  explorer::Progress progress;
  progress.states = 123456789;
  progress.seconds = 3;
  progress.queue = 12345678;
  line.progress(progress);
  progress.queue = 1;
  line.progress(progress);
}

TEST(Terminal, ProgressIsOneLineThatOverwritesItself) {
  for (const unsigned short columns : {30, 80}) {
    const std::string said = on_terminal(24, columns, {{"TERM", "xterm"}}, two_reports);
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    std::istringstream lines(said);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line, '\r'); ++count) {
      if (line.empty()) continue;
      ASSERT_EQ(line.rfind("\033[K", 0), 0u) << line;
      EXPECT_LT(line.size() - 3, columns) << line;
    }
    EXPECT_GE(count, 3u);
  }
}

TEST(Terminal, ADumbOneGetsNoEscapes) {
  for (const char* term : {"dumb", ""}) {
    const std::string said = on_terminal(24, 80, {{"TERM", term}}, two_reports);
    EXPECT_NE(said.find("123,456,789 states"), std::string::npos) << said;
    EXPECT_EQ(said.find('\033'), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
  }
}

TEST(Progress, TheLeastImportantGoesFirst) {
  explorer::Progress p;
  p.states = 1'000'000;
  p.depth = 9;
  p.queue = 5;
  p.seconds = 10;
  p.memory = 3 << 20;
  EXPECT_EQ(figures(p, 80), "1,000,000 states, depth 9, 100,000/s, queue 5, 3.0 MiB, 10.0 s");
  EXPECT_EQ(figures(p, 53), "1,000,000 states, depth 9, 100,000/s, 3.0 MiB, 10.0 s");
  EXPECT_EQ(figures(p, 30), "1,000,000 states, 3.0 MiB, 10.0 s");
}

TEST(Progress, ALineStandsWhereALongerOneStood) {
  setenv("TERM", "dumb", 1);
  EXPECT_EQ(over(0, "abc"), "\rabc");
  EXPECT_EQ(over(5, "abc"), "\rabc  ");
  EXPECT_EQ(over(3, ""), "\r   ");
  setenv("TERM", "xterm", 1);
  EXPECT_EQ(over(5, "abc"), "\r\033[Kabc");
}

TEST(Pager, IsTheUsersAndForLongListings) {
  const char* const paged = "sed s/^/PAGED:/";
  const char* const list = "cli/vmwire list kernels";
  const auto said = [](const Environment& environment, const char* command) {
    return run(10, 80, environment, command);
  };
  EXPECT_EQ(said({{"TERM", "xterm"}, {"PAGER", paged}}, list).rfind("PAGED:", 0), 0u);
  const auto plain = [&said](const Environment& environment, const char* command) {
    const std::string text = said(environment, command);
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find("PAGED:"), std::string::npos) << text;
    return text;
  };
  plain({{"TERM", "dumb"}, {"PAGER", paged}}, list);
  plain({{"TERM", "xterm"}, {"PAGER", paged}}, "cli/vmwire --version");
  plain({{"TERM", "xterm"}, {"PAGER", paged}}, "cli/vmwire list kernels | cat -");
  plain({{"TERM", "xterm"}, {"PAGER", "cat"}}, list);
  plain({{"TERM", "xterm"}, {"PAGER", ""}}, list);
  // One that is not there loses nothing.
  const std::string text = plain({{"TERM", "xterm"}, {"PAGER", "/nonexistent/pager"}}, list);
  EXPECT_NE(text.find("netbsd-1.4"), std::string::npos) << text;
  // One that reads nothing is a reader that has seen enough.
  plain({{"TERM", "xterm"}, {"PAGER", "true"}}, "cli/vmwire list kernels; echo code $?");
}

TEST(Fitted, BreaksAtBlanksAndIndents) {
  EXPECT_EQ(fitted("short\n", 10), "short\n");
  EXPECT_EQ(fitted("one two three\n", 9), "one two\n    three\n");
  EXPECT_EQ(fitted("  one two three\nx\n", 10), "  one two\n     three\nx\n");
  EXPECT_EQ(fitted("abcdefghijkl\n", 8), "abcdefgh\n    ijkl\n");
  EXPECT_EQ(fitted("no end", std::string::npos), "no end\n");
}

}  // namespace
}  // namespace vmwire::cli
