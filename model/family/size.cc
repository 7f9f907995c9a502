// What: the bounds of a size, and a size as command-line options.
// Source: derived, see size.h.
#include "model/family/size.h"

#include <fmt/format.h>

#include "model/core/check.h"

namespace vmwire::family {

void check_size_numbers(std::size_t numbers, std::size_t expected) {
  VMWIRE_CHECK(numbers == expected);
}

std::string option_of(const Knob& knob, SizeView size) {
  return fmt::format("--{} {}", knob.name, fmt::join(knob.values(size), ","));
}

std::string out_of_bounds(const std::vector<Knob>& knobs, SizeView size) {
  for (const Knob& knob : knobs) {
    if (knob.list()) continue;  // the family says more about those
    const unsigned value = size[knob.place];
    if (value >= knob.low && value <= knob.high) continue;
    return fmt::format("--{} {} is out of bounds: give a number from {} to {}", knob.name, value,
                       knob.low, knob.high);
  }
  return "";
}

const Knob* SizeTable::find(const std::string& name) const {
  for (const Knob& knob : knobs) {
    if (name == knob.name) return &knob;
  }
  return nullptr;
}

const NamedSize<AnySize>* SizeTable::find_size(const std::string& name) const {
  for (const NamedSize<AnySize>& size : named) {
    if (name == size.name) return &size;
  }
  return nullptr;
}

std::string SizeTable::complaint_about(SizeView size) const {
  const std::string wrong = out_of_bounds(knobs, size);
  return wrong.empty() ? complaint(size) : wrong;
}

std::string SizeTable::options_of(SizeView size) const {
  std::vector<std::string> words;
  for (const Knob& knob : knobs) words.push_back(option_of(knob, size));
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace vmwire::family
