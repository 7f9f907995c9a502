// What: unwire: takes one wiring back.
// Source: derived.
#include "model/toykernel/kernel.h"

namespace vmwire::toykernel {
namespace {

const Mark done{"unwire_done", "unwire", "one wiring less", "derived:"};

/// Nobody unwires what was not wired.
bool offered(const Offer& o) { return o.w.page[o.first].promised > 0; }

void step(Step& s) {
  --s.page().wire_count;
  --s.page().promised;
  s.mark(done);
  s.finish();
}

}  // namespace

const Op unwire_op{"unwire", family::kAnyThread, "derived:", "Takes one wiring back.", {},
                   &kOnePage, offered, step, {{0, "all"}}, {&done}};

}  // namespace vmwire::toykernel
