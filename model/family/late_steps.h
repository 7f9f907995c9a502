// What: the class behind a model's late steps, and the sinks that it talks to.
// Source: derived; the argument: docs/internals/reductions.md; the concept: explorer/late.h.
// Two kinds of step are silent. A thread's step is local when it changes nothing but the thread's
// own record: a trap, a fault that finds it must copy, falling asleep. And a thing may rest, where
// the family says what that means (F::Rest): a page goes to INACTIVE, and nobody can tell.
// Read next: late.h, the definitions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/family/action.h"

namespace vmwire::family {

template <class F>
class FamilyModel;

/// A thread that could not go on once silent steps had been taken. As explorer::Wait, of which
/// model/ knows nothing.
struct LateWait {
  unsigned actor;
  std::uint32_t waits_on;  ///< bit set of thread indices
};

template <class World>
struct SuccessorSink {
  virtual void transition(const Action&, const World&) = 0;
  virtual void blocked(unsigned thread, std::uint32_t holders) = 0;
  /// The cap on operations in flight keeps an idle thread from beginning anything.
  virtual void withheld() = 0;

 protected:
  ~SuccessorSink() = default;
};

template <class World>
struct LateSink : SuccessorSink<World> {
  virtual void late(std::span<const Action> before, const Action& a, const World& next,
                    std::span<const Action> after) = 0;
  virtual void late_waits(std::span<const Action> before, std::span<const LateWait> waits) = 0;

 protected:
  ~LateSink() = default;
};

template <class World>
struct LateWorld {
  std::vector<Action> silent;
  World world;
};

/// Keeps no state between calls, only the memory of its lists.
template <class F>
class LateSteps {
 public:
  using World = typename F::World;
  using Model = FamilyModel<F>;
  using Sink = LateSink<World>;

  void generate(Model& model, const World& w, Sink& sink);
  /// Where local steps lead. Resting is left out: no law can tell (their test says so).
  const std::vector<LateWorld<World>>& list(Model& model, const World& w);

 private:
  using Record = std::remove_cvref_t<decltype(World::thread[0])>;

  /// Where local steps alone take one thread: its record, and the steps.
  struct Local {
    Record record;
    std::vector<Action> path;
    bool blocked;           ///< it cannot go on from there now,
    std::uint32_t holders;  ///< and waits for these
  };
  /// What a step with one of its choices leads to.
  struct Outcome {
    Action action;
    bool blocked;
    std::uint32_t holders;
    World world;
  };
  /// A step that is not local, of a thread at a place in its chain; or of the kernel.
  struct Effect {
    Action action;
    unsigned thread;
    unsigned local;
  };
  static constexpr unsigned kNothing = ~0u;  ///< no thing rests

  void list_outcomes(Model& model, const World& w, Action a, std::vector<Outcome>& outcomes);
  bool take_one(Model& model, const World& w, const Action& a, World& after);
  bool can_rest(const Model& model, const World& w, unsigned thing) const;
  void settle(Model& model, World& w, std::vector<Action>& steps);
  void list_locals(Model& model, const World& base, std::vector<Effect>* effects);
  template <class Visit>
  void each_stand(const Model& model, unsigned except, bool begins, Visit&& visit);
  void list_prefix(const Model& model, std::vector<Action>& prefix) const;
  World standing(const Model& model, const World& base) const;
  bool leads_locally(Model& model, const World& from, const World& to);
  void emit(Model& model, Sink& sink, const Action& a, const World& outcome, unsigned rests);
  void take_effect(Model& model, const World& base, const Effect& effect, unsigned rests,
                   Sink& sink);
  void take_standing(Model& model, const World& base, const Effect& effect, unsigned rests,
                     Sink& sink);
  void report_waits(const Model& model, Sink& sink);

  std::array<std::vector<Local>, F::kThreadsMax> chain_;
  std::array<unsigned, F::kThreadsMax> at_{};  ///< places in the chains
  std::vector<Action> actions_, prefix_, settled_;
  std::vector<Effect> effects_;
  std::vector<Outcome> outcomes_, outcomes_of_one_, covers_;
  std::vector<LateWait> waits_;
  std::vector<LateWorld<World>> late_;
};

}  // namespace vmwire::family
