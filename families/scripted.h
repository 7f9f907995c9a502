// What: a family's model in which threads begin what a script says, in its order, and nothing else.
// Source: derived: LTSmin's way: what wraps a model is a model. How far the script is belongs to
// the state; the argument for each reduction: docs/internals/reductions.md.
// For the one file of a family that searches scripts (scripted_search.h).
//
// A begin is never silent here, even if it changes nothing but the thread's record: it changes what
// may be begun next. All other steps look at no script, and those that are silent keep threads idle
// or busy as they were; so the order of a begin and a silent step does not matter to the script.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "explorer/model_concept.h"
#include "families/judged.h"
#include "families/script.h"
#include "model/family/late.h"

namespace vmwire::families {

template <class C>
class Scripted {
 public:
  using Base = Judged<C>;
  using F = typename C::F;
  using World = typename F::World;
  using Action = family::Action;
  struct State {
    World world;
    Progress progress;
    bool operator==(const State&) const = default;
  };

  Scripted(family::Config<F> config, const Script& script, std::uint64_t laws, bool seeks)
      : base_(narrowed(std::move(config), script), laws, seeks), script_(script) {}

  const Base& base() const { return base_; }
  const Begun& begun() const { return begun_; }

  // --- states: the progress stands before the world ------------------------------------------
  std::size_t pack_size() const { return progress_bytes() + base_.pack_size(); }
  /// Who does what changes together with what is begun.
  std::vector<std::size_t> parts() const {
    std::vector<std::size_t> parts = base_.parts();
    if (!parts.empty()) parts.front() += progress_bytes();
    return parts;
  }
  void pack(const State& s, std::byte* to) const {
    *to++ = std::byte{s.progress.phase};
    for (unsigned g = 0; g < script_.groups_max(); ++g) *to++ = std::byte{s.progress.at[g]};
    base_.pack(s.world, to);
  }
  void unpack(const std::byte* from, State& s) const {
    s.progress = {static_cast<std::uint8_t>(*from++), {}};
    for (unsigned g = 0; g < script_.groups_max(); ++g) {
      s.progress.at[g] = static_cast<std::uint8_t>(*from++);
    }
    base_.unpack(from, s.world);
  }
  template <class Visitor>
  void initial_states(Visitor&& visit) const {
    base_.initial_states([&](const World& w) { visit(State{w, {}}); });
  }
  /// The script calls threads and processes by name, so those keep theirs; other things do not.
  explorer::ActorMap canonicalize(State& s) const {
    C::rename_things(s.world, base_.shape());
    return explorer::identity_map();
  }
  std::uint64_t broken(const State& s) const { return base_.broken(s.world); }
  bool terminal(const State& s) const { return base_.terminal(s.world); }
  std::uint32_t site(const State& before, const Action& a) const {
    return base_.site(before.world, a);
  }
  unsigned distance(const State& s) const { return base_.distance(s.world); }

  // --- steps --------------------------------------------------------------------------------
  /// Whether the script has the action there, and how far it is then.
  bool follow(Progress& progress, const Action& action, const World& after) {
    if (begins(action)) {
      const ScriptStep* const step = script_.begin(progress, action);
      if (step == nullptr) return false;
      begun_.set(step->number);
    }
    script_.settle(progress, base_.shape().threads,
                   [&](unsigned k) { return F::op_of(after, k) == family::OpId::none; });
    return true;
  }
  template <class Sink>
  void successors(const State& s, Sink&& sink) {
    base_.successors(s.world, Filter<std::remove_reference_t<Sink>>{*this, s, sink});
  }
  template <class Sink>
  void late_successors(const State& s, Sink&& sink) {
    using Filtered = LateFilter<std::remove_reference_t<Sink>>;
    base_.successors(s.world, LocalBegins<Filtered>{Filtered{{*this, s, sink}}});
    base_.late_successors(s.world, Filtered{{*this, s, sink}});
  }
  template <class Visit>
  void late_states(const State& s, Visit&& visit) {
    base_.late_states(s.world, [&](std::span<const Action> silent, const World& w) {
      if (!any_begins(silent)) visit(silent, State{w, s.progress});
    });
  }
  void merge(const Scripted& copy) {
    base_.merge(copy.base_);
    begun_ |= copy.begun_;
  }

 private:
  /// What no step of the script is need not be looked at; the kernel's own operations go on.
  static family::Config<F> narrowed(family::Config<F> config, const Script& script) {
    for (unsigned i = 1; i < F::ops().size(); ++i) {
      const auto op = static_cast<family::OpId>(i);
      if (F::ops()[i]->by_thread() && !family::has(script.ops(), op)) {
        config.ops &= family::without(op);
      }
    }
    return config;
  }
  std::size_t progress_bytes() const { return 1u + script_.groups_max(); }
  static bool begins(const Action& a) { return a.actor < F::kThreadsMax && a.begins != 0; }
  static bool any_begins(std::span<const Action> actions) {
    for (const Action& a : actions) {
      if (begins(a)) return true;
    }
    return false;
  }
  /// Some thread waits for its turn: the script would let it begin something.
  bool awaited(const State& s) const {
    for (unsigned k = 0; k < base_.shape().threads; ++k) {
      const bool idle = F::op_of(s.world, k) == family::OpId::none;
      if (idle && script_.next(s.progress, k) != nullptr) return true;
    }
    return false;
  }

  /// Hands on what the script allows.
  template <class Sink>
  struct Filter {
    Scripted& model;
    const State& before;
    Sink& sink;

    void transition(const Action& a, const World& next) {
      State after{next, before.progress};
      if (model.follow(after.progress, a, next)) sink.transition(a, after);
    }
    void blocked(unsigned thread, std::uint32_t on) { sink.blocked(thread, on); }
    void withheld() {
      if constexpr (requires { sink.withheld(); }) {
        if (model.awaited(before)) sink.withheld();
      }
    }
  };
  /// The same with silent steps before and after, none of which may be a begin. What an outcome
  /// with no begin among its silent steps covers has none either: both come by the same paths.
  template <class Sink>
  struct LateFilter : Filter<Sink> {
    void late(std::span<const Action> first, const Action& a, const World& next,
              std::span<const Action> last) {
      if (any_begins(first)) return;
      State after{next, this->before.progress};
      if (this->model.follow(after.progress, a, next)) this->sink.late(first, a, after, last);
    }
    void late_waits(std::span<const Action> first, std::span<const family::LateWait> waits) {
      if constexpr (requires { this->sink.late_waits(first, waits); }) {
        if (!any_begins(first)) this->sink.late_waits(first, waits);
      }
    }
  };
  /// Of all steps the begins that late steps take to be silent: they are steps like others here.
  template <class Filtered>
  struct LocalBegins {
    Filtered to;

    void transition(const Action& a, const World& next) {
      if (!begins(a)) return;
      World before = to.before.world;
      F::clear_event(before);
      if (family::late::local_only<F>(before, next, a.actor)) to.transition(a, next);
    }
    void blocked(unsigned, std::uint32_t) {}  // late steps report it
  };

  Base base_;
  Script script_;
  Begun begun_;
};

}  // namespace vmwire::families
