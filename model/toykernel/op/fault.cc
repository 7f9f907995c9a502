// What: a user touches a page that is not there: a fault brings it in.
// Source: derived. Leaves out: the touch of a page that is there, which changes nothing.
#include "model/toykernel/kernel.h"
#include "model/toykernel/machine/page.h"

namespace vmwire::toykernel {
namespace {

const Mark brought_in{"fault_page_in", "fault", "page brought in", "derived:"};

bool offered(const Offer& o) { return o.w.page[o.first].phase() == PagePhase::out; }

void step(Step& s) {
  if (s.page().promised > 0) {  // ghost: wired memory must not fault
    s.w.event.wired_fault = 1;
    s.w.event.page = s.t().page;
  }
  page_event(s.page(), PageEvent::page_in);
  s.mark(brought_in);
  s.finish();
}

}  // namespace

const Op fault_op{"fault", family::kAnyThread, "derived:", "Touches a page that is not there.", {},
                  &kOnePage, offered, step, {{0, "fault"}}, {&brought_in}};

}  // namespace vmwire::toykernel
