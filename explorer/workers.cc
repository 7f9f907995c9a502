// What: how workers start, wait for each other, and pass on what one of them throws.
#include "explorer/workers.h"

#include <string>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace vmwire::explorer {

void Workers::wait_while(const std::atomic<unsigned>& counter, unsigned old) {
  constexpr int kAwake = 3000;  // some ten microseconds
  for (int i = 0; i < kAwake; ++i) {
    if (counter.load(std::memory_order_acquire) != old) return;
#ifdef __SSE2__
    _mm_pause();
#endif
  }
  counter.wait(old, std::memory_order_acquire);
}

Workers::Workers(unsigned count) : count_(count) {
  try {
    for (unsigned worker = 1; worker < count_; ++worker) {
      threads_.emplace_back([this, worker] { serve(worker); });
    }
  } catch (const std::exception& error) {  // std::system_error, or no memory
    let_go();  // those that run; this constructor's end waits for them
    throw NoWorkers(std::to_string(count_) + " workers cannot be started (" + error.what() +
                    "): give --workers " + std::to_string(threads_.size() + 1) + " at most");
  }
}

Workers::~Workers() { let_go(); }

void Workers::let_go() {
  work_ = nullptr;
  turn_.fetch_add(1, std::memory_order_release);
  turn_.notify_all();
}

void Workers::serve(unsigned worker) {
  for (unsigned turn = 0;; ++turn) {
    wait_while(turn_, turn);
    if (work_ == nullptr) return;
    work(worker);
    if (left_.fetch_sub(1, std::memory_order_acq_rel) == 1) left_.notify_one();
  }
}

void Workers::work(unsigned worker) {
  try {
    (*work_)(worker);
  } catch (...) {  // no memory: that must not end the process from a thread of its own
    const std::lock_guard lock(failing_);
    failure_ = std::current_exception();
  }
}

void Workers::run(const std::function<void(unsigned)>& work) {
  if (count_ == 1) return work(0);
  work_ = &work;
  left_.store(count_ - 1, std::memory_order_relaxed);
  turn_.fetch_add(1, std::memory_order_release);
  turn_.notify_all();
  this->work(0);
  for (unsigned left = left_; left != 0; left = left_) wait_while(left_, left);
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace vmwire::explorer
