// What: one atomic step being executed: the world being rewritten, who acts, locks, choices.
// Source: netbsd.md section 2, "Notation": a step is what no other thread can split.
// Read next: fault.h and op/*.cc, which are made of steps.
#pragma once

#include <cstdint>

#include "model/core/check.h"
#include "model/netbsd/marks.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

enum class MarkId : std::uint8_t {
#define VMWIRE_MARK_ID(id, ...) id,
  VMWIRE_NETBSD_MARKS(VMWIRE_MARK_ID)
#undef VMWIRE_MARK_ID
};

/// Why a step cannot be taken now.
enum class WaitFor : std::uint8_t {
  nothing, map_read, map_write, busy_page, memory, vslock, not_offered
};

/// Which locks this step holds: what the discipline of locks is checked against.
struct Held {
  bool map_read = false;   ///< or write
  bool map_write = false;
  bool owner = false;      ///< the amap's or object's lock that covers the page at hand
};

/// How the successor generator resolves a step's open outcomes: an odometer over choose() calls.
class Choices {
 public:
  void first() { count_ = depth_ = 0; }
  void again() { depth_ = 0; }
  /// Moves to the next combination of outcomes; false when all have been tried.
  bool next();
  unsigned choose(unsigned n);

 private:
  static constexpr unsigned kDigits = 12;
  std::uint8_t digit_[kDigits] = {}, radix_[kDigits] = {};
  unsigned count_ = 0, depth_ = 0;
};

class Step {
 public:
  Step(const Personality& personality, const Size& sz, Choices& choices)
      : p(personality), size(sz), choices_(choices) {}

  /// Begins with a copy of `before`, no lock held and nothing marked.
  void restart(const World& before) {
    w = before;
    held = Held{};
    mark_count_ = 0;
    wait_ = WaitFor::nothing;
  }

  World w;                 ///< rewritten in place; thrown away when the step is blocked
  const Personality& p;
  const Size& size;
  unsigned thread = 0;     ///< the acting thread, when a thread acts
  unsigned process = 0;    ///< its process
  ActorId self = ActorId::none;
  Held held;

  Thread& t() { return w.thread[thread]; }
  ThreadId tid() const { return id_of<ThreadId>(thread); }
  Process& proc() { return w.process[process]; }

  /// One of n outcomes; the generator tries them all. 0 is the ordinary one.
  unsigned choose(unsigned n) { return choices_.choose(n); }
  void mark(MarkId m) {
    if (mark_count_ < kMarks) marks_[mark_count_++] = m;
  }
  unsigned mark_count() const { return mark_count_; }
  MarkId mark_at(unsigned i) const { return marks_[i]; }

  // --- waiting ------------------------------------------------------------------------------
  /// The step cannot be taken: `holders` is the set of threads that hold what it waits for.
  void block(WaitFor what, std::uint32_t holders, unsigned on = 0) {
    wait_ = what;
    holders_ = holders;
    wait_on_ = on;
  }
  bool blocked() const { return wait_ != WaitFor::nothing; }
  WaitFor wait() const { return wait_; }
  std::uint32_t holders() const { return holders_; }
  unsigned wait_on() const { return wait_on_; }
  void panic(Panic why) {
    if (w.system.panic == Panic::none) w.system.panic = why;
  }
  bool panicked() const { return w.system.panic != Panic::none; }

  /// Takes the map lock for the rest of this step, or blocks (false). A thread that holds or has
  /// downgraded the lock, or has the map busy, passes its own claim.
  bool lock_map_read(unsigned process_index);
  bool lock_map_write(unsigned process_index);
  /// Keeps the write lock beyond this step (amap_copy sleeping in WIRE, fork).
  void keep_map_write(unsigned process_index);

  /// Data was about to change without a lock that the specification names.
  void require(bool lock_held) {
    if (!lock_held) w.event.unlocked = 1;
  }
  void culprit(PageId page, unsigned process_index, unsigned va);

  // --- sleeping: the thread stops here, all its short locks dropped ----------------------------
  void sleep_busy(PageId page);
  void sleep_memory();
  void sleep_io(PageId page);
  /// A thread that is no longer asleep: forgets what it slept on.
  void wake(Thread& thread);
  /// The operation is over.
  void finish();

 private:
  static constexpr unsigned kMarks = 48;
  Choices& choices_;
  MarkId marks_[kMarks];
  unsigned mark_count_ = 0;
  WaitFor wait_ = WaitFor::nothing;
  std::uint32_t holders_ = 0;
  unsigned wait_on_ = 0;
};

constexpr std::uint32_t holder_bit(ThreadId t) {
  return t == ThreadId::none ? 0u : 1u << index(t);
}

}  // namespace vmwire::netbsd
