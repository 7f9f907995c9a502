// What: the daemon takes a page out of memory that nobody has wired.
// Source: derived.
#include "model/toykernel/kernel.h"
#include "model/toykernel/machine/page.h"

namespace vmwire::toykernel {
namespace {

const Mark taken{"pageout_taken", "pageout", "page taken out", "derived:"};

bool offered(const Offer& o) {
  const Page& page = o.w.page[o.first];
  return page.phase() == PagePhase::in && page.wire_count == 0;
}

void step(Step& s) {
  page_event(s.page(), PageEvent::page_out);
  s.mark(taken);
}

}  // namespace

const Op pageout_op{"pageout", ToyKernel::kDaemon, "derived:", "Takes a page out of memory.", {},
                    &kOnePage, offered, step, {{0, "all"}}, {&taken}};

}  // namespace vmwire::toykernel
