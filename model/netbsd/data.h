// What: ghost: what a read or write of memory means for the versions of data.
// Source: derived: netbsd.md speaks of lost and leaked data; versions stand for contents.
// No step of an operation depends on what is recorded here.
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// A CPU reads or writes (process, va) through its PTE, which allows it.
void cpu_access(Step& s, unsigned process, unsigned va, bool write);
/// The acting thread's raw I/O: a device reads or writes the frame that vmapbuf mapped for `va`.
void device_access(Step& s, unsigned va, bool writes);
/// The process has unmapped (process, va), whose entry is still there: what that means for accesses
/// and raw I/Os of its threads that are under way.
void buffer_unmapped(Step& s, unsigned process, unsigned va);

}  // namespace vmwire::netbsd
