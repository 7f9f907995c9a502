// What: what operations share with each other: munmap's two halves serve exit as well, and
// munlock's routine a failed mlock.
// Source: netbsd.md sections 2.2, 2.5, 2.7, 2.14.
// The contract of every step function: => Step::thread is in the operation; if the generator has
// just begun it, its guard holds. A step either blocks (the world is thrown away), or sleeps, moves
// Thread::step on, or finishes.
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// UNWIRE: unwires [start, end), or does nothing but clip where it finds a hole or an entry that is
/// not wired. Map write-locked.
void unwire_range(Step& s, unsigned start, unsigned end);
/// Unlinks every entry of [start, end): munmap's and exit's first step. Map write-locked.
void unlink_entries(Step& s, unsigned start, unsigned end);
bool has_dead_entries(const Step& s);
/// Drops the references of the acting thread's dead entries; false when it had to sleep.
bool detach_entries(Step& s);

/// An anon's page is BUSY: detach_entries and fork's abort sleep on it.
extern const Mark detach_busy;

}  // namespace vmwire::netbsd
