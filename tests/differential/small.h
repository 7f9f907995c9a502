// What: small sizes with few operations, drawn at random, and a search's answers as plain values.
// Source: derived. Leaves out: sizes too large for the slow referee; those are passed over.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <tuple>

#include <rapidcheck.h>

#include "explorer/bfs.h"
#include "explorer/reachable.h"
#include "invariants/invariants.h"
#include "tests/model/drawn.h"

namespace vmwire::netbsd {

inline constexpr std::uint64_t kStatesMax = 6000;  ///< what the referee does in a blink

/// A model with its laws.
inline Model with_laws(const Config& config) {
  Model model(config);
  model.laws = [size = config.size](const World& w) {
    return invariants::broken_laws(w, size, ~0ull);
  };
  return model;
}

/// One or two of everything, and about half of the operations.
inline rc::Gen<Config> any_small_config() {
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
    config.ops = only(OpId::mmap) | *rc::gen::arbitrary<std::uint32_t>();
    return config;
  });
}

/// Shortest depth of each law, and of a deadlock.
struct Depths {
  std::array<std::optional<std::uint32_t>, 64> law;
  std::optional<std::uint32_t> deadlock;
  bool operator==(const Depths&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Depths& depths) {
  for (unsigned i = 0; i < invariants::laws().size(); ++i) {
    if (depths.law[i]) out << invariants::laws()[i].id << " at " << *depths.law[i] << ' ';
  }
  if (depths.deadlock) out << "deadlock at " << *depths.deadlock;
  return out;
}

inline Depths depths(const explorer::Result<Model>& result) {
  Depths shortest;
  for (const auto& v : result.violations) {
    if (v.kind == explorer::ViolationKind::stuck) continue;
    auto& depth = v.kind == explorer::ViolationKind::law ? shortest.law[v.law] : shortest.deadlock;
    if (!depth || v.depth < *depth) depth = v.depth;
  }
  return shortest;
}

inline Depths depths(const explorer::Reachable& reachable) {
  return {reachable.law_depth, reachable.deadlock_depth};
}

}  // namespace vmwire::netbsd
