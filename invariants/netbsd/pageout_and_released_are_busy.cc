// What: netbsd.I21: PAGEOUT and RELEASED are set only on a BUSY page.
// Source: netbsd.md sections 1.6 and 4; the assertion of uvm_pagelookup [P20].
// Near-miss: a RELEASED page may have lost its owner; it stays BUSY until the I/O is done.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    const Page& page = w.page[i];
    if (page.busy || (!page.pageout && !page.released)) continue;
    return broken(culprit, page_name(i), ": PAGEOUT ", page.pageout, ", RELEASED ", page.released,
                  ", BUSY 0");
  }
  return true;
}

}  // namespace

using enum Area;
extern const Laws pageout_and_released_are_busy;
const Laws pageout_and_released_are_busy{{
    .id = "netbsd.I21",
    .order = 21,
    .alias = "PAGEOUT and RELEASED are set on BUSY pages only",
    .citation = "[P20]",
    .exception = "never",
    .verdict = {page_busy},
    .culprit = {},
    .needs = {"mmap"},
    .unreachable = "RELEASED is never set, and PAGEOUT is set and cleared together with BUSY",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
