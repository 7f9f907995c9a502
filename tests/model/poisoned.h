// What: worlds to ask about, and worlds like them in which one thing has another value.
// Source: derived: who does not read a thing cannot tell the two apart, however odd the value.
// Leaves out: whether anything is reached; a poisoned world is well-typed and no more.
#pragma once

#include <random>
#include <set>
#include <vector>

#include "explorer/expansion.h"
#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"
#include "tests/model/drawn.h"

namespace vmwire::netbsd {

using Random = std::mt19937_64;

/// The first worlds in breadth, in normal form, past broken laws too; then those of random walks.
inline std::vector<World> some_worlds(Model& model, std::size_t in_breadth, unsigned walks,
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

/// Gives one field of a world another of its values; a PTE changes as a whole, since a present one
/// without a page would be no PTE.
class Poison {
 public:
  explicit Poison(const Size& size) : size_(size), fields_(fields(size)) {}

  World operator()(World w, Random& random) const {
    const Field& field = fields_[random() % fields_.size()];
    if (!field.group.starts_with("pte")) {
      field.set(w, static_cast<unsigned>(random() % field.values));
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

 private:
  Size size_;
  std::vector<Field> fields_;
};

}  // namespace vmwire::netbsd
