// What: one atomic step being executed: locks, sleeps, panics and culprits of this family.
// Source: netbsd.md section 2, "Notation": a step is what no other thread can split.
// Read next: fault.h and op/*.cc, which are made of steps; model/family/step.h, what is below.
#pragma once

#include <cstdint>

#include "model/core/check.h"
#include "model/family/step.h"
#include "model/netbsd/kernel.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

using family::holder_bit;
using family::Mark;

/// Which locks this step holds: what the discipline of locks is checked against.
struct Held {
  bool map_read = false;   ///< or write
  bool map_write = false;
  bool owner = false;      ///< the amap's or object's lock that covers the page at hand
};

class Step : public family::StepBase<NetBsd> {
 public:
  using StepBase::StepBase;

  /// Begins with a copy of `before`, no lock held and nothing marked.
  void restart(const World& before, const family::Action& taken) {
    StepBase::restart(before, taken);
    held = Held{};
  }

  unsigned process = 0;    ///< the acting thread's
  ActorId self = ActorId::none;
  Held held;

  Thread& t() { return w.thread[thread]; }
  Process& proc() { return w.process[process]; }

  void panic(Panic why) {
    if (w.system.panic == Panic::none) w.system.panic = why;
  }
  bool panicked() const { return w.system.panic != Panic::none; }

  /// Takes the map's read lock for the rest of this step, or blocks (false): behind a writer, and
  /// behind a waiting writer also where the thread itself has read-locked the map already.
  bool lock_map_read(unsigned process_index);
  /// Takes the write lock for the rest of this step, or answers false: the step is over. Then it is
  /// blocked, or it has done nothing but ask: its thread is a waiting writer from now on. A thread
  /// passes its own write lock and its own busy map; its own read lock it waits for.
  bool lock_map_write(unsigned process_index);
  /// Turns the acting thread's read lock, if it has one, into the write lock.
  bool upgrade_map();
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
  /// The other threads that wait for the write lock and keep readers out meanwhile.
  std::uint32_t waiting_writers(unsigned process_index) const;
  bool write_locked(unsigned process_index);
};

}  // namespace vmwire::netbsd
