// What: small sizes with few operations, drawn at random, and a search's answers as plain values.
// Leaves out: sizes too large for the slow referee; those are passed over.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <ostream>

#include <rapidcheck/Gen.h>

#include "explorer/reachable.h"
#include "families/any_model.h"
#include "invariants/netbsd/laws.h"
#include "model/netbsd/model.h"

namespace vmwire::netbsd {

inline constexpr std::uint64_t kStatesMax = 6000;  ///< what the referee does in a blink

/// The model with its laws, for the referee. Searches take it as the program opens it.
class Lawful : public Model {
 public:
  using Model::Model;

  std::uint64_t broken(const World& w) const {
    const auto& laws = netbsd_laws::laws();
    return laws.broken(w, config().size, laws.all());
  }
};

/// One or two of everything, and about half of the operations.
rc::Gen<Config> any_small_config();

/// Shortest depth of each law, and of a deadlock.
struct Depths {
  std::array<std::optional<std::uint32_t>, 64> law;
  std::optional<std::uint32_t> deadlock;
  bool operator==(const Depths&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Depths& depths);

Depths depths(const families::Answer& answer);
Depths depths(const explorer::Reachable& reachable);

}  // namespace vmwire::netbsd
