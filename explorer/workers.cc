// What: see workers.h.
// Source: derived.
#include "explorer/workers.h"

namespace vmwire::explorer {

Workers::Workers(unsigned count) : count_(count) {
  if (count_ == 1) return;
  turn_ = std::make_unique<std::barrier<>>(count_);
  for (unsigned worker = 1; worker < count_; ++worker) {
    threads_.emplace_back([this, worker] {
      for (;;) {
        turn_->arrive_and_wait();  // there is work
        if (work_ == nullptr) return;
        (*work_)(worker);
        turn_->arrive_and_wait();  // it is done
      }
    });
  }
}

Workers::~Workers() {
  if (count_ == 1) return;
  work_ = nullptr;
  turn_->arrive_and_wait();
}

void Workers::run(const std::function<void(unsigned)>& work) {
  if (count_ == 1) return work(0);
  work_ = &work;
  turn_->arrive_and_wait();
  work(0);
  turn_->arrive_and_wait();
}

}  // namespace vmwire::explorer
