// What: the odometer: the last digit turns first.
// Source: derived, see choices.h.
#include "model/family/choices.h"

#include "model/core/check.h"

namespace vmwire::family {

bool Choices::next() {
  while (count_ > 0) {
    if (++digit_[count_ - 1] < radix_[count_ - 1]) {
      depth_ = 0;
      return true;
    }
    --count_;
  }
  return false;
}

unsigned Choices::choose(unsigned n) {
  VMWIRE_CHECK(n > 0 && depth_ < kDigits);
  if (depth_ == count_) {
    digit_[count_] = 0;
    radix_[count_] = static_cast<std::uint8_t>(n);
    ++count_;
  }
  return digit_[depth_++];
}

}  // namespace vmwire::family
