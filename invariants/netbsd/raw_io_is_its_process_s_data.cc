// What: netbsd.I36: raw I/O carries the data of the process that asked, to and from nobody else.
// Source: netbsd.md sections 2.11 and 4; physio's contract [GK].
// Near-misses: data that was the process's own at some moment of the call may go out; a process
// that unmaps its buffer during the transfer need not see what comes in.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

bool holds(const World& w, const Size&, Culprit* culprit) {
  const Event& event = w.event;
  if (!event.dma_unseen && !event.dma_shared && !event.dma_foreign) return true;
  const char* what = event.dma_foreign ? "a device wrote out what is not its process's data"
                     : event.dma_shared ? "what a device read in reached somebody else's memory"
                                        : "what a device read in is not where its process sees it";
  const PageId here = event.process < kProcessesMax && event.va < kVaMax
                          ? location_page(w, event.process, event.va)
                          : PageId::none;
  return broken(culprit, what, event_place(w), ": frame of ", page_name(event_page(w)),
                ", the memory is on ", page_name(here));
}

}  // namespace

using enum Area;
extern const Laws raw_io_is_its_process_s_data;
const Laws raw_io_is_its_process_s_data{{
    .id = "netbsd.I36",
    .order = 36,
    .alias = "raw I/O carries its process's data",
    .citation = "[PH22] [VB]",
    .exception = "a process that writes or unmaps the buffer during the transfer",
    .verdict = {event},
    .culprit = kLocation,
    .needs = {"physio"},
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
