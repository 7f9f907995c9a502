// What: the page's lifecycle: which queue it is on, and how wiring moves it.
// Source: netbsd.md section 2.0 (page_wire, page_unwire, page_activate, page_free).
// The machine itself is in page.cc; this header is plain C++.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/netbsd/nouns/page.h"

namespace vmwire::netbsd {

BOOST_DEFINE_FIXED_ENUM_CLASS(PageEvent, unsigned,
  allocate,      ///< off FREE, to an owner
  activate,      ///< page_activate: to ACTIVE; a wired page stays where it is
  deactivate,    ///< page_deactivate: to INACTIVE
  dequeue,       ///< off its queue for a pageout
  wire,          ///< page_wire: a rising edge (wire_count 0 -> 1) takes the page off its queue
  wire_in_place, ///< page_wire that forgets to dequeue (netbsd-wire-keeps-queue)
  unwire,        ///< page_unwire: a falling edge puts the page on ACTIVE; at 0 the count wraps
  free           ///< page_free: to FREE; wire_count is forced to 0
)
inline constexpr unsigned kPageEvents = kEnumerators<PageEvent>;

/// The machine, asked directly. It fills the table of outcomes, and is its referee in the tests.
bool ask_page_machine(Page& page, PageEvent event);

/// Processes one event. False where the phase does not allow it. Changes phase and wire_count only.
inline bool try_page_event(Page& page, PageEvent event) {
  using Table = machine::Outcomes<Page, PageEvent, kPagePhases, kWireCountWrap, kPageEvents>;
  static const Table outcomes(ask_page_machine);
  return outcomes.apply(page, event);
}
/// The same, but aborts where the phase does not allow the event.
inline void page_event(Page& page, PageEvent event) {
  VMWIRE_CHECK(try_page_event(page, event));
}
MachineTable page_table();

}  // namespace vmwire::netbsd
