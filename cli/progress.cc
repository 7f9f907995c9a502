// What: see progress.h.
// The escape is ECMA-48's "erase in line"; a dumb terminal gets blanks instead.
#include "cli/progress.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "cli/terminal.h"
#include "cli/units.h"

namespace vmwire::cli {

ProgressLine::ProgressLine(std::string label)
    : label_(std::move(label)), terminal_(progress_is_seen()) {}

void ProgressLine::progress(const explorer::Progress& p) {
  constexpr double kPatience = 2.0;
  if (!terminal_ || p.seconds < kPatience) return;
  std::string line = label_;
  if (p.stage == explorer::Stage::settling) {
    line += fmt::format("{} states known; looking for stuck threads, {} left",
                        count_text(p.states), count_text(p.queue));
  } else {
    line += fmt::format("{} states, {}/s, depth {}, queue {}", count_text(p.states),
                        count_text(static_cast<std::uint64_t>(
                            static_cast<double>(p.states) / p.seconds)),
                        p.depth, count_text(p.queue));
  }
  line += fmt::format(", {}, {}", bytes_text(p.memory), seconds_text(p.seconds));
  line.resize(std::min(line.size(), progress_width()));
  std::fputs(over(shown_, line).c_str(), stderr);
  std::fflush(stderr);
  shown_ = line.size();
}

void ProgressLine::clear() {
  if (shown_ != 0) std::fputs((over(shown_, "") + "\r").c_str(), stderr);
  shown_ = 0;
}

std::string over(std::size_t before, const std::string& line) {
  if (escapes_work()) return "\r\033[K" + line;
  // Never more than stood there, so that a dumb terminal needs no second line for it.
  const std::string blanks(before > line.size() ? before - line.size() : 0, ' ');
  return "\r" + line + blanks;
}

}  // namespace vmwire::cli
