// What: see progress.h.
// The escape is ECMA-48's "erase in line"; a dumb terminal gets blanks instead.
#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include <fmt/format.h>

#include "cli/terminal.h"
#include "cli/units.h"

namespace vmwire::cli {

ProgressLine::ProgressLine(std::string label)
    : label_(std::move(label)), terminal_(progress_is_seen()) {}

std::string figures(const explorer::Progress& p, std::size_t width) {
  std::vector<std::string> parts;
  if (p.stage == explorer::Stage::settling) {
    parts = {count_text(p.states) + " states known; looking for stuck threads, " +
             count_text(p.queue) + " left"};
  } else {
    const double rate = static_cast<double>(p.states) / p.seconds;
    parts = {count_text(p.states) + " states", fmt::format("depth {}", p.depth),
             count_text(static_cast<std::uint64_t>(rate)) + "/s", "queue " + count_text(p.queue)};
  }
  const std::string memory = bytes_text(p.memory), time = seconds_text(p.seconds);
  const auto line = [&] {
    return fmt::format("{}, {}, {}", fmt::join(parts, ", "), memory, time);
  };
  while (parts.size() > 1 && line().size() > width) parts.pop_back();
  return line();
}

void ProgressLine::progress(const explorer::Progress& p) {
  constexpr double kPatience = 2.0;
  if (!terminal_ || p.seconds < kPatience) return;
  std::string line = label_ + figures(p, progress_width() - std::min(label_.size(),
                                                                     progress_width()));
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
