// What: n bits, each of which can be flipped at any time.
// 2^n states, n * 2^n transitions, depth n. For benchmarks and growth.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "explorer/model_concept.h"

namespace vmwire::explorer::toy {

struct Hypercube {
  using State = std::uint32_t;
  using Action = std::uint32_t;  ///< which bit

  unsigned bits = 3;
  std::size_t size = sizeof(State);  ///< bytes of a packed state: more, to weigh like a real one
  State forbidden = 0xffffffff;      ///< law 0: never there

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
  std::uint64_t broken(const State& s) const { return s == forbidden ? 1 : 0; }
  bool terminal(const State&) const { return false; }
  std::uint32_t site(const State&, Action bit) const { return bit; }
  /// To the corner opposite of where it starts.
  unsigned distance(const State& s) const { return bits - static_cast<unsigned>(std::popcount(s)); }
};
static_assert(Model<Hypercube>);

}  // namespace vmwire::explorer::toy
