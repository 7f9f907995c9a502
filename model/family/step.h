// What: one atomic step being executed: the world being rewritten, who acts, choices, waiting.
// Source: derived: a step is what no other thread can split; families say which those are.
// A family's own Step derives from this and adds its locks and sleeps.
#pragma once

#include <cstdint>

#include "model/core/check.h"
#include "model/core/ids.h"
#include "model/family/action.h"
#include "model/family/choices.h"
#include "model/family/mark.h"

namespace vmwire::family {

/// F needs: World, Personality, Size, WaitFor. Of WaitFor: `nothing` and `not_offered`, which says
/// that the step is none that can be taken at all.
template <class F>
class StepBase {
 public:
  using World = typename F::World;
  using WaitFor = typename F::WaitFor;

  StepBase(const typename F::Personality& personality, const typename F::Size& sz, Choices& choices)
      : p(personality), size(sz), choices_(choices) {}

  /// Begins with a copy of `before`, and nothing marked.
  void restart(const World& before, const Action& taken) {
    w = before;
    action = taken;
    mark_count_ = 0;
    wait_ = WaitFor::nothing;
  }

  World w;                 ///< rewritten in place; thrown away when the step is blocked
  const typename F::Personality& p;
  const typename F::Size& size;
  Action action;           ///< what is taken
  unsigned thread = 0;     ///< the acting thread, when a thread acts

  ThreadId tid() const { return id_of<ThreadId>(thread); }

  /// One of n outcomes; the generator tries them all. 0 is the ordinary one.
  unsigned choose(unsigned n) { return choices_.choose(n); }
  void mark(const Mark& m) {
    if (mark_count_ < kMarks) marks_[mark_count_++] = &m;
  }
  unsigned mark_count() const { return mark_count_; }
  const Mark& mark_at(unsigned i) const { return *marks_[i]; }

  /// The step cannot be taken: `holders` is the set of threads that hold what it waits for.
  void block(WaitFor what, std::uint32_t holders, unsigned on = 0) {
    wait_ = what;
    holders_ = holders;
    wait_on_ = on;
  }
  /// No such step: a guard that needed more than a look at the world.
  void refuse() { block(WaitFor::not_offered, 0); }
  bool blocked() const { return wait_ != WaitFor::nothing; }
  WaitFor wait() const { return wait_; }
  std::uint32_t holders() const { return holders_; }
  unsigned wait_on() const { return wait_on_; }

 private:
  static constexpr unsigned kMarks = 48;
  Choices& choices_;
  const Mark* marks_[kMarks];
  unsigned mark_count_ = 0;
  WaitFor wait_ = WaitFor::nothing;
  std::uint32_t holders_ = 0;
  unsigned wait_on_ = 0;
};

constexpr std::uint32_t holder_bit(ThreadId t) {
  return t == ThreadId::none ? 0u : 1u << index(t);
}

}  // namespace vmwire::family
