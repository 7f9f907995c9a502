// What: a family's model with its laws: what the explorer searches.
// LTSmin's way: what wraps a model is a model.
#pragma once

#include <cstdint>

#include "model/family/model.h"

namespace vmwire::families {

/// C, a family's composition, has laws() and distance() (see describe.h).
template <class C>
class Judged : public family::FamilyModel<typename C::F> {
 public:
  using Base = family::FamilyModel<typename C::F>;
  using World = typename Base::World;

  /// `laws`: a mask of those that are looked at. `seeks`: something else is looked for, and a world
  /// near to a broken law is no nearer to that.
  Judged(const family::Config<typename C::F>& config, std::uint64_t laws, bool seeks = false)
      : Base(config), table_(&C::laws()), laws_(laws), seeks_(seeks) {}

  std::uint64_t broken(const World& w) const {
    return table_->broken(w, this->config().size, laws_);
  }
  /// How near a world looks to a broken law; smaller is nearer. It only orders a guided search.
  unsigned distance(const World& w) const {
    return seeks_ ? 1 : C::distance(w, this->config().size);
  }

 private:
  decltype(&C::laws()) table_;
  std::uint64_t laws_;
  bool seeks_;
};

}  // namespace vmwire::families
