// What: operations as rows: one stands at the end of each operation's file, with its marks.
// Source: derived: CaDiCaL's option table: what is said once is read by parsing, help and reports.
// A family lists its rows once; the list's order is the order of actions, and of OpId.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/family/action.h"
#include "model/family/mark.h"

namespace vmwire::family {

/// Action::first and second of something that might begin.
using Pair = std::pair<std::uint8_t, std::uint8_t>;

/// What an operation is about: its Action::first and second. A family has a few of these.
template <class F>
struct Operands {
  const char* name;  ///< "range"
  /// All there are at a size, in order.
  std::vector<Pair> (*each)(const typename F::Size&);
  /// As it follows the operation's name: " [0,1)", " to 2", "".
  std::string (*text)(unsigned first, unsigned second);
};

/// Where an operation can go on: what a thread's record says between two steps (F::place).
struct Place {
  std::uint8_t code;     ///< as F::place has it
  std::string text;      ///< "step 1, fault lookup"
  unsigned outcomes;     ///< that a step from there has at most, at this size
};

/// The actor of operations that any thread may begin.
inline constexpr std::uint8_t kAnyThread = 0xff;

template <class F>
struct Op {
  const char* name;      ///< "mlock"
  std::uint8_t actor;    ///< kAnyThread, or the kernel's own actor that does it
  const char* citation;
  const char* sentence;
  std::vector<const char*> arguments;  ///< spelling of Action::arg, by value; empty: none
  const Operands<F>* operands;
  /// Whether it may begin: a look at the world before anything is copied. Null: always. Guards that
  /// need a lock, or look at the argument, are in the first step.
  bool (*offered)(const typename F::Offer&);
  /// Takes the acting thread's next step, or the kernel's own.
  void (*step)(typename F::Step&);
  /// Each step by its number in the record of a thread; the first is the beginning.
  std::vector<typename F::StepRow> steps;
  /// What its own file marks; what it shares with others is in the family's shared marks.
  std::vector<const Mark*> marks;
  bool faults = false;   ///< it can reach the shared marks
  const char* argument = "";  ///< what its arguments tell apart: "direction"

  bool by_thread() const { return actor == kAnyThread; }
};

/// A family's marks in one list, numbered in its order, and which operations reach them.
class MarkTable {
 public:
  struct Row {
    const Mark* mark;
    std::string ops;  ///< names with commas; MarkTable::kShared for what many reach
  };
  static constexpr const char* kShared = "fault";
  static constexpr unsigned kMarksMax = 256;

  /// Listed twice, a mark keeps its place and is reached by both.
  void add(const Mark& mark, const std::string& op);
  const std::vector<Row>& rows() const { return rows_; }
  const Mark& operator[](std::size_t i) const { return *rows_[i].mark; }
  std::size_t size() const { return rows_.size(); }

 private:
  std::vector<Row> rows_;
};

/// The operations' own marks in the order of the operations, and then what they share.
template <class F>
MarkTable marks_of(const std::vector<const Mark*>& shared) {
  MarkTable table;
  for (const Op<F>* op : F::ops()) {
    for (const Mark* mark : op->marks) table.add(*mark, op->name);
  }
  for (const Mark* mark : shared) table.add(*mark, MarkTable::kShared);
  return table;
}

}  // namespace vmwire::family
