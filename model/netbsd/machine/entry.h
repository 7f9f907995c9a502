// What: a map entry's lifecycle: pageable, wired, dead.
// Source: netbsd.md sections 1.2, 2.1, 2.2, 2.5, 2.7, 2.8.
// The machine itself is in entry.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/entry.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(EntryEvent, unsigned,
  insert,        ///< uvm_map or fork: a new entry, wired_count 0
  split_pageable,///< clip: the new half of a pageable entry
  split_wired,   ///< clip: the new half of a wired entry; wired_count was copied with the fields
  wire,          ///< wired_count++
  unwire_one,    ///< wired_count--
  unwire_all,    ///< wired_count := 0 (POSIX munlock, munmap, exit); nothing when it is 0 already
  unlink,        ///< munmap: off the map, onto the caller's private list; must not be wired
  merge,         ///< swallowed by its neighbour; must not be wired
  drop           ///< its references are dropped
)
inline constexpr unsigned kEntryEvents = kEnumerators<EntryEvent>;

/// The machine, asked directly. It fills the table of outcomes, and is its referee in the tests.
bool ask_entry_machine(Entry& entry, EntryEvent event);

/// Processes one event. False where the phase does not allow it. Changes phase, wired_count only.
inline bool try_entry_event(Entry& entry, EntryEvent event) {
  using Table = machine::Outcomes<Entry, EntryEvent, kEntryPhases, 4, kEntryEvents>;
  static const Table outcomes(ask_entry_machine);
  return outcomes.apply(entry, event);
}
/// The same, but aborts where the phase does not allow the event.
inline void entry_event(Entry& entry, EntryEvent event) {
  VMWIRE_CHECK(try_entry_event(entry, event));
}
MachineTable entry_table();

}  // namespace vmwire::netbsd
