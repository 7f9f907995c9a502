// What: a map entry's lifecycle as a Boost.MSM table.
// Source: netbsd.md sections 1.2, 2.2, 2.5, 2.7 and 2.8.
// Leaves out: the range and the layers, which the operations copy and clip. Read next: thread.cc.
#include "model/netbsd/machine/entry.h"

#include "model/core/machine/msm.h"

namespace vmwire::netbsd {
namespace {

using namespace machine;
using enum EntryEvent;

using Unused = In<EntryPhase::unused>;
using Pageable = In<EntryPhase::pageable>;
using Wired = In<EntryPhase::wired>;
using Dead = In<EntryPhase::dead>;

// Guards.
struct IsZero {
  static constexpr const char* text = "wired_count = 0";
  static bool test(const Entry& e) { return e.wired_count == 0; }
};
struct NotZero {
  static constexpr const char* text = "wired_count > 0";
  static bool test(const Entry& e) { return e.wired_count > 0; }
};
struct IsOne {
  static constexpr const char* text = "wired_count = 1";
  static bool test(const Entry& e) { return e.wired_count == 1; }
};
struct MoreThanOne {
  static constexpr const char* text = "wired_count > 1";
  static bool test(const Entry& e) { return e.wired_count > 1; }
};
struct HasRoom {  // two bits: a bound of the model, so the actions on offer must respect it
  static constexpr const char* text = "wired_count < 3";
  static bool test(const Entry& e) { return e.wired_count < 3; }
};

// Actions.
struct Up {
  static void run(Entry& e) { e.wired_count = (e.wired_count + 1u) & 3u; }
};
struct Down {
  static void run(Entry& e) { e.wired_count = (e.wired_count - 1u) & 3u; }
};
struct One {
  static void run(Entry& e) { e.wired_count = 1; }
};
struct Zero {
  static void run(Entry& e) { e.wired_count = 0; }
};

/// unwire_one is the rule of January 1999, which honours nesting; unwire_all the POSIX rule of
/// 2000. A wired entry is neither unlinked nor merged: its pages would stay wired for ever.
struct EntryLife : Lifecycle<EntryLife, Entry> {
  using initial_state = Unused;
  static constexpr EntryPhase first = EntryPhase::unused;
  struct transition_table : boost::mpl::vector<
      //  from      event           to        action   guard
      Row<Unused,   insert,         Pageable, Zero                >,
      Row<Unused,   split_pageable, Pageable, Nothing, IsZero     >,
      Row<Unused,   split_wired,    Wired,    Nothing, NotZero    >,
      Row<Pageable, wire,           Wired,    One                 >,
      Row<Pageable, unwire_all,     Pageable                      >,
      Row<Pageable, unlink,         Dead                          >,
      Row<Pageable, merge,          Unused                        >,
      Row<Wired,    wire,           Wired,    Up,      HasRoom    >,
      Row<Wired,    unwire_one,     Wired,    Down,    MoreThanOne>,
      Row<Wired,    unwire_one,     Pageable, Down,    IsOne      >,
      Row<Wired,    unwire_all,     Pageable, Zero                >,
      Row<Dead,     drop,           Unused                        >> {};
};

}  // namespace

bool ask_entry_machine(Entry& entry, EntryEvent event) {
  return ask<EntryLife>(entry, event);
}

MachineTable entry_table() {
  return table_of<EntryLife>("entry", "A map entry: pageable, wired, unlinked.",
                             "netbsd.md 1.2, 2.2, 2.5, 2.7, 2.8");
}

}  // namespace vmwire::netbsd
