// What: see pager.h. The pager is a command for a shell.
#include "cli/pager.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/terminal.h"

extern char** environ;

namespace vmwire::cli {

namespace {

/// "": none is wanted.
std::string pager() {
  const char* own = std::getenv("PAGER");
  const std::string command = own == nullptr ? "less" : own;
  return command == "cat" ? "" : command;
}

void write_all(int to, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = write(to, text.data() + at, text.size() - at);
    if (count < 0 && errno != EINTR) return;  // who reads has seen enough
    at += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  }
}

/// Whether the pager ran; it has the terminal until the reader leaves it.
bool page(const std::string& command, const std::string& text) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  setenv("LESS", "FRX", 0);
  setenv("LV", "-c", 0);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t signals;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
  posix_spawnattr_init(&signals);
  sigset_t usual;  // what we ignore is no business of the pager's
  sigemptyset(&usual);
  for (int signal : {SIGPIPE, SIGXFSZ, SIGINT}) sigaddset(&usual, signal);
  posix_spawnattr_setsigdefault(&signals, &usual);
  posix_spawnattr_setflags(&signals, POSIX_SPAWN_SETSIGDEF);
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C is for the pager, which must not be left alone
  char shell[] = "sh", flag[] = "-c";
  std::string line = command;
  char* const words[] = {shell, flag, line.data(), nullptr};
  pid_t child = 0;
  const bool started = posix_spawnp(&child, shell, &files, &signals, words, environ) == 0;
  posix_spawnattr_destroy(&signals);
  posix_spawn_file_actions_destroy(&files);
  close(ends[0]);
  int status = 0;
  if (started) write_all(ends[1], text);
  close(ends[1]);
  while (started && waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  std::signal(SIGINT, SIG_DFL);
  constexpr int kCannotRun = 126;  // 127: there is no such command
  return started && !(WIFEXITED(status) && WEXITSTATUS(status) >= kCannotRun);
}

}  // namespace

std::string fitted(const std::string& text, std::size_t width) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    const std::size_t own = std::min(line.find_first_not_of(' '), line.size());
    const std::string indent(std::min(own + 4, width / 2), ' ');
    while (line.size() > width) {
      const std::size_t blank = line.rfind(' ', width);
      const std::size_t first = line.find_first_not_of(' ');
      // A word longer than the line is broken like a long line.
      const bool whole = blank != std::string::npos && blank > first;
      result += line.substr(0, whole ? blank : width) + "\n";
      line.erase(0, whole ? blank + 1 : width);
      line.erase(0, line.find_first_not_of(' '));
      line.insert(0, indent);
    }
    result += line + "\n";
    at = end + 1;
  }
  return result;
}

void print_paged(const std::string& text) {
  const std::size_t rows = output_rows();
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  const std::string command = pager();
  if (rows != 0 && lines >= rows && !command.empty() && page(command, text)) return;
  print(text);
}

void print_listing(const std::string& text) {
  print_paged(fitted(text, output_width_is_known() ? output_width() : std::string::npos));
}

}  // namespace vmwire::cli
