// What: the page's lifecycle as two Boost.MSM tables over one phase: queueing and wiring.
// Source: netbsd.md sections 1.6 and 2.0; the wrap of wire_count: uvm_page.c of 2007 and 2012.
// Leaves out: BUSY, owner and CLEAN, which the operations set themselves. Read next: pte.cc.
#include "model/netbsd/machine/page.h"

#include "model/core/machine/msm.h"

namespace vmwire::netbsd {
namespace {

using namespace machine;
using enum PageEvent;

using Free = In<PagePhase::free>;
using Unqueued = In<PagePhase::unqueued>;
using Active = In<PagePhase::active>;
using Inactive = In<PagePhase::inactive>;
using Wired = In<PagePhase::wired>;

// Guards.
struct IsZero {
  static constexpr const char* text = "wire_count = 0";
  static bool test(const Page& p) { return p.wire_count == 0; }
};
struct NotZero {
  static constexpr const char* text = "wire_count != 0";
  static bool test(const Page& p) { return p.wire_count != 0; }
};
struct IsOne {
  static constexpr const char* text = "wire_count = 1";
  static bool test(const Page& p) { return p.wire_count == 1; }
};
struct NotOne {  // the underflow at 0 included
  static constexpr const char* text = "wire_count != 1";
  static bool test(const Page& p) { return p.wire_count != 1; }
};
struct MoreThanOne {
  static constexpr const char* text = "wire_count > 1";
  static bool test(const Page& p) { return p.wire_count > 1; }
};
struct HasRoom {  // a page in WIRED that wrapped to 0 would be wired by nobody: our bound, not UVM
  static constexpr const char* text = "wire_count < 7";
  static bool test(const Page& p) { return p.wire_count < kWireCountWrap - 1; }
};

// Actions. The count is kept modulo kWireCountWrap because no kernel before the assertion (after
// 2012) looked at it: an underflow is how a lost wiring showed, and the model must let it happen.
struct Up {
  static void run(Page& p) { p.wire_count = (p.wire_count + 1u) % kWireCountWrap; }
};
struct Down {
  static void run(Page& p) { p.wire_count = (p.wire_count - 1u) % kWireCountWrap; }
};
struct Zero {
  static void run(Page& p) { p.wire_count = 0; }
};

/// Which queue. page_free forces the count to 0 and so repairs it; page_activate leaves a wired
/// page alone, and page_deactivate trusts its caller to have looked at wire_count.
struct Queueing : Lifecycle<Queueing, Page> {
  using initial_state = Free;
  static constexpr PagePhase first = PagePhase::free;
  struct transition_table : boost::mpl::vector<
      //  from      event       to        action
      Row<Free,     allocate,   Unqueued       >,
      Row<Unqueued, activate,   Active         >,
      Row<Unqueued, free,       Free,     Zero >,
      Row<Active,   activate,   Active         >,
      Row<Active,   deactivate, Inactive       >,
      Row<Active,   dequeue,    Unqueued       >,
      Row<Active,   free,       Free,     Zero >,
      Row<Inactive, activate,   Active         >,
      Row<Inactive, deactivate, Inactive       >,
      Row<Inactive, dequeue,    Unqueued       >,
      Row<Inactive, free,       Free,     Zero >,
      Row<Wired,    activate,   Wired          >,
      Row<Wired,    free,       Free,     Zero >> {};
};

/// How often. Only the edges move a page: 0 -> 1 takes it off its queue, 1 -> 0 puts it on ACTIVE.
/// A queued page with a count is the trace of a wrap, or of wire_in_place.
struct Wiring : Lifecycle<Wiring, Page> {
  using initial_state = Unqueued;
  static constexpr PagePhase first = PagePhase::unqueued;  // a page on FREE is never wired
  struct transition_table : boost::mpl::vector<
      //  from      event          to        action guard
      Row<Unqueued, wire,          Wired,    Up,    IsZero     >,
      Row<Unqueued, wire,          Unqueued, Up,    NotZero    >,
      Row<Unqueued, wire_in_place, Unqueued, Up                >,
      Row<Unqueued, unwire,        Active,   Down,  IsOne      >,
      Row<Unqueued, unwire,        Unqueued, Down,  NotOne     >,
      Row<Active,   wire,          Wired,    Up,    IsZero     >,
      Row<Active,   wire,          Active,   Up,    NotZero    >,
      Row<Active,   wire_in_place, Active,   Up                >,
      Row<Active,   unwire,        Active,   Down              >,
      Row<Inactive, wire,          Wired,    Up,    IsZero     >,
      Row<Inactive, wire,          Inactive, Up,    NotZero    >,
      Row<Inactive, wire_in_place, Inactive, Up                >,
      Row<Inactive, unwire,        Active,   Down,  IsOne      >,
      Row<Inactive, unwire,        Inactive, Down,  NotOne     >,
      Row<Wired,    wire,          Wired,    Up,    HasRoom    >,
      Row<Wired,    wire_in_place, Wired,    Up,    HasRoom    >,
      Row<Wired,    unwire,        Active,   Down,  IsOne      >,
      Row<Wired,    unwire,        Wired,    Down,  MoreThanOne>> {};
};

}  // namespace

bool ask_page_machine(Page& page, PageEvent event) {
  return ask<Queueing, Wiring>(page, event);
}

MachineTable page_table() {
  return table_of<Queueing, Wiring>("page", "A page's queue, and how wiring moves it.",
                                    "netbsd.md 2.0");
}

}  // namespace vmwire::netbsd
