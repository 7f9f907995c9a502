// What: toykernel.I2: wire_count is the wirings that have returned, and those that have counted.
// Source: derived: NetBSD's law I1 in small. No rule of this family can break it: it is here to
// bite when somebody adds one.
#include "invariants/toykernel/laws.h"

namespace vmwire::toykernel_laws {
namespace {

bool holds(const World& w, const Size& size, Culprit* culprit) {
  for (unsigned i = 0; i < size.pages; ++i) {
    unsigned in_progress = 0;
    for (unsigned k = 0; k < size.threads; ++k) {
      const Thread& t = w.thread[k];
      in_progress += t.op == family::number(op::wire) && t.page == i;
    }
    const unsigned returned = w.page[i].promised, count = w.page[i].wire_count;
    if (returned <= count && count <= returned + in_progress) continue;
    return broken(culprit, "page ", i, ": wire_count ", count, ", wirings that returned ",
                  returned, ", in progress ", in_progress);
  }
  return true;
}

}  // namespace

extern const Laws wire_count_counts_wirings;
const Laws wire_count_counts_wirings{{.id = "toykernel.I2",
                                      .order = 2,
                                      .alias = "wire_count counts the wirings",
                                      .citation = "derived:",
                                      .exception = "never; and no rule can break it",
                                      .verdict = {Area::page, Area::thread},
                                      .culprit = {},
                                      .needs = {"wire"},
                                      .holds = holds}};

}  // namespace vmwire::toykernel_laws
