// What: see progress.h.
// The escape is ECMA-48's "erase in line".
#include "cli/progress.h"

#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/units.h"

namespace vmwire::cli {

ProgressLine::ProgressLine(std::string label)
    : label_(std::move(label)), terminal_(isatty(STDERR_FILENO) == 1) {}

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
  std::fprintf(stderr, "\r\033[K%s", line.substr(0, 119).c_str());
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::clear() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace vmwire::cli
