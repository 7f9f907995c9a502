// What: the operations' step functions: each executes the acting thread's next atomic step.
// Source: netbsd.md section 2; each file cites its own.
// Contract: => Step::thread is in the operation; if the generator has just begun it, its guard in
// offer.h holds.
// A step either calls Step::block (the world is thrown away), or sleeps, moves Thread::step on, or
// finishes.
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

void mmap_step(Step& s);
void munmap_step(Step& s);
void mprotect_step(Step& s);
void mlock_step(Step& s);
void munlock_step(Step& s);
void physio_step(Step& s);
void access_step(Step& s);  ///< read and write
void fork_step(Step& s);
void exit_step(Step& s);
void truncate_step(Step& s);
void extend_step(Step& s);

// The kernel's own actors; `i` is a page index.
void deactivate_step(Step& s, unsigned i);
void reactivate_step(Step& s, unsigned i);
void scan_inactive_step(Step& s, unsigned i);
void pageout_done_step(Step& s, unsigned i);
void swap_shortage_step(Step& s, unsigned i);
void forget_step(Step& s, unsigned process, unsigned va);

/// Unlinks every entry of [start, end): munmap's and exit's first step. Map write-locked.
void unlink_entries(Step& s, unsigned start, unsigned end);
bool has_dead_entries(const Step& s);
/// Drops the references of the acting thread's dead entries; false when it had to sleep.
bool detach_entries(Step& s);

}  // namespace vmwire::netbsd
