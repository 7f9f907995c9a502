// What: the parts of a toy model that are the same in nearly all of them.
// A toy derives from Plain and hides the members that it has another way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "explorer/model_concept.h"

namespace vmwire::explorer::toy {

/// Packed as it lies in memory: a state must have no padding.
template <class S>
struct Plain {
  using State = S;
  static_assert(std::has_unique_object_representations_v<S>);

  std::size_t pack_size() const { return sizeof(S); }
  void pack(const S& s, std::byte* to) const { std::memcpy(to, &s, sizeof s); }
  void unpack(const std::byte* from, S& s) const { std::memcpy(&s, from, sizeof s); }
  ActorMap canonicalize(S&) const { return identity_map(); }
  std::uint64_t broken(const S&) const { return 0; }
  bool terminal(const S&) const { return false; }
};

}  // namespace vmwire::explorer::toy
