// What: the growth of the store of states.
// Source: derived; see state_store.h.
#include "explorer/state_store.h"

#include "explorer/check.h"

namespace vmwire::explorer {

StateStore::StateStore(std::size_t stride, MemoryBudget& budget, StateIndex states_max)
    : stride_(stride), budget_(budget), states_max_(states_max) {
  EXPLORER_CHECK(stride > 0, "a packed state has no bytes");
  EXPLORER_CHECK(states_max <= kStatesMax, "more states than indices");
}

StateStore::~StateStore() {
  for (std::byte* chunk : chunks_) budget_.release(chunk, chunk_bytes());
}

bool StateStore::add_chunk() {
  auto* chunk = static_cast<std::byte*>(budget_.acquire(chunk_bytes()));
  if (chunk == nullptr) return false;
  chunks_.push_back(chunk);
  return true;
}

}  // namespace vmwire::explorer
