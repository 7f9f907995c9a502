// What: a small protocol drawn from a seed: actors with a local place each and one shared place.
// For differential tests, so it has no known counts: reachable.h counts them.
// A rule says for (local, shared) where an actor may go, or that it is blocked, and by whom.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <random>

#include "explorer/toy/plain.h"

namespace vmwire::explorer::toy {

struct RandomProtocolState {
  std::array<std::uint8_t, 4> local;
  std::uint8_t shared;
  bool operator==(const RandomProtocolState&) const = default;
};

struct RandomProtocolAction {
  std::uint8_t actor;
  std::uint8_t choice;
  auto operator<=>(const RandomProtocolAction&) const = default;
};

class RandomProtocol : public Plain<RandomProtocolState> {
 public:
  using Action = RandomProtocolAction;

  /// Symmetric: all actors follow the same rules, and the laws count places, not names.
  RandomProtocol(std::uint64_t seed, bool symmetric) : symmetric_(symmetric) {
    std::mt19937_64 random(seed);
    const auto below = [&](unsigned n) { return static_cast<std::uint8_t>(random() % n); };
    actors_ = 2 + below(3);
    locals_ = 2 + below(4);
    shareds_ = 1 + below(4);
    law_rarity_ = below(2) == 0 ? 0 : 4 + below(60);
    terminal_ = below(4) == 0 ? shareds_ - 1 : 0xff;
    salt_ = random();
    const unsigned blocked_percent = below(3) * 20;
    for (auto& table : rules_) {
      for (auto& row : table) {
        for (Rule& rule : row) {
          rule.moves = below(100) < blocked_percent ? 0 : static_cast<std::uint8_t>(1 + below(2));
          rule.idle = below(8) == 0;
          rule.holder = below(locals_ + 1);
          for (auto& to : rule.to) to = {below(locals_), below(shareds_)};
        }
      }
    }
    if (symmetric) rules_.fill(rules_[0]);
  }

  template <class Visitor>
  void initial_states(Visitor&& visit) {
    State s{};
    visit(s);
    s.local[actors_ - 1] = 1;
    visit(s);
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    for (std::uint8_t a = 0; a < actors_; ++a) {
      const Rule& rule = rules_[a][s.local[a]][s.shared];
      if (rule.idle) continue;
      if (rule.moves == 0) sink.blocked(a, at_place(s, rule.holder) & ~(1u << a));
      for (std::uint8_t choice = 0; choice < rule.moves; ++choice) {
        State next = s;
        next.local[a] = rule.to[choice].local;
        next.shared = rule.to[choice].shared;
        sink.transition({a, choice}, next);
      }
    }
  }
  ActorMap canonicalize(State& s) const {
    ActorMap renamed = identity_map();
    if (!symmetric_) return renamed;
    ActorMap order = renamed;
    std::stable_sort(order.begin(), order.begin() + actors_,
                     [&](auto a, auto b) { return s.local[a] < s.local[b]; });
    const State old = s;
    for (unsigned a = 0; a < actors_; ++a) {
      s.local[a] = old.local[order[a]];
      renamed[order[a]] = static_cast<std::uint8_t>(a);
    }
    return renamed;
  }
  std::uint64_t broken(const State& s) const {
    if (law_rarity_ == 0) return 0;
    State sorted = s;
    canonicalize(sorted);
    std::uint64_t hash = salt_;
    for (const std::uint8_t place : sorted.local) hash = (hash ^ place) * 0x9e3779b97f4a7c15;
    hash = (hash ^ sorted.shared) * 0x9e3779b97f4a7c15;
    std::uint64_t laws = 0;
    for (unsigned law = 0; law < 3; ++law) {
      if ((hash >> (20 + 12 * law)) % law_rarity_ == 0) laws |= std::uint64_t{1} << law;
    }
    return laws;
  }
  bool terminal(const State& s) const { return s.shared == terminal_; }
  /// Of no use, and so it takes a guided search anywhere.
  unsigned distance(const State& s) const { return s.shared * 7u % 5u + s.local[0] * 3u % 4u; }
  std::uint32_t site(const State& before, Action action) const {
    return (symmetric_ ? 0u : action.actor * 1000u) + before.local[action.actor] * 100u +
           before.shared * 10u + action.choice;
  }

 private:
  struct Place {
    std::uint8_t local;
    std::uint8_t shared;
  };
  struct Rule {
    std::uint8_t moves;   ///< 0: blocked
    bool idle;            ///< neither moves nor is blocked
    std::uint8_t holder;  ///< blocked by whoever is at this place; at `locals_` nobody ever is
    std::array<Place, 2> to;
  };

  std::uint32_t at_place(const State& s, std::uint8_t place) const {
    std::uint32_t there = 0;
    for (unsigned a = 0; a < actors_; ++a) there |= s.local[a] == place ? 1u << a : 0u;
    return there;
  }

  bool symmetric_;
  unsigned actors_, locals_, shareds_, law_rarity_, terminal_;
  std::uint64_t salt_;
  std::array<std::array<std::array<Rule, 4>, 5>, 4> rules_;  ///< by actor, local, shared
};
static_assert(Model<RandomProtocol>);

}  // namespace vmwire::explorer::toy
