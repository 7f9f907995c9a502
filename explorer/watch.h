// What: when to stop: the clock, the stop token, the resident set.
// Leaves out: counting states and levels (bfs.h), our own bytes (memory_budget.h).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "explorer/options.h"
#include "explorer/verdict.h"

namespace vmwire::explorer {

class Watch {
 public:
  explicit Watch(const Options& options);

  /// To be asked before every expansion: true means go on. The token is read each time, the clock
  /// at every 16th, the resident set ten times a second.
  bool poll() {
    if (limit_ != Limit::none) return false;
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return hit(Limit::stopped);
    return (++polls_ & 15) != 0 || look();
  }

  /// As poll(), and looks at everything: for whoever asks seldom.
  bool look_around() {
    if (limit_ != Limit::none) return false;
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return hit(Limit::stopped);
    return look();
  }

  /// A limit was reached: the first one stays. Always false, so that poll() can return it.
  bool hit(Limit limit) {
    if (limit_ == Limit::none) limit_ = limit;
    return false;
  }

  /// To be asked while counterexamples are built, also after a limit: what was found is worth a
  /// tenth of a second more when the time is up or a stop was asked for, and any time otherwise.
  bool finish();

  Limit limit() const { return limit_; }
  double seconds() const;

  /// True at most four times a second.
  bool report_due();

 private:
  bool look();

  using Clock = std::chrono::steady_clock;
  Limits limits_;
  const std::atomic<bool>* stop_;
  Limit limit_ = Limit::none;
  Clock::time_point start_ = Clock::now();
  std::uint64_t polls_ = 0;
  double resident_next_ = 0;
  double report_next_ = 0.25;
  bool report_due_ = false;
  std::optional<double> finish_by_;
};

}  // namespace vmwire::explorer
