// What: see search.h.
#include "cli/search.h"

#include "explorer/options.h"

namespace vmwire::cli {

namespace {

explorer::Options options_of(const Setup& setup) {
  explorer::Options options;
  options.reduce = setup.reduce;
  options.workers = setup.workers;
  options.order = setup.order;
  options.keep = setup.keep;
  options.bitstate_bytes = setup.bitstate_bytes;
  options.seed = setup.seed;
  options.walk_steps = setup.walk_steps;
  options.all_violations = setup.all_violations;
  options.expand_violating = setup.past_violations;
  options.check_deadlock = setup.deadlock;
  // Who asks for nothing else is refused; others are told that it was not judged.
  options.check_stuck = setup.stuck && setup.order == explorer::Order::breadth;
  options.laws = setup.laws;
  options.limits = setup.limits;
  return options;
}

}  // namespace

std::string search_complaint(const families::AnyModel& model, const Setup& setup) {
  explorer::Options options = options_of(setup);
  static const std::atomic<bool> stop = false;
  options.stop = &stop;  // what has no end can be interrupted
  return model.complaint(options, setup.goal ? explorer::Task::seek : explorer::Task::check);
}

families::Answer run_search(families::AnyModel& model, const Setup& setup,
                            explorer::Observer* observer, const std::atomic<bool>* stop) {
  explorer::Options options = options_of(setup);
  options.stop = stop;
  options.observer = observer;
  if (!setup.goal) return model.search(options, nullptr);
  const families::Predicate goal = [&setup](family::WorldView w) { return setup.goal->holds(w); };
  return model.search(options, &goal);
}

}  // namespace vmwire::cli
