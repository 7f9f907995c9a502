// What: ghost: what a read or write of memory means for the versions of data.
// Source: derived: netbsd.md speaks of lost and leaked data; versions stand for contents.
// No step of an operation depends on what is recorded here.
#pragma once

#include "model/netbsd/step.h"

namespace vmwire::netbsd {

/// A CPU reads or writes (process, va) through its PTE, which allows it.
void cpu_access(Step& s, unsigned process, unsigned va, bool write);
/// A device reads or writes the page that vslock wired for (process, va).
void device_access(Step& s, unsigned process, unsigned va, PageId claim, bool write);

}  // namespace vmwire::netbsd
