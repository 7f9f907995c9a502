// What: the part of watching that costs more than a comparison.
#include "explorer/watch.h"

#include "explorer/memory_budget.h"

namespace vmwire::explorer {

Watch::Watch(const Options& options) : limits_(options.limits), stop_(options.stop) {}

double Watch::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

bool Watch::look() {
  const double now = seconds();
  if (limits_.seconds > 0 && now >= limits_.seconds) return hit(Limit::time);
  if (limits_.memory > 0 && now >= resident_next_) {
    resident_next_ = now + 0.1;
    if (resident_bytes() > limits_.memory) return hit(Limit::memory);
  }
  if (now >= report_next_) {
    report_next_ = now + 0.25;
    report_due_ = true;
  }
  return true;
}

bool Watch::finish() {
  const double now = seconds();
  if (!finish_by_) {
    const bool late = limits_.seconds > 0 && now >= limits_.seconds;
    const bool stopped = stop_ != nullptr && stop_->load(std::memory_order_relaxed);
    if (late) hit(Limit::time);
    if (stopped) hit(Limit::stopped);
    if (late || stopped) finish_by_ = now + 0.1;
  }
  return !finish_by_ || now < *finish_by_;
}

bool Watch::report_due() {
  const bool due = report_due_;
  report_due_ = false;
  return due;
}

}  // namespace vmwire::explorer
