// What: see growth.h.
// Source: derived; the costs are measured: 10 * log2 of how many times more states size tiny has
// with one more of the thing (netbsd-1.6 --proposed), rounded; those that did not end are guessed.
#include "cli/growth.h"

#include <algorithm>

namespace vmwire::cli {

namespace {

using netbsd::Size;

constexpr unsigned kCheapCost = 6;

/// The cheapest first. hard_errors need a slot that they can hit.
constexpr unsigned Size::*kCheap[] = {&Size::pages,           &Size::swap_slots,
                                      &Size::inactive,        &Size::wired_count_max,
                                      &Size::file_pages,      &Size::hard_errors};

enum Dear : unsigned {
  threads = 0,  // one number for each process
  in_flight = netbsd::kProcessesMax,
  processes,
  va_pages,
};
constexpr unsigned kDearCost[] = {35, 35, 35, 20, 80, 100};

/// More than there are pages can never be INACTIVE, and no slot is lost where there is none.
bool idle(const Size& size) {
  return size.inactive > size.pages || (size.hard_errors != 0 && size.swap_slots == 0);
}

/// What the command line said of processes that do not exist counts for nothing.
Size tidied(Size size) {
  for (unsigned p = size.processes; p < netbsd::kProcessesMax; ++p) size.threads[p] = 1;
  return size;
}

}  // namespace

unsigned Growth::Place::cost() const {
  unsigned sum = cheap * kCheapCost;
  static_assert(std::size(kDearCost) == kDear);
  for (unsigned i = 0; i < kDear; ++i) sum += dear[i] * kDearCost[i];
  return sum;
}

Growth::Growth(const Size& first) {
  line_.push_back(tidied(first));
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto knob : kCheap) {
      Size more = line_.back();
      ++(more.*knob);
      if (!netbsd::complaint(more).empty() || idle(more)) continue;
      line_.push_back(more);
      grown = true;
    }
  }
  offer({});
}

Size Growth::size_at(const Place& place) const {
  Size size = line_[place.cheap];
  size.processes += place.dear[processes];
  size.va_pages += place.dear[va_pages];
  for (unsigned p = 0; p < netbsd::kProcessesMax; ++p) {
    size.threads[p] += place.dear[threads + p];
    // Threads that can never all be in an operation add nothing: they are interchangeable.
    if (place.dear[threads + p] != 0) size.in_flight = std::max(size.in_flight, size.threads[p]);
  }
  size.in_flight += place.dear[in_flight];
  return size;
}

void Growth::offer(const Place& place) {
  if (place.cheap >= line_.size()) return;
  const Size size = size_at(place);
  for (unsigned p = size.processes; p < netbsd::kProcessesMax; ++p) {
    if (place.dear[threads + p] != 0) return;  // a thread of a process that does not exist
  }
  if (!netbsd::complaint(size).empty()) return;
  waiting_.emplace(place.cost(), place);
}

std::optional<Size> Growth::next() {
  if (waiting_.empty()) return std::nullopt;
  const Place place = std::get<Place>(*waiting_.begin());
  waiting_.erase(waiting_.begin());
  Place more = place;
  ++more.cheap;
  offer(more);
  for (unsigned i = 0; i < kDear; ++i) {
    more = place;
    ++more.dear[i];
    offer(more);
  }
  return size_at(place);
}

bool contains(const Size& outer, const Size& inner) {
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    if (knob.member != nullptr && outer.*knob.member < inner.*knob.member) return false;
  }
  for (unsigned p = 0; p < inner.processes; ++p) {
    if (outer.threads[p] < inner.threads[p]) return false;
  }
  return true;
}

}  // namespace vmwire::cli
