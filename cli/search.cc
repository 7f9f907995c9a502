// What: see search.h.
// Source: derived.
#include "cli/search.h"

#include "explorer/bfs.h"
#include "explorer/engine.h"
#include "explorer/model_concept.h"
#include "explorer/waits_for.h"
#include "invariants/distance.h"
#include "invariants/invariants.h"

namespace vmwire::cli {

static_assert(explorer::Model<netbsd::Model>, "the family's model is what the explorer asks for");

namespace {

/// The same model, but starting in one given world. For one worker: a copy shares the model.
class From {
 public:
  using State = netbsd::World;
  using Action = netbsd::Action;

  From(netbsd::Model& model, const State& start) : model_(model), start_(start) {}

  std::size_t pack_size() const { return model_.pack_size(); }
  void pack(const State& w, std::byte* to) const { model_.pack(w, to); }
  void unpack(const std::byte* from, State& w) const { model_.unpack(from, w); }
  template <class Visitor>
  void initial_states(Visitor&& visit) const {
    visit(start_);
  }
  template <class Sink>
  void successors(const State& w, Sink&& sink) {
    model_.successors(w, sink);
  }
  explorer::ActorMap canonicalize(State& w) const { return model_.canonicalize(w); }
  std::uint64_t broken(const State&) const { return 0; }
  bool terminal(const State& w) const { return model_.terminal(w); }
  std::uint32_t site(const State& before, const Action& a) const { return model_.site(before, a); }

 private:
  netbsd::Model& model_;
  State start_;
};

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

std::string search_complaint(const netbsd::Model& model, const Setup& setup) {
  explorer::Options options = options_of(setup);
  static const std::atomic<bool> stop = false;
  options.stop = &stop;  // what has no end can be interrupted
  return explorer::complaint(model, options,
                             setup.goal ? explorer::Task::seek : explorer::Task::check);
}

Result run_search(netbsd::Model& model, const Setup& setup, explorer::Observer* observer,
                  const std::atomic<bool>* stop) {
  explorer::Options options = options_of(setup);
  options.stop = stop;
  options.observer = observer;
  if (setup.goal) {
    const Goal& goal = *setup.goal;
    return explorer::run(model, options, [&goal](const netbsd::World& w) { return goal.holds(w); });
  }
  const netbsd::Size size = setup.config.size;
  const std::uint64_t laws = setup.laws;
  model.laws = [size, laws](const netbsd::World& w) {
    return invariants::broken_laws(w, size, laws);
  };
  model.nearness = [size](const netbsd::World& w) { return invariants::distance(w, size); };
  return explorer::run(model, options);
}

std::uint32_t stuck_from(netbsd::Model& model, const netbsd::World& world,
                         const explorer::Limits& limits) {
  From from(model, world);
  explorer::Options options;
  options.laws = 0;
  options.check_deadlock = false;
  options.all_violations = true;
  options.limits = limits;
  std::uint32_t stuck = 0;
  for (const auto& violation : explorer::explore(from, options).violations) {
    if (violation.kind != explorer::ViolationKind::stuck || violation.path.length() != 0) continue;
    for (const explorer::Wait& wait : violation.cycle) stuck |= 1u << wait.actor;
  }
  return stuck;
}

std::vector<explorer::Wait> deadlock_in(netbsd::Model& model, const netbsd::World& world) {
  explorer::WaitsFor waits;
  for (const netbsd::Wait& wait : model.waits(world)) waits.add(wait.thread, wait.holders);
  return waits.cycle();
}

}  // namespace vmwire::cli
