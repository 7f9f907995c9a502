// What: all laws of the NetBSD family as one table.
// Source: netbsd.md section 4, and promises that a user would state; each law's file cites its own.
// To add a law: its file, and its test. Bazel finds the file; nothing else lists it.
#pragma once

#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {

using LawTable = invariants::LawTable<Nouns>;

/// In the order of netbsd.md section 4, then promises, then panics.
const LawTable& laws();

}  // namespace vmwire::netbsd_laws
