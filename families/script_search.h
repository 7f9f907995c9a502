// What: searches of a family's model that follow a script, as its AnyModel asks for them.
// Defined in scripted_search.h, and instantiated in a file of their own: all engines are in them
// once more, and whoever waits for the compiler has two to wait for.
#pragma once

#include <cstdint>

#include "explorer/options.h"
#include "families/any_model.h"
#include "model/family/model.h"

namespace vmwire::families {

template <class C>
struct ScriptSearch {
  using F = typename C::F;
  using Config = family::Config<F>;
  using World = typename F::World;

  /// As AnyModel::search. `reached` takes in the marks.
  static Answer search(const Config& config, const Script& script,
                       const explorer::Options& options, const Predicate* goal,
                       family::FamilyModel<F>& reached);
  /// As AnyModel::stuck_in_script.
  static std::uint32_t stuck_from(const Config& config, const Script& script, const World& w,
                                  const Progress& progress, const explorer::Limits& limits);
};

}  // namespace vmwire::families
