// What: see growth.h.
#include "cli/growth.h"

#include <algorithm>

namespace vmwire::cli {

using family::AnySize;
using family::Knob;
using family::SizeTable;
using family::SizeView;

namespace {

constexpr unsigned kCheapCost = 6;

void grow(const family::Growth& growth, AnySize& size, std::size_t place, unsigned by) {
  if (by == 0) return;
  size[place] += by;
  if (growth.follow != nullptr) growth.follow(size, place);
}

/// A number in a list beyond the list's end: of a thing that does not exist.
bool beyond_its_list(const SizeTable& table, SizeView size, std::size_t place) {
  return std::any_of(table.knobs.begin(), table.knobs.end(), [&](const Knob& knob) {
    return knob.list() && place >= knob.place + size[knob.count_from] &&
           place < knob.place + knob.most;
  });
}

/// What the command line said of things that do not exist counts for nothing.
AnySize tidied(const SizeTable& table, AnySize size) {
  for (std::size_t place = 0; place < size.size(); ++place) {
    if (beyond_its_list(table, size, place)) size[place] = table.usual[place];
  }
  return size;
}

}  // namespace

Growth::Growth(const SizeTable& table, AnySize first) : table_(table) {
  const family::Growth& growth = table.growth;
  line_.push_back(tidied(table, std::move(first)));
  for (bool grown = true; grown;) {
    grown = false;
    for (const std::size_t place : growth.cheap) {
      AnySize more = line_.back();
      grow(growth, more, place, 1);
      if (!table.complaint_about(more).empty()) continue;
      if (growth.idle != nullptr && growth.idle(more)) continue;
      line_.push_back(std::move(more));
      grown = true;
    }
  }
  offer({0, std::vector<unsigned>(growth.dear.size())});
}

unsigned Growth::cost(const Place& place) const {
  unsigned sum = place.cheap * kCheapCost;
  for (std::size_t i = 0; i < place.dear.size(); ++i) {
    sum += place.dear[i] * table_.growth.dear[i].cost;
  }
  return sum;
}

AnySize Growth::size_at(const Place& place) const {
  AnySize size = line_[place.cheap];
  for (std::size_t i = 0; i < place.dear.size(); ++i) {
    grow(table_.growth, size, table_.growth.dear[i].place, place.dear[i]);
  }
  return size;
}

void Growth::offer(const Place& place) {
  if (place.cheap >= line_.size()) return;
  const AnySize size = size_at(place);
  for (std::size_t i = 0; i < place.dear.size(); ++i) {
    if (place.dear[i] != 0 && beyond_its_list(table_, size, table_.growth.dear[i].place)) return;
  }
  if (!table_.complaint_about(size).empty()) return;
  waiting_.emplace(cost(place), place);
}

std::optional<AnySize> Growth::next() {
  if (waiting_.empty()) return std::nullopt;
  const Place place = std::get<Place>(*waiting_.begin());
  waiting_.erase(waiting_.begin());
  Place more = place;
  ++more.cheap;
  offer(more);
  for (std::size_t i = 0; i < place.dear.size(); ++i) {
    more = place;
    ++more.dear[i];
    offer(more);
  }
  return size_at(place);
}

bool contains(const SizeTable& table, SizeView outer, SizeView inner) {
  return std::all_of(table.knobs.begin(), table.knobs.end(), [&](const Knob& knob) {
    const SizeView numbers = knob.values(inner);
    return std::equal(numbers.begin(), numbers.end(), outer.begin() + knob.place,
                      [](unsigned less, unsigned more) { return less <= more; });
  });
}

}  // namespace vmwire::cli
