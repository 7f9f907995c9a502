// What: the page's lifecycle: which queue it is on, and how wiring moves it.
// Source: netbsd.md section 2.0 (page_wire, page_unwire, page_activate, page_free).
// The machine itself is in page.cc; this header is plain C++.
#pragma once

#include "model/core/machine/table.h"
#include "model/core/page.h"

namespace vmwire {

enum class PageEvent : unsigned {
  allocate,      ///< off FREE, to an owner
  activate,      ///< page_activate: to ACTIVE; a wired page stays where it is
  deactivate,    ///< page_deactivate: to INACTIVE
  dequeue,       ///< off its queue for a pageout
  wire,          ///< page_wire: a rising edge (wire_count 0 -> 1) takes the page off its queue
  wire_in_place, ///< page_wire that forgets to dequeue (netbsd-wire-keeps-queue)
  unwire,        ///< page_unwire: a falling edge puts the page on ACTIVE; at 0 the count wraps
  free,          ///< page_free: to FREE; wire_count is forced to 0
};
inline constexpr unsigned kPageEvents = 8;

/// Processes one event. Aborts when the phase does not allow it. Changes phase and wire_count only.
void page_event(Page& page, PageEvent event);
/// The same, but answers false and changes nothing where the phase does not allow the event.
bool try_page_event(Page& page, PageEvent event);
MachineTable page_table();

}  // namespace vmwire
