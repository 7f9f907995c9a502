// What: which options do not go together.
#include "explorer/engine.h"

namespace vmwire::explorer {

std::string complaint(const Options& options, Task task) {
  const bool breadth = options.order == Order::breadth, random = options.order == Order::random;
  if (options.keep != Keep::exact && options.order != Order::depth) {
    return "hashes or bits instead of states need a depth-first search: search depth-first, or "
           "keep the states";
  }
  if (options.keep == Keep::bitstate && options.bitstate_bytes < 8) {
    return "the table of bits is empty: give it 8 bytes at least";
  }
  if (options.workers > 1 && !breadth) {
    return "only a breadth-first search is shared among workers: ask for one worker, or search "
           "breadth-first";
  }
  if (options.check_stuck && !breadth && task == Task::check) {
    return "stuck actors are judged by a breadth-first search only: leave them out, or search "
           "breadth-first";
  }
  if (task == Task::seek && by_order(options.reduce)) {
    return "what is wanted may be true only between steps that are postponed: leave out the "
           "partial order reduction";
  }
  if (random && options.walk_steps == 0) return "walks of no steps go nowhere: allow one at least";
  const bool ends = options.limits.states != 0 || options.limits.seconds > 0;
  if (random && !ends && options.stop == nullptr) {
    return "random walks never come to an end: limit the states or the time";
  }
  return "";
}

}  // namespace vmwire::explorer
