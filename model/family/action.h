// What: a labelled transition on offer: who does what, begun or gone on with, and how it comes out.
// Source: derived: eight bytes, so that a search can keep one beside each successor.
// Leaves out: what the two numbers mean; an operation's row says that (op.h, Operands).
#pragma once

#include <compare>
#include <cstdint>

namespace vmwire::family {

/// An operation's place in its family's list; its name and row are found there.
enum class OpId : std::uint8_t { none = 0 };

constexpr unsigned number(OpId op) { return static_cast<unsigned>(op); }

/// Ordered, so that successors come in a fixed order.
struct Action {
  std::uint8_t actor = 0;    ///< a thread's index, or one of the kernel's own actors above those
  OpId op = OpId::none;      ///< begun, or gone on with
  std::uint8_t first = 0;    ///< of a begin, and of the kernel's own: what the operation is about
  std::uint8_t second = 0;   ///< likewise
  std::uint8_t arg = 0;      ///< begin: the operation's own argument
  std::uint8_t begins = 0;   ///< 1: the operation begins with this step
  std::uint16_t choice = 0;  ///< ordinal of the outcome where the step has several (I/O errors ...)
  auto operator<=>(const Action&) const = default;
};
static_assert(sizeof(Action) == 8);

/// A set of operations, as a run allows them: bit i stands for OpId i.
using OpSet = std::uint64_t;
inline constexpr OpSet kAllOps = ~OpSet{0};
inline constexpr unsigned kOpsMax = 64;

constexpr bool has(OpSet set, OpId op) { return (set >> number(op) & 1u) != 0; }
template <class... Ops>
constexpr OpSet only(Ops... ops) {
  return (OpSet{0} | ... | (OpSet{1} << number(ops)));
}
constexpr OpSet without(OpId op) { return kAllOps & ~only(op); }

}  // namespace vmwire::family
