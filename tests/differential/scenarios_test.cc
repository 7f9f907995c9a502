// What: searches that follow a script agree with an obvious one, and with each other under every
// reduction, over drawn sizes, versions, rules, operations and scripts.
// The argument: docs/internals/reductions.md.

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "families/families.h"
#include "families/script.h"
#include "tests/differential/small.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using explorer::Reduce;
using families::Script;
using families::ScriptPhase;
using families::ScriptStep;
using family::Action;

/// A script as a list, with the definition of what may begin: written apart from Script.
struct Listed {
  struct Step {
    std::size_t phase, group;
    unsigned thread;
    std::vector<Action> any;
  };
  std::vector<Step> steps;

  Script script() const {
    std::vector<ScriptPhase> phases;
    for (std::size_t p = 0; p < 2; ++p) {
      ScriptPhase phase;
      for (std::size_t g = 0; g < kThreadsMax; ++g) {
        families::ScriptGroup group;
        for (const Step& step : steps) {
          if (step.phase == p && step.group == g) group.push_back({step.thread, step.any, 0});
        }
        if (!group.empty()) phase.push_back(group);
      }
      if (!phase.empty()) phases.push_back(phase);
    }
    return Script(std::move(phases));
  }

  bool may_begin(const World& w, std::uint64_t begun, std::size_t i) const {
    const auto is_begun = [&](std::size_t k) { return (begun >> k & 1u) != 0; };
    if (is_begun(i)) return false;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      const bool same_group = steps[k].phase == steps[i].phase && steps[k].group == steps[i].group;
      if (same_group && k < i && !is_begun(k)) return false;
      if (steps[k].phase >= steps[i].phase) continue;
      // All of an earlier phase have returned. What a thread has begun since came after that.
      bool later = false;
      for (std::size_t l = 0; l < steps.size(); ++l) {
        later |= steps[l].thread == steps[k].thread && steps[l].phase > steps[k].phase &&
                 is_begun(l);
      }
      const bool idle = w.thread[steps[k].thread].phase == ThreadPhase::idle;
      if (!is_begun(k) || (!idle && !later)) return false;
    }
    return true;
  }
};

/// One filter over all that the model offers.
class Obvious {
 public:
  using Action = family::Action;
  struct State {
    World world;
    std::uint64_t begun;
    bool operator==(const State&) const = default;
  };

  Obvious(const Config& config, Listed listed) : base_(config), listed_(std::move(listed)) {}

  std::size_t pack_size() const { return sizeof(std::uint64_t) + base_.pack_size(); }
  void pack(const State& s, std::byte* to) const {
    std::memcpy(to, &s.begun, sizeof s.begun);
    base_.pack(s.world, to + sizeof s.begun);
  }
  void unpack(const std::byte* from, State& s) const {
    std::memcpy(&s.begun, from, sizeof s.begun);
    base_.unpack(from + sizeof s.begun, s.world);
  }
  template <class Visitor>
  void initial_states(Visitor&& visit) const {
    base_.initial_states([&](const World& w) { visit(State{w, 0}); });
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    const explorer::Expansion<Lawful> all = explorer::expand(base_, s.world);
    for (const auto& [action, next] : all.steps) {
      if (action.actor >= kThreadsMax || action.begins == 0) {
        sink.transition(action, State{next, s.begun});
        continue;
      }
      for (std::size_t i = 0; i < listed_.steps.size(); ++i) {
        if (listed_.steps[i].thread != action.actor) continue;
        if (!listed_.may_begin(s.world, s.begun, i)) continue;
        for (Action one : listed_.steps[i].any) {
          one.choice = action.choice;
          if (one == action) sink.transition(action, State{next, s.begun | 1u << i});
        }
      }
    }
    for (unsigned k = 0; k < kThreadsMax; ++k) {
      if ((all.waits.blocked() >> k & 1u) != 0) sink.blocked(k, all.waits.waits_on(k));
    }
  }
  explorer::ActorMap canonicalize(State&) const { return explorer::identity_map(); }
  std::uint64_t broken(const State& s) const { return base_.broken(s.world); }
  bool terminal(const State& s) const { return base_.terminal(s.world); }
  std::uint32_t site(const State& s, const Action& a) const { return base_.site(s.world, a); }

 private:
  Lawful base_;
  Listed listed_;
};

bool is_begin(const Action& a) { return a.actor < kThreadsMax && a.begins != 0; }

/// What threads begin in a run of the free model: one that breaks something, if there is one.
std::vector<Action> begun_in_a_run(const Config& config) {
  std::vector<Action> begun;
  explorer::Options options;
  options.check_stuck = false;
  options.limits.states = kStatesMax;
  options.all_violations = true;
  const families::Answer answer = opened(config)->search(options, nullptr);
  if (!answer.violations.empty() && *rc::gen::arbitrary<bool>()) {
    const std::size_t which = *rc::gen::inRange<std::size_t>(0, answer.violations.size());
    for (const auto& step : answer.violations[which].run.steps) {
      if (is_begin(step.action)) begun.push_back(step.action);
    }
    return begun;
  }
  Lawful model(config);
  World w = model.initial()[*rc::gen::inRange<std::size_t>(0, model.initial().size())];
  for (unsigned i = 0; i < 40 && begun.size() < 6; ++i) {
    const explorer::Expansion<Lawful> all = explorer::expand(model, w);
    if (all.steps.empty()) break;
    const auto& step = all.steps[*rc::gen::inRange<std::size_t>(0, all.steps.size())];
    if (is_begin(step.action)) begun.push_back(step.action);
    w = step.state;
  }
  return begun;
}

/// The steps of such a run in one or two phases; groups as drawn, or one. What is left open is what
/// has the same range.
Listed any_listed(const Config& config) {
  const auto model = opened(config);
  const std::vector<Action> begun = begun_in_a_run(config);
  Listed listed;
  const std::size_t first_phase =
      *rc::gen::arbitrary<bool>() ? begun.size() : *rc::gen::inRange<std::size_t>(0, 7);
  const bool free_order = *rc::gen::arbitrary<bool>();
  for (std::size_t i = 0; i < begun.size(); ++i) {
    const std::size_t group = free_order ? begun[i].actor : 0u;
    Listed::Step step{i < first_phase ? 0u : 1u, group, begun[i].actor, {}};
    const bool open = *rc::gen::inRange(0, 4) == 0;
    for (const Action& a : model->beginnings()) {
      const bool meant = a.begins == 1 && a.actor == begun[i].actor && a.op == begun[i].op &&
                         a.first == begun[i].first && a.second == begun[i].second;
      if (meant && (open || a.arg == begun[i].arg)) step.any.push_back(a);
    }
    listed.steps.push_back(step);
  }
  return listed;
}

families::AnyConfig with_script(const Config& config, const Listed& listed) {
  return {family::any_of(config.personality), family::numbers_of(config.size), config.ops,
          listed.script()};
}

explorer::Options thorough(Reduce reduce) {
  explorer::Options options;
  options.reduce = reduce;
  options.all_violations = true;
  options.check_stuck = false;
  options.limits.states = 4 * kStatesMax;
  return options;
}

RC_GTEST_PROP(Scenarios, the_search_agrees_with_the_obvious_one, ()) {
  const Config config = *any_small_config();
  const Listed listed = any_listed(config);
  RC_PRE(!listed.steps.empty());
  const auto model = families::find("netbsd")->open(with_script(config, listed));
  const families::Answer answer = model->search(thorough(Reduce::none), nullptr);
  RC_CLASSIFY(answer.exhaustive, "small enough");
  if (!answer.exhaustive) return;
  Obvious obvious(config, listed);
  const explorer::Reachable referee = reachable(obvious, Reduce::none);
  RC_ASSERT(answer.states == referee.states);
  RC_ASSERT(answer.transitions == referee.transitions);
  RC_ASSERT(depths(answer) == depths(referee));
  RC_CLASSIFY(answer.begun.count() == listed.steps.size(), "every step can begin");
  RC_CLASSIFY(answer.verdict == explorer::Verdict::violated, "something breaks");
}

std::set<std::string> what_breaks(const families::Answer& answer) {
  const auto& laws = netbsd_laws::laws().laws();
  std::set<std::string> names;
  for (const families::Finding& v : answer.violations) {
    names.insert(v.kind == explorer::ViolationKind::law ? laws[v.law].id : explorer::name(v.kind));
  }
  return names;
}

RC_GTEST_PROP(Scenarios, every_reduction_and_order_finds_the_same, ()) {
  const Config config = *any_small_config();
  const Listed listed = any_listed(config);
  RC_PRE(!listed.steps.empty());
  const auto model = families::find("netbsd")->open(with_script(config, listed));
  const families::Answer plain = model->search(thorough(Reduce::none), nullptr);
  if (!plain.exhaustive) return;
  for (const Reduce reduce : {Reduce::symmetry, Reduce::por, Reduce::all}) {
    for (const explorer::Order order : {explorer::Order::breadth, explorer::Order::depth}) {
      explorer::Options options = thorough(reduce);
      options.order = order;
      if (order == explorer::Order::breadth) options.workers = 2;
      const families::Answer answer = model->search(options, nullptr);
      RC_ASSERT(answer.exhaustive);
      RC_ASSERT(what_breaks(answer) == what_breaks(plain));
      RC_ASSERT(answer.begun == plain.begun);
      if (reduce == Reduce::symmetry && order == explorer::Order::breadth) {
        RC_ASSERT(depths(answer) == depths(plain));
      }
      for (const families::Finding& v : answer.violations) {
        families::AnyWorld w = v.run.initial;
        families::Progress progress;
        for (const auto& step : v.run.steps) {
          families::AnyWorld after;
          family::Taken taken;
          RC_ASSERT(model->take(w, step.action, after, taken));
          RC_ASSERT(after == step.world);
          RC_ASSERT(model->follow(progress, step.action, after));
          w = after;
        }
      }
    }
  }
  RC_CLASSIFY(plain.verdict == explorer::Verdict::violated, "something breaks");
}

/// How many findings of each kind there are.
std::map<std::string, unsigned> told(const families::Answer& answer) {
  std::map<std::string, unsigned> count;
  for (const families::Finding& v : answer.violations) ++count[explorer::name(v.kind)];
  return count;
}

RC_GTEST_PROP(Scenarios, names_do_not_decide_who_is_stuck, ()) {
  Config config = *any_small_config();
  config.size.pages = 1;  // who needs a second one waits for it
  const Listed listed = any_listed(config);
  RC_PRE(!listed.steps.empty());
  const auto model = families::find("netbsd")->open(with_script(config, listed));
  explorer::Options options = thorough(Reduce::none);
  options.check_stuck = true;
  const families::Answer plain = model->search(options, nullptr);
  if (!plain.exhaustive) return;
  options.reduce = Reduce::symmetry;
  options.workers = 2;
  const families::Answer reduced = model->search(options, nullptr);
  RC_ASSERT(plain.stuck_checked && reduced.stuck_checked);
  RC_ASSERT(told(plain) == told(reduced));
  for (const families::Finding& v : plain.violations) {
    RC_ASSERT((v.kind == explorer::ViolationKind::stuck) ==
              (v.beyond != families::Beyond::unasked));
    if (v.beyond == families::Beyond::woken) RC_TAG("woken beyond it");
    if (v.beyond == families::Beyond::stuck) RC_TAG("stuck for ever");
  }
}

/// A counterexample tells its own scenario, and that breaks the same law: in its order, and in any.
RC_GTEST_PROP(Scenarios, a_counterexample_is_found_again_by_what_it_begins, ()) {
  const Config config = *any_small_config();
  explorer::Options options = thorough(Reduce::symmetry);
  options.limits.states = kStatesMax;
  const families::Answer free = opened(config)->search(options, nullptr);
  if (free.violations.empty()) return;
  for (const families::Finding& v : free.violations) {
    for (const bool free_order : {false, true}) {
      Listed listed;
      for (const auto& step : v.run.steps) {
        Action a = step.action;
        if (!is_begin(a)) continue;
        a.choice = 0;
        listed.steps.push_back({0, free_order ? a.actor : 0u, a.actor, {a}});
      }
      if (listed.steps.empty()) continue;
      const auto model = families::find("netbsd")->open(with_script(config, listed));
      for (const Reduce reduce : {Reduce::none, Reduce::symmetry, Reduce::por, Reduce::all}) {
        const families::Answer again = model->search(thorough(reduce), nullptr);
        RC_PRE(again.exhaustive);
        const auto same = [&](const families::Finding& u) {
          return u.kind == v.kind && u.law == v.law;
        };
        RC_ASSERT(std::any_of(again.violations.begin(), again.violations.end(), same));
      }
    }
  }
  RC_CLASSIFY(true, "something breaks");
}

}  // namespace
}  // namespace vmwire::netbsd