// What: no-data-lost: a read returns the latest write to its memory; a write goes nowhere else.
// Source: derived: what memory is for; the results of netbsd.md section 5 ("data lost").
// Near-misses: a stale copy on swap or on disk is harmless while a dirty page is ahead of it; data
// behind an I/O error that lasts is gone with EIO, which is an answer and not a wrong read.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  const Event& event = w.event;
  if (!event.read_stale && !event.read_foreign && !event.write_astray && !event.write_shared) {
    return true;
  }
  const char* what = event.read_stale     ? "a read returned an older write"
                     : event.read_foreign ? "a read returned another owner's data"
                     : event.write_astray ? "a write went to a page that does not hold that memory"
                                          : "a write to private memory reached another owner";
  const PageId id = event_page(w);
  const PageId here = event.process < kProcessesMax && event.va < kVaMax
                          ? location_page(w, event.process, event.va)
                          : PageId::none;
  if (id == PageId::none) {
    return broken(culprit, what, event_place(w), ", which is on ", page_name(here));
  }
  return broken(culprit, page_name(id), ": ", what, event_place(w), ", which is on ",
                page_name(here), "; the page holds ", name(w.at(id).data), " data, wire_count ",
                w.at(id).wire_count);
}

}  // namespace

using enum Area;
extern const Laws data_is_what_was_written;
const Laws data_is_what_was_written{{
    .id = "no-data-lost",
    .order = 104,
    .alias = "a read returns what was written",
    .citation = "derived: memory returns the latest write to it, and nobody else's",
    .exception = "EIO after a lasting I/O error",
    .verdict = {event},
    .culprit = kLocation | AreaSet{page_data, page_wire_count},
    .needs = {"mmap"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
