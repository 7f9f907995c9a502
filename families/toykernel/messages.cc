// What: the messages of the toy kernel. It prints nothing, so they are symptoms.
#include "families/toykernel/messages.h"

namespace vmwire::families {

std::vector<Message> toykernel_messages() {
  return {
      {"symptom", "a wired page is not in memory", "toykernel-1", {"wire", "pageout"},
       "toykernel.I1", "check toykernel-1 --invariant toykernel.I1",
       "Between bringing the page in and counting it, wire let the daemon take it out again.",
       "derived:"},
      {"symptom", "wired memory faults", "toykernel-1", {"fault"}, "wire-promise",
       "check toykernel-1 --invariant wire-promise",
       "Whoever was promised that the page stays has to wait for it.", "derived:"},
      {"symptom", "a wire count and its wirings differ", "none", {"wire", "unwire"}, "toykernel.I2",
       "check toykernel-1 --invariant toykernel.I2",
       "A wiring was counted twice, or not at all.", "derived:",
       "each wiring is counted once, early or late, and no rule changes that"},
  };
}

}  // namespace vmwire::families
