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
    list_variants(w);
    for (unsigned i = 1; i < variants_used_; ++i) visit(variants_[i].silent, variants_[i].world);
  }

  ActorMap canonicalize(World& w) const;
  /// The laws are the application's: it sets this once (invariants/ must not be known here).
  std::function<std::uint64_t(const World&)> laws;
  std::uint64_t broken(const World& w) const { return laws ? laws(w) : 0; }
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
   protected:
    ~LateSink() = default;
  };
  /// A world that silent steps lead to, and what other steps do there.
  struct Variant {
    World world;
    std::vector<Action> silent;  ///< from the world that is being expanded
    struct From {
      unsigned variant;  ///< one silent step less,
      Action step;       ///< this one
    };
    std::vector<From> from;
    struct Outcome {
      Action action;
      bool blocked;
      World world;
    };
    std::vector<Outcome> outcomes;
  };
  /// What a step has to do with silent steps, by its footprint: bit n for Nearness n.
  struct Meets {
    std::uint8_t forgets, queues;
  };
  Meets meets(const World& w, const Action& a);
  bool independent(const World& w, const Action& a, const Action& silent);
  bool run_silent(const World& w, const Action& a, World& after);
  template <class Visit>
  void each_silent(const World& w, Visit&& visit);
  bool can_rest(const World& w, unsigned page) const;
  void list_variants(const World& w);
  void settle_pages(World& w, std::vector<Action>& steps);
  bool leads_to_variant(const World& w, const Action& a);
  bool covered(const Variant& v, const Action& a, bool blocked, const World& outcome);
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
  std::vector<Variant> variants_;
  unsigned variants_used_ = 0;
  std::vector<Action> actions_, settled_;
  std::vector<std::int16_t> meets_;  ///< by site; -1: not asked yet
};

}  // namespace vmwire::netbsd
