// What: worlds to ask about, and worlds like them in which one thing has another value: who does
// not read a thing cannot tell the two apart, however odd the value.
// Leaves out: whether anything is reached; a poisoned world is well-typed and no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

using Random = std::mt19937_64;

/// The first worlds in breadth, in normal form, past broken laws too; then those of random walks.
std::vector<World> some_worlds(Model& model, std::size_t in_breadth, unsigned walks,
                               std::uint64_t seed);

/// Gives one field of a world another of its values; a PTE changes as a whole, since a present one
/// without a page would be no PTE.
class Poison {
 public:
  explicit Poison(const Size& size) : size_(size), fields_(fields(size)) {}

  World operator()(World w, Random& random) const;

 private:
  Size size_;
  Fields fields_;
};

}  // namespace vmwire::netbsd
