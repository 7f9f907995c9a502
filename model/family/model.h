// What: a family as a model: initial states, actions, successors, names for people.
// Source: derived: Stateright's Model; the explorer's concept is explorer/model_concept.h.
// What F has to bring is at KernelFamily. Definitions are in generate.h and late.h, which only the
// one file of a family includes that instantiates this.
#pragma once

#include <array>
#include <bitset>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "model/family/action.h"
#include "model/family/late_steps.h"
#include "model/family/op.h"
#include "model/family/pack.h"
#include "model/family/step.h"

namespace vmwire::family {

/// The marks that a run has reached: bit i stands for mark i of the family's list.
using Reached = std::bitset<MarkTable::kMarksMax>;

template <class F>
struct Config {
  typename F::Personality personality = {};
  typename F::Size size = {};
  OpSet ops = kAllOps;  ///< which may begin (or happen)
};

/// An operation that might begin; `first` and `second` as in Action.
template <class F>
struct Offer {
  const typename F::World& w;
  const typename F::Personality& p;
  const typename F::Size& size;
  unsigned thread = 0;   ///< who would begin it, when it is a thread
  unsigned process = 0;  ///< its process
  unsigned first = 0;
  unsigned second = 0;
};

/// A step that was taken: what it was, for traces and for people.
struct Taken {
  Action action;
  std::vector<const Mark*> marks;  ///< in the order in which they were reached
};

/// A thread that cannot move in a state, and why.
struct Blocked {
  unsigned thread;        ///< thread index
  std::string what;       ///< "map write lock of P0", "BUSY page 1", "free page"
  std::uint32_t holders;  ///< bit set of thread indices; 0 when no thread holds it
};

/// What a family is, as types and functions.
///
///   World       trivially copyable, no padding; thread[i] stands first: a record for each thread,
///               comparable, whose all-zero value is an idle thread
///   Personality, Size    structs as personality.h and size.h have them; Size::in_flight is the cap
///               on operations in progress
///   Shape       made of a Size, for what is done for each world: threads, process_of[thread]
///   WaitFor     see step.h;   Step: a StepBase<F>;   StepRow: a step of an operation as a row
///   ops         the rows in the order of OpId; the first is "none"
///   marks       the list of all marks
///   used        the bytes of a world that a size uses
///   initial     the initial worlds, in order
///   terminal    the kernel has stopped
///   clear_event, has_event    ghost: what the last step did
///   op_of       which operation a thread is in; none: it is idle
///   may_begin   an idle thread could begin something
///   enter       makes the step the acting thread's or the kernel's own, and begins its operation
///   still_asleep    blocks the step of a sleeper that its wake-up has not reached
///   place       where in its operation a thread stands; no names
///   canonicalize    as the explorer asks
///   shown       an action as it is told: of one that goes on, what its thread remembers
///   places      where an operation can go on, at a size
template <class F>
concept KernelFamily =
    std::is_trivially_copyable_v<typename F::World> &&
    std::has_unique_object_representations_v<typename F::World> &&
    requires(const typename F::World& w, typename F::World& to, const typename F::Size& size,
             const typename F::Shape& shape, typename F::Step& step, const Action& a) {
      { F::kThreadsMax } -> std::convertible_to<unsigned>;
      { F::ops() } -> std::convertible_to<std::span<const Op<F>* const>>;
      { F::marks() } -> std::same_as<const MarkTable&>;
      { F::used(size) } -> std::same_as<UsedBytes>;
      { F::initial(size) } -> std::same_as<std::vector<typename F::World>>;
      { F::terminal(w) } -> std::same_as<bool>;
      F::clear_event(to);
      { F::has_event(w) } -> std::same_as<bool>;
      { F::op_of(w, 0u) } -> std::same_as<OpId>;
      { F::may_begin(w, shape, 0u) } -> std::same_as<bool>;
      F::enter(step, shape);
      { F::still_asleep(step) } -> std::same_as<bool>;
      { F::place(w, 0u) } -> std::same_as<std::uint8_t>;
      { F::canonicalize(to, shape) } -> std::same_as<std::array<std::uint8_t, 8>>;
      { F::wait_text(step) } -> std::same_as<std::string>;
      { F::actor_name(size, 0u) } -> std::same_as<std::string>;
      { F::shown(w, a) } -> std::same_as<Action>;
      { F::places(a.op, size) } -> std::same_as<std::vector<Place>>;
    };

template <class F>
class FamilyModel {
 public:
  using Family = F;
  using State = typename F::World;
  using World = State;
  using Action = family::Action;
  using Shape = typename F::Shape;
  using Step = typename F::Step;
  using ActorMap = std::array<std::uint8_t, 8>;

  explicit FamilyModel(const Config<F>& config);
  const Config<F>& config() const { return config_; }
  const Shape& shape() const { return shape_; }

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
    SinkAdapter<std::remove_reference_t<Sink>, SuccessorSink<World>> adapter(sink);
    generate(w, adapter);
  }
  // --- the explorer's concept of late steps (explorer/late.h) ---------------------------------
  template <class Sink>
  void late_successors(const World& w, Sink&& sink) {
    LateAdapter<std::remove_reference_t<Sink>> adapter(sink);
    late_.generate(*this, w, adapter);
  }
  template <class Visit>
  void late_states(const World& w, Visit&& visit) {
    if (terminal(w)) return;
    for (const LateWorld<World>& late : late_.list(*this, w)) {
      visit(std::span<const Action>(late.silent), late.world);
    }
  }

  ActorMap canonicalize(World& w) const { return F::canonicalize(w, shape_); }
  /// A family knows no laws; families/judged.h adds them.
  std::uint64_t broken(const World&) const { return 0; }
  bool terminal(const World& w) const { return F::terminal(w); }
  /// The operation, and where in it a thread stands; of a begin, and of the kernel's own, 0.
  std::uint32_t site(const World& before, const Action& action) const;

  // --- for people ---------------------------------------------------------------------------
  const std::vector<World>& initial() const { return initial_; }
  /// Executes one action on `before`; false when it is not on offer there.
  bool take(const World& before, const Action& action, World& after, Taken& taken);
  /// Every thread that cannot move in this state.
  std::vector<Blocked> waits(const World& w);
  std::string actor_name(unsigned actor) const { return F::actor_name(config_.size, actor); }
  std::string action_text(const World& before, const Action& action) const;  ///< "mlock [0,1)"
  /// Marks reached since the model was made.
  Reached coverage() const;
  /// Takes in what a copy of this model has reached: each worker of a search has its own.
  void merge(const FamilyModel& copy);

  // --- for late steps (late.h) ----------------------------------------------------------------
  /// Everything that could begin or go on, with choice 0.
  void list_actions(const World& w, std::vector<Action>& actions) const;
  bool on_offer(const World& w, const Action& a) const;
  bool enabled(OpId op) const { return has(config_.ops, op); }
  /// Runs one step on a world; what it reaches counts unless it is blocked.
  void run(Step& s, const World& w, const Action& a);
  void report_cap(const World& w, SuccessorSink<World>& sink) const;

 private:
  /// Hands on what a sink without virtual functions can take.
  template <class Target, class Base>
  struct SinkAdapter : Base {
    explicit SinkAdapter(Target& to) : sink(std::addressof(to)) {}
    Target* sink;
    void transition(const Action& a, const World& next) override { sink->transition(a, next); }
    void blocked(unsigned t, std::uint32_t on) override { sink->blocked(t, on); }
    void withheld() override {
      if constexpr (requires { sink->withheld(); }) sink->withheld();
    }
  };
  template <class Target>
  struct LateAdapter final : SinkAdapter<Target, LateSink<World>> {
    using SinkAdapter<Target, LateSink<World>>::SinkAdapter;
    void late(std::span<const Action> before, const Action& a, const World& next,
              std::span<const Action> after) override {
      this->sink->late(before, a, next, after);
    }
    void late_waits(std::span<const Action> before, std::span<const LateWait> waits) override {
      if constexpr (requires { this->sink->late_waits(before, waits); }) {
        this->sink->late_waits(before, waits);
      }
    }
  };

  void generate(const World& w, SuccessorSink<World>& sink);
  /// Puts the acting thread at the beginning of the operation, or where it was.
  void prepare(Step& s, const World& w, const Action& a) const;
  void execute(Step& s) const;
  unsigned in_flight(const World& w) const;
  bool idle(const World& w, unsigned thread) const { return F::op_of(w, thread) == OpId::none; }
  bool could_begin(const World& w, unsigned thread) const {
    return idle(w, thread) && F::may_begin(w, shape_, thread);
  }
  bool offered(const Op<F>& op, const Offer<F>& offer) const {
    return op.offered == nullptr || op.offered(offer);
  }
  /// The world as a step finds it: an event belongs to the step that caused it.
  static World without_event(const World& w) {
    World before = w;
    F::clear_event(before);
    return before;
  }
  template <class Visit>
  void each_action(const World& w, Visit&& visit) const;

  /// An operation that may begin at this size; of a thread, with each of its arguments in turn.
  struct Beginning {
    const Op<F>* op;
    OpId id;
    std::uint8_t first, second, args;
  };
  void list_beginnings();

  Config<F> config_;
  Shape shape_;
  Packing<World> packing_;
  const Op<F>* const* ops_;
  std::vector<Beginning> of_threads_, of_kernel_;  ///< in the order of actions
  std::vector<World> initial_;
  std::array<bool, MarkTable::kMarksMax> reached_{};
  LateSteps<F> late_;
};

}  // namespace vmwire::family
