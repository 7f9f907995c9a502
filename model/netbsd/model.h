// What: the NetBSD family as a model: initial states, actions, successors, names for people.
// Source: netbsd.md section 2; the explorer's concept is explorer/model_concept.h.
// This is all that an application needs; read op/ for what the operations do.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "model/netbsd/op/op.h"
#include "model/netbsd/pack.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

class Step;  // step.h

/// One atomic step or a noted part of one: its kernel function, its words, its source.
struct Mark {
  const char* id;        ///< "fault_1a"
  const char* function;  ///< the kernel's function, "uvm_fault_internal"
  const char* text;      ///< "case 1A: anon's own page"
  const char* citation;
  const char* op;        ///< the operations that can reach it, "fault" for several
};
const std::vector<Mark>& marks();
inline constexpr unsigned kMarksMax = 192;
using Marks = std::bitset<kMarksMax>;

struct Config {
  Personality personality;
  Size size;
  std::uint32_t ops = ~0u;  ///< bit i: OpId i may begin (or happen)
};

/// A step that was taken: what it was, for traces and for people.
struct Taken {
  Action action;
  std::vector<unsigned> marks;  ///< indices into marks(), in the order in which they were reached
};

/// Which thread waits for what in a state: one edge of the waits-for graph.
struct Wait {
  unsigned thread;          ///< thread index
  std::string what;         ///< "map write lock of P0", "BUSY page 1", "free page"
  std::uint32_t holders;    ///< bit set of thread indices; 0 when no thread holds it
};

/// A thread that could not go on once silent steps had been taken.
struct LateWait {
  unsigned actor;
  std::uint32_t waits_on;  ///< bit set of thread indices
};

class Model {
 public:
  using State = World;
  using Action = vmwire::netbsd::Action;
  using ActorMap = std::array<std::uint8_t, 8>;

  explicit Model(const Config& config);
  const Config& config() const { return config_; }

  // --- the explorer's concept ---------------------------------------------------------------
  std::size_t pack_size() const { return packing_.bytes(); }
  const std::vector<std::size_t>& parts() const { return packing_.parts(); }
  void pack(const World& w, std::byte* to) const { packing_.pack(w, to); }
  void unpack(const std::byte* from, World& w) const { packing_.unpack(from, w); }
  template <class Visitor>
  void initial_states(Visitor&& visit) const {
    for (const World& w : initial_) visit(w);
  }
  template <class Sink>
  void successors(const World& w, Sink&& sink) {
    using Target = std::remove_reference_t<Sink>;
    struct Adapter final : SuccessorSink {
      Target* sink = nullptr;
      void transition(const Action& a, const World& next) override { sink->transition(a, next); }
      void blocked(unsigned t, std::uint32_t on) override { sink->blocked(t, on); }
      void withheld() override {
        if constexpr (requires { sink->withheld(); }) sink->withheld();
      }
    } adapter;
    adapter.sink = std::addressof(sink);
    generate(w, adapter);
  }
  // --- the explorer's concept of late steps (late.cc) -----------------------------------------
  template <class Sink>
  void late_successors(const World& w, Sink&& sink) {
    using Target = std::remove_reference_t<Sink>;
    struct Adapter final : LateSink {
      Target* sink = nullptr;
      void transition(const Action& a, const World& next) override { sink->transition(a, next); }
      void late(std::span<const Action> before, const Action& a, const World& next,
                std::span<const Action> after) override {
        sink->late(before, a, next, after);
      }
      void late_waits(std::span<const Action> before, std::span<const LateWait> waits) override {
        if constexpr (requires { sink->late_waits(before, waits); }) {
          sink->late_waits(before, waits);
        }
      }
      void blocked(unsigned t, std::uint32_t on) override { sink->blocked(t, on); }
      void withheld() override {
        if constexpr (requires { sink->withheld(); }) sink->withheld();
      }
    } adapter;
    adapter.sink = std::addressof(sink);
    generate_late(w, adapter);
  }
  template <class Visit>
  void late_states(const World& w, Visit&& visit) {
    if (terminal(w)) return;
    list_late(w);
    for (const LateWorld& late : late_) visit(std::span<const Action>(late.silent), late.world);
  }

  ActorMap canonicalize(World& w) const;
  /// The laws are the application's: it sets this once (invariants/ must not be known here).
  std::function<std::uint64_t(const World&)> laws;
  std::uint64_t broken(const World& w) const { return laws ? laws(w) : 0; }
  /// Likewise the application's: how near a world looks to a broken law; smaller is nearer.
  std::function<unsigned(const World&)> nearness;
  unsigned distance(const World& w) const { return nearness ? nearness(w) : 1; }
  bool terminal(const World& w) const { return w.system.panic != Panic::none; }
  std::uint32_t site(const World& before, const Action& action) const;

  // --- for people ---------------------------------------------------------------------------
  const std::vector<World>& initial() const { return initial_; }
  /// Executes one action on `before`; false when it is not on offer there.
  bool take(const World& before, const Action& action, World& after, Taken& taken);
  /// Every thread that cannot move in this state.
  std::vector<Wait> waits(const World& w);
  std::string actor_name(unsigned actor) const;          ///< "P0.t1", "pagedaemon"
  std::string action_text(const World& before, const Action& action) const;  ///< "mlock [0,1)"
  /// Marks reached since the model was made.
  Marks coverage() const;
  /// Takes in what a copy of this model has reached: each worker of a search has its own.
  void merge(const Model& copy);

 private:
  struct SuccessorSink {
    virtual void transition(const Action&, const World&) = 0;
    virtual void blocked(unsigned thread, std::uint32_t holders) = 0;
    /// The cap on operations in flight keeps an idle thread from beginning anything.
    virtual void withheld() = 0;
   protected:
    ~SuccessorSink() = default;
  };
  void generate(const World& w, SuccessorSink& sink);
  void report_cap(const World& w, SuccessorSink& sink) const;
  /// Runs one step on a world; what it reaches counts unless it is blocked.
  void run(Step& s, const World& w, const Action& a);
  /// Everything that could begin or go on, with choice 0.
  void list_actions(const World& w, std::vector<Action>& actions) const;

  struct LateSink : SuccessorSink {
    virtual void late(std::span<const Action> before, const Action& a, const World& next,
                      std::span<const Action> after) = 0;
    virtual void late_waits(std::span<const Action> before, std::span<const LateWait> waits) = 0;
   protected:
    ~LateSink() = default;
  };
  // Late steps (late.cc).
  /// Where local steps alone take one thread: its record, and the steps.
  struct Local {
    Thread record;
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
  struct LateWorld {
    std::vector<Action> silent;
    World world;
  };
  bool on_offer(const World& w, const Action& a) const;
  void list_outcomes(const World& w, Action a, std::vector<Outcome>& outcomes);
  bool take_one(const World& w, const Action& a, World& after);
  bool can_rest(const World& w, unsigned page) const;
  void settle_pages(World& w, std::vector<Action>& steps);
  void list_locals(const World& base, std::vector<Effect>* effects);
  template <class Visit>
  void each_stand(unsigned except, bool begins, Visit&& visit);
  void list_prefix(std::vector<Action>& prefix) const;
  World standing(const World& base) const;
  bool leads_locally(const World& from, const World& to);
  void emit_late(LateSink& sink, const Action& a, const World& outcome, unsigned rests);
  void take_effect(const World& base, const Effect& effect, unsigned rests, LateSink& sink);
  void take_standing(const World& base, const Effect& effect, unsigned rests, LateSink& sink);
  void report_waits(LateSink& sink);
  void list_late(const World& w);
  void generate_late(const World& w, LateSink& sink);
  template <class Visit>
  void each_action(const World& w, Visit&& visit) const;
  void list_beginnings();

  /// An operation that a thread may begin at this size, with each of its arguments in turn.
  struct Beginning {
    OpId op;
    std::uint8_t start, end, args;
  };

  Config config_;
  Shape shape_;
  Packing packing_;
  std::vector<Beginning> beginnings_;  ///< in the order of actions
  std::vector<World> initial_;
  std::array<bool, kMarksMax> reached_{};

  // Room to work in for late.cc.
  std::array<std::vector<Local>, kThreadsMax> chain_;
  std::array<unsigned, kThreadsMax> at_{};  ///< places in the chains
  std::vector<Action> actions_, prefix_, settled_;
  std::vector<Effect> effects_;
  std::vector<Outcome> outcomes_, outcomes_of_one_, covers_;
  std::vector<LateWait> waits_;
  std::vector<LateWorld> late_;
};

}  // namespace vmwire::netbsd
