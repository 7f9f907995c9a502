// What: holds a lifecycle against a hand-written truth table, one (phase, event, count) at a time.
// Tests/machine/*_test.cc write the truth from the specification's sentences.
// Leaves out: the truth itself; this file never sees a Boost.MSM table. Read next: page_test.cc.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <functional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/core/machine/table.h"

namespace vmwire {

inline constexpr int x = -1;  ///< in a truth table: the event is not allowed

/// A thing all of whose bits are set: whatever an event must not touch stays so.
template <class Thing>
Thing all_ones() {
  static_assert(std::is_trivially_copyable_v<Thing>);
  Thing thing;
  std::memset(&thing, 0xff, sizeof thing);
  return thing;
}

/// Says whether a guard's text holds for the case at hand.
using GuardHolds = std::function<bool(const std::string& text)>;

/// For machines without guards.
inline bool no_guard(const std::string& text) {
  ADD_FAILURE() << "unexpected guard: " << text;
  return false;
}

/// Reads "wire_count > 1" and the like.
inline GuardHolds count_is(unsigned count) {
  return [count](const std::string& text) {
    const auto number = text.rfind(' ');
    const auto sign = text.rfind(' ', number - 1);
    if (number == std::string::npos || sign == std::string::npos) return no_guard(text);
    const std::string op = text.substr(sign + 1, number - sign - 1);
    const unsigned bound = static_cast<unsigned>(std::stoul(text.substr(number + 1)));
    if (op == "=") return count == bound;
    if (op == "!=") return count != bound;
    if (op == "<") return count < bound;
    if (op == ">") return count > bound;
    return no_guard(text);
  };
}

/// Checks one lifecycle: its machine, the functions of its header, and the table that it shows.
template <class Thing, class Event, class... Args>
class TruthCheck {
 public:
  using Try = bool (*)(Thing&, Event, Args...);
  using Force = void (*)(Thing&, Event, Args...);

  TruthCheck(MachineTable table, std::vector<std::string> events, Try machine, Try attempt,
             Force force)
      : table_(std::move(table)),
        events_(std::move(events)),
        machine_(machine),
        try_(attempt),
        force_(force) {}

  /// One case. `to` is a phase number or x; `after` counts only where the event is allowed.
  void expect(const Thing& before, unsigned from, unsigned event, int to, const Thing& after,
              const GuardHolds& holds, Args... args) {
    SCOPED_TRACE(table_.phases.at(from) + " --" + events_.at(event) + "-->");
    const auto e = static_cast<Event>(event);
    for (const Try attempt : {machine_, try_}) {
      Thing tried = before;
      EXPECT_EQ(attempt(tried, e, args...), to != x);
      EXPECT_TRUE(tried == (to == x ? before : after));
    }
    expect_row(from, event, to, holds);
    Thing forced = before;
    if (to == x) {
      EXPECT_EXIT(force_(forced, e, args...), testing::ExitedWithCode(70), "does not hold");
    } else {
      force_(forced, e, args...);
      EXPECT_TRUE(forced == after);
    }
  }

  /// A row that no case took says something that the truth does not.
  void expect_every_row_used() const { EXPECT_EQ(used_.size(), table_.rows.size()); }

 private:
  // Exactly one row of the shown table applies where the event is allowed, so guards are disjoint.
  void expect_row(unsigned from, unsigned event, int to, const GuardHolds& holds) {
    std::vector<std::string> next;
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const MachineRow& row = table_.rows[i];
      if (row.from != table_.phases[from] || row.event != events_[event]) continue;
      if (!row.guard.empty() && !holds(row.guard)) continue;
      next.push_back(row.to);
      used_.insert(i);
    }
    std::vector<std::string> expected;
    if (to != x) expected.push_back(table_.phases.at(static_cast<unsigned>(to)));
    EXPECT_EQ(next, expected);
  }

  MachineTable table_;
  std::vector<std::string> events_;
  Try machine_, try_;
  Force force_;
  std::set<std::size_t> used_;
};

}  // namespace vmwire
