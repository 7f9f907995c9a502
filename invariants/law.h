// What: a law: a pure predicate over a world that names its culprit; and a family's table of them.
// Source: derived: SPIN's assertions, with the culprit told; each law's file words its promise.
// A law stands with all that is known of it in one file of its own, in the family's folder.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/core/check.h"

namespace vmwire::invariants {

/// What breaks a law: one sentence that names the page, entry, PTE or thread and both numbers.
struct Culprit {
  std::string text;  ///< "page 0: wire_count 1, wiring claims 0"
};

/// N, a family's nouns, has World, Size and AreaSet; for the table, has_event(World) and
/// has_panicked(World) too, and kEventAreas and kPanicAreas, what those two look at.
template <class N>
struct Law {
  using World = typename N::World;
  using Size = typename N::Size;
  using AreaSet = typename N::AreaSet;

  const char* id;         ///< "netbsd.I1", "mlock-promise"
  unsigned order;         ///< its place in the table; a numbered law has its number
  const char* alias;      ///< a sentence: "wire_count equals the wiring claims"
  const char* citation;   ///< ids of model/SOURCES.md
  const char* exception;  ///< its legitimate exceptions in words; "never"
  /// What it reads. Sound, perhaps too large: a world that differs from another in no area of
  /// `verdict` has the same verdict, and the same culprit if it differs in none of `culprit`
  /// either.
  AreaSet verdict;
  AreaSet culprit;
  /// Operations without all of which it can never break: where one cannot happen, that the law
  /// holds says nothing.
  std::vector<const char*> needs = {};
  /// Why no rule and no value of a field that is modelled can break it, as a sentence without its
  /// full stop; null: one can, and a test says which.
  const char* unreachable = nullptr;
  /// True when the law holds in this world. When it does not and `culprit` is not null, the culprit
  /// is described there. Pure; must be fast when it holds (called for every new state).
  bool (*holds)(const World& w, const Size& size, Culprit* culprit);
};

/// A family's laws in a fixed order; at most 64. Bit i of a mask is laws()[i].
template <class N>
class LawTable {
 public:
  using Row = Law<N>;

  /// `family` is the prefix that may be left out of an id: "netbsd".
  LawTable(std::string family, std::vector<Row> laws)
      : family_(std::move(family)), laws_(std::move(laws)) {
    std::sort(laws_.begin(), laws_.end(),
              [](const Row& a, const Row& b) { return a.order < b.order; });
    VMWIRE_CHECK(laws_.size() <= 64 && "a set of laws is a 64-bit mask");
    for (std::size_t i = 0; i < laws_.size(); ++i) {
      VMWIRE_CHECK((i == 0 || laws_[i - 1].order < laws_[i].order) && "laws with one place");
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (laws_[i].verdict == N::kEventAreas) of_events_ |= bit;
      if (laws_[i].verdict == N::kPanicAreas) of_panics_ |= bit;
    }
  }

  const std::vector<Row>& laws() const { return laws_; }
  std::uint64_t all() const {
    return laws_.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << laws_.size()) - 1;
  }
  /// Finds a law by id, with or without the family's prefix, or by alias; null: there is none.
  const Row* find(const std::string& name) const {
    for (const Row& law : laws_) {
      if (name == law.id || name == law.alias || family_ + "." + name == law.id) return &law;
    }
    return nullptr;
  }

  /// The laws among `enabled` that do not hold. Called for every new state: no allocation, and no
  /// call that cannot say anything: most states have neither an event nor a panic.
  std::uint64_t broken(const typename N::World& w, const typename N::Size& size,
                       std::uint64_t enabled) const {
    if (!N::has_event(w)) enabled &= ~of_events_;
    if (!N::has_panicked(w)) enabled &= ~of_panics_;
    enabled &= all();
    std::uint64_t broken = 0;
    for (; enabled != 0; enabled &= enabled - 1) {
      const int i = std::countr_zero(enabled);
      if (!laws_[static_cast<std::size_t>(i)].holds(w, size, nullptr)) {
        broken |= std::uint64_t{1} << i;
      }
    }
    return broken;
  }

  /// The laws whose verdict can change when one of these areas does.
  std::uint64_t reading(typename N::AreaSet areas) const {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < laws_.size(); ++i) {
      if (laws_[i].verdict.meets(areas)) mask |= std::uint64_t{1} << i;
    }
    return mask;
  }

 private:
  std::string family_;
  std::vector<Row> laws_;
  std::uint64_t of_events_ = 0;  ///< that ask for nothing but an event of the last step
  std::uint64_t of_panics_ = 0;  ///< ... or for a panic
};

// --- culprits -----------------------------------------------------------------------------------

inline void append(std::string& text, const char* part) { text += part; }
inline void append(std::string& text, const std::string& part) { text += part; }
inline void append(std::string& text, unsigned part) { text += std::to_string(part); }

/// Describes the culprit, if anyone asks, and answers false: the law does not hold.
template <class... Parts>
bool broken(Culprit* culprit, const Parts&... parts) {
  if (culprit != nullptr) {
    culprit->text.clear();
    (append(culprit->text, parts), ...);
  }
  return false;
}

}  // namespace vmwire::invariants
