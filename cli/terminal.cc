// What: see terminal.h.
#include "cli/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/units.h"

namespace vmwire::cli {

namespace {

constexpr std::size_t kWidest = 118;
constexpr std::size_t kNarrowest = 40;  // less is told as if it were so much
constexpr std::size_t kUnknown = 80;

struct winsize size_of(int file) {
  struct winsize size {};
  if (ioctl(file, TIOCGWINSZ, &size) != 0) size = {};
  return size;
}

/// 0: unknown.
std::size_t known_columns(int file) {
  const char* given = std::getenv("COLUMNS");
  const auto number = parse_whole(given == nullptr ? "" : given);
  return number.value_or(0) != 0 ? *number : size_of(file).ws_col;
}

std::size_t columns(int file) {
  const std::size_t known = known_columns(file);
  return known != 0 ? known : kUnknown;
}

}  // namespace

std::size_t output_width() { return std::clamp(columns(STDOUT_FILENO), kNarrowest, kWidest); }

bool output_width_is_known() { return known_columns(STDOUT_FILENO) != 0; }

// The last column stays empty: some terminals begin a new line after it.
std::size_t progress_width() {
  return std::clamp(columns(STDERR_FILENO), kNarrowest / 2, kWidest + 2) - 1;
}

std::size_t output_rows() {
  return isatty(STDOUT_FILENO) == 1 && escapes_work() ? size_of(STDOUT_FILENO).ws_row : 0;
}

bool progress_is_seen() { return isatty(STDERR_FILENO) == 1; }

bool escapes_work() {
  const char* term = std::getenv("TERM");
  return term != nullptr && *term != '\0' && std::strcmp(term, "dumb") != 0;
}

}  // namespace vmwire::cli
