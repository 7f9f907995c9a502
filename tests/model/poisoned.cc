// What: see poisoned.h.
#include "tests/model/poisoned.h"

#include <set>

#include "explorer/expansion.h"
#include "explorer/random_walk.h"

namespace vmwire::netbsd {

std::vector<World> some_worlds(Model& model, std::size_t in_breadth, unsigned walks,
                               std::uint64_t seed) {
  std::vector<World> worlds;
  std::set<std::vector<std::byte>> seen;
  const auto add = [&](World w) {
    model.canonicalize(w);
    if (worlds.size() < in_breadth && seen.insert(explorer::packed(model, w)).second) {
      worlds.push_back(w);
    }
  };
  for (const World& w : model.initial()) add(w);
  for (std::size_t i = 0; i < worlds.size() && worlds.size() < in_breadth; ++i) {
    const World w = worlds[i];
    for (const auto& step : explorer::expand(model, w).steps) add(step.state);
  }
  for (unsigned i = 0; i < walks; ++i) {
    explorer::random_walk(model, seed + i, 150, [&](const World& w) {
      worlds.push_back(w);
      return true;
    });
  }
  return worlds;
}

World Poison::operator()(World w, Random& random) const {
  const Field& field = fields_[random() % fields_.size()];
  if (field.noun != "pte") {
    field.set(family::bytes_of(w), static_cast<unsigned>(random() % field.values()));
    return w;
  }
  Pte& pte = w.pte[random() % size_.processes][random() % size_.va_pages];
  pte = Pte{};
  pte.phase_bits = random() % kPtePhases & 3u;
  if (!pte.present()) return w;
  pte.prot_bits = random() % 3 & 3u;
  pte.page_bits = (random() % size_.pages + 1) & 7u;
  return w;
}

}  // namespace vmwire::netbsd
