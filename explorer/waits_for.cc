// What: cycles in a graph of at most eight vertices, by bit sets.
#include "explorer/waits_for.h"

#include "explorer/check.h"

namespace vmwire::explorer {

void WaitsFor::add(unsigned actor, std::uint32_t waits_on) {
  EXPLORER_CHECK(actor < kActorsMax, "a model reported an actor beyond kActorsMax");
  EXPLORER_CHECK(waits_on >> kActorsMax == 0, "a model reported a holder beyond kActorsMax");
  const auto bit = static_cast<std::uint8_t>(1u << actor);
  on_[actor] = (blocked_ & bit) != 0 ? on_[actor] | waits_on : waits_on;
  blocked_ |= bit;
}

/// The blocked actors that can be reached from `from` by one edge or more.
std::uint8_t WaitsFor::reach(unsigned from) const {
  std::uint8_t reached = 0;
  auto todo = static_cast<std::uint8_t>(on_[from] & blocked_);
  while (todo != 0) {
    reached |= todo;
    std::uint32_t next = 0;
    for (unsigned a = 0; a < kActorsMax; ++a) {
      if ((todo >> a & 1) != 0) next |= on_[a];
    }
    todo = static_cast<std::uint8_t>(next & blocked_ & ~reached);
  }
  return reached;
}

std::uint8_t WaitsFor::doomed() const {
  // No edge, no cycle: by far the most states leave here.
  std::uint32_t edges = 0;
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((blocked_ >> a & 1) != 0) edges |= on_[a] & blocked_;
  }
  if (edges == 0) return 0;

  std::array<std::uint8_t, kActorsMax> reached{};
  std::uint8_t on_cycle = 0;
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((blocked_ >> a & 1) == 0) continue;
    reached[a] = reach(a);
    on_cycle |= static_cast<std::uint8_t>(reached[a] & (1u << a));
  }
  std::uint8_t doomed = on_cycle;
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((reached[a] & on_cycle) != 0) doomed |= static_cast<std::uint8_t>(1u << a);
  }
  return doomed;
}

std::vector<Wait> WaitsFor::cycle() const {
  unsigned start = 0;
  while (start < kActorsMax && !((blocked_ >> start & 1) != 0 && (reach(start) >> start & 1) != 0))
    ++start;
  if (start == kActorsMax) return {};

  // Breadth first from `start` back to itself; `from` remembers by whom each was reached.
  std::array<unsigned, kActorsMax> from{};
  std::vector<unsigned> queue{start};
  std::uint32_t seen = 0;
  for (std::size_t head = 0; head < queue.size() && (seen >> start & 1) == 0; ++head) {
    const std::uint32_t fresh = on_[queue[head]] & blocked_ & ~seen;
    for (unsigned a = 0; a < kActorsMax; ++a) {
      if ((fresh >> a & 1) == 0) continue;
      from[a] = queue[head];
      queue.push_back(a);
    }
    seen |= fresh;
  }
  std::vector<Wait> cycle;
  for (unsigned a = from[start]; a != start; a = from[a]) cycle.push_back({a, on_[a]});
  cycle.push_back({start, on_[start]});
  return {cycle.rbegin(), cycle.rend()};
}

}  // namespace vmwire::explorer
