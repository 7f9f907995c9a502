// What: the searches of the toy models, compiled once (toy_searches.cc) for the tests of this
// folder.
// A test that searches a toy and forgets this header is right, but compiles an engine of its own.
#pragma once

#include "explorer/engine.h"
#include "explorer/toy/counter.h"
#include "explorer/toy/grid.h"
#include "explorer/toy/hypercube.h"
#include "explorer/toy/listed.h"
#include "explorer/toy/lost_wakeup.h"
#include "explorer/toy/random_protocol.h"
#include "explorer/toy/symmetric_clients.h"
#include "explorer/toy/two_locks.h"

namespace vmwire::explorer {

#define VMWIRE_TOY_SEARCHES(where, Toy)                                    \
  where template Result<toy::Toy> explore(toy::Toy&, const Options&);      \
  where template Result<toy::Toy> reach(toy::Toy&, Goal<toy::Toy>, const Options&); \
  where template Result<toy::Toy> run(toy::Toy&, const Options&, Goal<toy::Toy>)

VMWIRE_TOY_SEARCHES(extern, Counter);
VMWIRE_TOY_SEARCHES(extern, Grid);
VMWIRE_TOY_SEARCHES(extern, Hypercube);
VMWIRE_TOY_SEARCHES(extern, Listed);
VMWIRE_TOY_SEARCHES(extern, LostWakeup);
VMWIRE_TOY_SEARCHES(extern, RandomProtocol);
VMWIRE_TOY_SEARCHES(extern, SymmetricClients);
VMWIRE_TOY_SEARCHES(extern, TwoLocks);

}  // namespace vmwire::explorer
