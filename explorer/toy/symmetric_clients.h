// What: n interchangeable clients and one resource: idle, trying, in it, idle again.
// States: raw 2^n + n * 2^(n-1), up to renaming (n + 1) + n; depth n + 1.
// A client that tries while another is in waits for that one. Law 0 (if `crowded` > 0): fewer than
// so many try at once; first broken at depth `crowded`.
#pragma once

#include <algorithm>
#include <array>

#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct SymmetricClientsState {
  enum : std::uint8_t { idle, trying, inside };
  std::array<std::uint8_t, kActorsMax> at;
  bool operator==(const SymmetricClientsState&) const = default;
};

struct SymmetricClients : Plain<SymmetricClientsState> {
  using Action = std::uint8_t;  ///< who moves

  unsigned clients = 3;
  unsigned crowded = 0;

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    visit(State{});
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    std::uint32_t inside = 0;
    for (unsigned c = 0; c < clients; ++c) inside |= s.at[c] == State::inside ? 1u << c : 0u;
    for (unsigned c = 0; c < clients; ++c) {
      if (s.at[c] == State::trying && inside != 0) {
        sink.blocked(c, inside);
        continue;
      }
      State next = s;
      next.at[c] = static_cast<std::uint8_t>((s.at[c] + 1) % 3);
      sink.transition(static_cast<Action>(c), next);
    }
  }
  /// Sorting the clients by where they are is sound: successors treats all of them alike.
  ActorMap canonicalize(State& s) const {
    ActorMap order = identity_map();
    std::stable_sort(order.begin(), order.begin() + clients,
                     [&](auto a, auto b) { return s.at[a] > s.at[b]; });
    const State old = s;
    ActorMap renamed = identity_map();
    for (unsigned c = 0; c < clients; ++c) {
      s.at[c] = old.at[order[c]];
      renamed[order[c]] = static_cast<std::uint8_t>(c);
    }
    return renamed;
  }
  std::uint64_t broken(const State& s) const {
    const auto trying = std::count(s.at.begin(), s.at.begin() + clients, State::trying);
    return crowded > 0 && trying >= static_cast<std::ptrdiff_t>(crowded) ? 1 : 0;
  }
  std::uint32_t site(const State& before, Action who) const { return before.at[who]; }
};
static_assert(Model<SymmetricClients>);

}  // namespace vmwire::explorer::toy
