// What: n bits, each of which can be flipped at any time.
// 2^n states, n * 2^n transitions, depth n. For benchmarks and growth.
#pragma once

#include <cstdint>
#include <cstring>

#include "explorer/model_concept.h"

namespace vmwire::explorer::toy {

struct Hypercube {
  using State = std::uint32_t;
  using Action = std::uint32_t;  ///< which bit

  unsigned bits = 3;
  std::size_t size = sizeof(State);  ///< bytes of a packed state: more, to weigh like a real one

  std::size_t pack_size() const { return size; }
  void pack(const State& s, std::byte* to) const {
    std::memset(to, 0, size);
    std::memcpy(to + (size - sizeof s), &s, sizeof s);
  }
  void unpack(const std::byte* from, State& s) const {
    std::memcpy(&s, from + (size - sizeof s), sizeof s);
  }
  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{0});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (unsigned b = 0; b < bits; ++b) sink.transition(b, s ^ (1u << b));
  }
  ActorMap canonicalize(State&) const { return identity_map(); }
  std::uint64_t broken(const State&) const { return 0; }
  bool terminal(const State&) const { return false; }
  std::uint32_t site(const State&, Action bit) const { return bit; }
};
static_assert(Model<Hypercube>);

}  // namespace vmwire::explorer::toy
