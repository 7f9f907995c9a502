// What: marks get their numbers.
// Source: derived, see op.h.
#include "model/family/op.h"

#include "model/core/check.h"

namespace vmwire::family {

void MarkTable::add(const Mark& mark, const std::string& op) {
  for (Row& row : rows_) {
    if (row.mark != &mark) continue;
    row.ops += "," + op;
    return;
  }
  VMWIRE_CHECK(mark.number == Mark::kUnlisted && rows_.size() < kMarksMax);
  mark.number = static_cast<std::uint16_t>(rows_.size());
  rows_.push_back({&mark, op});
}

}  // namespace vmwire::family
