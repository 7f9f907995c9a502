// What: the NetBSD family as a model: initial states, actions, successors, names for people.
// Source: netbsd.md section 2; the explorer's concept is explorer/model_concept.h.
// This is all that an application needs; read op/ for what the operations do.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "model/netbsd/op/op.h"
#include "model/netbsd/pack.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

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
};

}  // namespace vmwire::netbsd
