// What: every search of every toy model.
#include "tests/explorer/toy_searches.h"

namespace vmwire::explorer {

VMWIRE_TOY_SEARCHES(, Counter);
VMWIRE_TOY_SEARCHES(, Grid);
VMWIRE_TOY_SEARCHES(, Hypercube);
VMWIRE_TOY_SEARCHES(, Listed);
VMWIRE_TOY_SEARCHES(, LostWakeup);
VMWIRE_TOY_SEARCHES(, RandomProtocol);
VMWIRE_TOY_SEARCHES(, SymmetricClients);
VMWIRE_TOY_SEARCHES(, TwoLocks);

}  // namespace vmwire::explorer
