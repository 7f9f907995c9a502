// What: wire: counts one more wiring of a page, and brings it in.
// Source: derived. The order of the two is what toykernel-1 gets wrong.
#include "model/toykernel/kernel.h"
#include "model/toykernel/machine/page.h"

namespace vmwire::toykernel {
namespace {

const Mark counted{"wire_counted", "wire", "counted", "derived:"};
const Mark brought_in{"wire_brought_in", "wire", "page brought in", "derived:"};

bool offered(const Offer& o) { return o.w.page[o.first].wire_count < kWireCountMax; }

void count(Step& s) {
  if (s.page().wire_count == kWireCountMax) return s.refuse();  // a cap of the model, not a rule
  ++s.page().wire_count;
  s.mark(counted);
}

void bring_in(Step& s) {
  if (s.page().phase() == PagePhase::out) page_event(s.page(), PageEvent::page_in);
  s.mark(brought_in);
}

void step(Step& s) {
  const bool first = s.t().step == 0;
  const bool counts = first == (s.p.wire_order == WireOrder::counts_first);
  counts ? count(s) : bring_in(s);
  if (s.blocked()) return;
  s.t().step = 1;
  if (first) return;
  ++s.page().promised;
  s.finish();
}

}  // namespace

const Op wire_op{"wire", family::kAnyThread, "derived:", "Wires a page.", {}, &kOnePage, offered,
                 step, {{0, "first half"}, {1, "second half"}}, {&counted, &brought_in}};

}  // namespace vmwire::toykernel
