// What: see small.h.
#include "tests/differential/small.h"

#include <algorithm>

#include <rapidcheck.h>

#include "tests/model/drawn.h"

namespace vmwire::netbsd {

rc::Gen<Config> any_small_config() {
  return rc::gen::exec([] {
    const auto up_to = [](unsigned low, unsigned high) {
      return *rc::gen::inRange(low, high + 1);
    };
    Config config;
    Size& size = config.size;
    size.processes = up_to(1, 2);
    size.threads[0] = up_to(1, size.processes == 1 ? 2 : 1);
    size.in_flight = up_to(1, std::min(2u, size.thread_count()));
    size.pages = up_to(1, 2);
    size.va_pages = up_to(1, size.processes == 1 ? 2 : 1);
    size.file_pages = up_to(0, 1);
    size.swap_slots = up_to(0, 1);
    size.wired_max = up_to(0, 2);
    size.hard_errors = up_to(0, 1);
    const auto [version, selection] = *any_rules();
    config.personality = personality_of(version, selection);
    config.ops = only(op::mmap) | *rc::gen::arbitrary<std::uint32_t>();
    return config;
  });
}

std::ostream& operator<<(std::ostream& out, const Depths& depths) {
  const auto& laws = netbsd_laws::laws().laws();
  for (std::size_t i = 0; i < laws.size(); ++i) {
    if (depths.law[i]) out << laws[i].id << " at " << *depths.law[i] << ' ';
  }
  if (depths.deadlock) out << "deadlock at " << *depths.deadlock;
  return out;
}

Depths depths(const families::Answer& answer) {
  Depths shortest;
  for (const families::Finding& v : answer.violations) {
    if (v.kind == explorer::ViolationKind::stuck) continue;
    auto& depth = v.kind == explorer::ViolationKind::law ? shortest.law[v.law] : shortest.deadlock;
    if (!depth || v.depth < *depth) depth = v.depth;
  }
  return shortest;
}

Depths depths(const explorer::Reachable& reachable) {
  return {reachable.law_depth, reachable.deadlock_depth};
}

}  // namespace vmwire::netbsd
