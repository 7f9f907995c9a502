// What: a page's lifecycle: in memory, or out of it.
// Source: derived.
#pragma once

#include <boost/describe/enum.hpp>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"
#include "model/toykernel/world.h"

namespace vmwire::toykernel {

BOOST_DEFINE_FIXED_ENUM_CLASS(PageEvent, unsigned, page_in, page_out)

/// The machine, asked directly. It fills the table of outcomes.
bool ask_page_machine(Page& page, PageEvent event);

/// Aborts where the phase does not allow the event.
inline void page_event(Page& page, PageEvent event) {
  using Table = machine::Outcomes<Page, PageEvent, kEnumerators<PagePhase>, 4,
                                  kEnumerators<PageEvent>>;
  static const Table outcomes(ask_page_machine);
  VMWIRE_CHECK(outcomes.apply(page, event));
}
MachineTable page_table();

}  // namespace vmwire::toykernel
