// What: panic.wire-count-overflow: wire_count never overflows.
// Source: netbsd.md sections 2 and 5; [P20]: the count does not wrap to 0.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

/// The page that the event names, or else the first one whose count can go no further.
std::string full_page(const World& w, const Size& size) {
  PageId id = event_page(w);
  for (unsigned i = 0; id == PageId::none && i < size.pages; ++i) {
    if (w.page[i].wire_count == kWireCountWrap - 1) id = id_of<PageId>(i);
  }
  return at_page(w, size, id);
}

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::wire_count_overflow ||
         broken(culprit, "panic: wire_count overflow: ", full_page(w, size));
}

}  // namespace

using enum Area;
extern const Laws panic_wire_count_overflow;
const Laws panic_wire_count_overflow{{
    .id = "panic.wire-count-overflow",
    .order = 209,
    .alias = "wire_count never overflows",
    .citation = "[P20]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPage,
    .needs = {"mmap"},
    .unreachable = "a size in which a page could be wired that often is refused",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
