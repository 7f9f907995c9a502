// What: netbsd.I4: uvmexp.wired is the number of pages with wire_count > 0.
// Source: netbsd.md sections 1.6 and 4; page_wire, page_unwire and page_free keep it.
// Near-miss: pages, not wirings: a page wired twice, by two processes or two calls, counts once.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  unsigned wired = 0;
  for (unsigned i = 0; i < size.pages; ++i) wired += w.page[i].wire_count != 0;
  if (w.system.wired == wired) return true;
  std::string which;
  for (unsigned i = 0; i < size.pages; ++i) {
    if (w.page[i].wire_count == 0) continue;
    which += (which.empty() ? ": " : ", ") + page_name(i);
  }
  return broken(culprit, "uvmexp.wired ", w.system.wired, ", pages with wire_count > 0: ", wired,
                which);
}

}  // namespace

using enum Area;
extern const Laws wired_total_counts_pages;
const Laws wired_total_counts_pages{{
    .id = "netbsd.I4",
    .order = 4,
    .alias = "uvmexp.wired counts the wired pages",
    .citation = "[P98] [P20]",
    .exception = "never",
    .verdict = {page_wire_count, wired_total},
    .culprit = {},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
