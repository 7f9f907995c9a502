// What: a family's model as an AnyModel. The engines are instantiated here, once for each family.
// For the one file of a family that composes it (families/<name>/family.cc).
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "explorer/bfs.h"
#include "explorer/engine.h"
#include "families/answer_of.h"
#include "families/any_model.h"
#include "families/judged.h"
#include "families/script_search.h"
#include "families/starting_in.h"
#include "invariants/law.h"

namespace vmwire::families {

template <class C>
class ModelOf final : public AnyModel {
 public:
  using F = typename C::F;
  using World = typename F::World;
  using Size = typename F::Size;
  using Model = Judged<C>;
  static_assert(family::KernelFamily<F>);
  static_assert(explorer::Model<Model>, "a family's model is what the explorer asks for");

  ModelOf(const Family& family, const AnyConfig& config, const family::Config<F>& typed)
      : AnyModel(family, config, C::fields(typed.size)), typed_(typed), model_(typed) {}

  // --- worlds -------------------------------------------------------------------------------
  std::vector<AnyWorld> initial() const override {
    std::vector<AnyWorld> worlds;
    for (const World& w : model_.initial()) worlds.push_back(bytes_of(w));
    return worlds;
  }
  bool terminal(WorldView w) const override { return model_.terminal(world(w)); }

  // --- laws ---------------------------------------------------------------------------------
  std::uint64_t broken(WorldView w, std::uint64_t laws) const override {
    return C::laws().broken(world(w), typed_.size, laws);
  }
  std::optional<std::string> culprit(WorldView w, unsigned law) const override {
    invariants::Culprit culprit;
    if (C::laws().laws()[law].holds(world(w), typed_.size, &culprit)) return std::nullopt;
    return culprit.text;
  }

  // --- steps --------------------------------------------------------------------------------
  bool take(WorldView before, const Action& action, AnyWorld& after, Taken& taken) override {
    World next;
    if (!model_.take(world(before), action, next, taken)) return false;
    after = bytes_of(next);
    return true;
  }
  std::vector<Blocked> waits(WorldView w) override { return model_.waits(world(w)); }
  std::uint32_t site(WorldView before, const Action& action) const override {
    return model_.site(world(before), action);
  }
  std::string action_text(WorldView before, const Action& action) const override {
    return model_.action_text(world(before), action);
  }
  std::string actor_name(unsigned actor) const override { return model_.actor_name(actor); }
  std::vector<unsigned> actors() const override {
    std::vector<unsigned> result;
    for (unsigned k = 0; k < threads(); ++k) result.push_back(k);
    for (const family::Op<F>* op : F::ops()) {
      const bool known = std::find(result.begin(), result.end(), op->actor) != result.end();
      if (!op->by_thread() && !known) result.push_back(op->actor);
    }
    return result;
  }
  unsigned threads() const override { return model_.shape().threads; }

  // --- searches -----------------------------------------------------------------------------
  std::string complaint(const explorer::Options& options, explorer::Task task) const override {
    return explorer::complaint(Model(typed_, options.laws), options, task);
  }
  Answer search(const explorer::Options& options, const Predicate* goal) override {
    if (!config().script.empty()) {
      Answer answer = ScriptSearch<C>::search(typed_, config().script, options, goal, model_);
      for (Finding& finding : answer.violations) finding.beyond = beyond(finding, options);
      return answer;
    }
    Model model(typed_, options.laws, goal != nullptr);
    explorer::Goal<Model> seek;
    if (goal != nullptr) {
      seek = [goal](const World& w) { return (*goal)(family::view_of(w)); };
    }
    explorer::Result<Model> result = explorer::run(model, options, std::move(seek));
    model_.merge(model);
    return answer_of(std::move(result), [](const World& w) { return bytes_of(w); });
  }
  std::uint32_t stuck_from(WorldView w, const explorer::Limits& limits) override {
    StartingIn<family::FamilyModel<F>> from(model_, world(w));
    return stuck_at_the_start(from, limits);
  }
  bool follow(Progress& progress, const Action& action, WorldView after) const override {
    const World w = world(after);
    if (action.begins != 0 && config().script.begin(progress, action) == nullptr) return false;
    config().script.settle(progress, threads(), [&](unsigned k) {
      return F::op_of(w, k) == OpId::none;
    });
    return true;
  }
  std::uint32_t stuck_in_script(WorldView w, const Progress& progress,
                                const explorer::Limits& limits) override {
    return ScriptSearch<C>::stuck_from(typed_, config().script, world(w), progress, limits);
  }
  family::Reached coverage() const override { return model_.coverage(); }

  // --- for other engines --------------------------------------------------------------------
  std::vector<Action> beginnings() const override {
    std::vector<Action> result;
    for (unsigned k = 0; k < threads(); ++k) {
      each_operand(true, [&](Action a, const family::Op<F>& op) {
        a.actor = static_cast<std::uint8_t>(k);
        a.begins = 1;
        const std::size_t args = std::max<std::size_t>(1, op.arguments.size());
        for (a.arg = 0; a.arg < args; ++a.arg) result.push_back(a);
      });
    }
    each_operand(false, [&](Action a, const family::Op<F>& op) {
      a.actor = op.actor;
      result.push_back(a);
    });
    return result;
  }
  std::vector<family::Place> places(OpId op) const override { return F::places(op, typed_.size); }
  unsigned outcomes(const Action& beginning) const override {
    const auto& steps = F::ops()[family::number(beginning.op)]->steps;
    const bool one = steps.empty() || steps.front().outcomes == nullptr;
    return one ? 1u : steps.front().outcomes(typed_.size);
  }
  std::size_t pack_size() const override { return model_.pack_size(); }
  void pack(WorldView w, std::byte* to) const override { model_.pack(world(w), to); }
  void successors(const std::byte* packed, Emit& emit) override {
    struct Sink {
      const family::FamilyModel<F>& model;
      const World& before;
      Emit& emit;
      void transition(const Action& a, const World& next) {
        std::byte bytes[sizeof(World)];  // packed, a world is a part of itself
        model.pack(next, bytes);
        emit(a, model.site(before, a), bytes);
      }
      void blocked(unsigned, std::uint32_t) {}
    };
    const World before = unpacked(packed);
    Sink sink{model_, before, emit};
    model_.successors(before, sink);
  }
  bool fire(const std::byte* packed, const Action& action, std::byte* next) override {
    World after;
    if (!model_.take(unpacked(packed), action, after, taken_)) return false;
    model_.pack(after, next);
    return true;
  }
  bool canonicalize_packed(std::byte* packed) const override {
    const World before = unpacked(packed);
    World w = before;
    model_.canonicalize(w);
    if (w == before) return false;
    model_.pack(w, packed);
    return true;
  }
  std::uint64_t broken_packed(const std::byte* packed, std::uint64_t laws) const override {
    return C::laws().broken(unpacked(packed), typed_.size, laws);
  }
  std::uint32_t site_packed(const std::byte* packed, const Action& action) const override {
    return model_.site(unpacked(packed), action);
  }
  unsigned value_packed(const std::byte* packed, const family::Field& field) const override {
    const World w = unpacked(packed);
    return field.get(family::view_of(w));
  }
  void footprint(const Action& action, std::uint32_t site, unsigned char* reads,
                 unsigned char* writes) const override {
    C::footprint(typed_, action, site, fields(), reads, writes);
  }

 private:
  /// Looks on from where somebody is stuck, and lets threads begin what they like.
  Beyond beyond(const Finding& finding, const explorer::Options& asked) const {
    if (finding.kind != explorer::ViolationKind::stuck) return Beyond::unasked;
    family::FamilyModel<F> model(typed_);
    StartingIn<family::FamilyModel<F>> from(model, world(finding.run.last()));
    explorer::Options options;
    options.reduce = explorer::Reduce::none;  // threads are named
    options.limits.states = kBeyondMax;
    options.limits.memory = asked.limits.memory;
    options.limits.seconds = asked.limits.seconds;
    options.stop = asked.stop;
    family::FamilyModel<F> asking(typed_);
    CapSink cap;
    const auto woken = [&](const World& w) {
      asking.report_cap(w, cap);
      const std::vector<Blocked> blocked = asking.waits(w);
      return std::any_of(finding.cycle.begin(), finding.cycle.end(), [&](const auto& wait) {
        return std::none_of(blocked.begin(), blocked.end(),
                            [&](const Blocked& b) { return b.thread == wait.actor; });
      });
    };
    switch (explorer::reach(from, {woken}, options).verdict) {
      case explorer::Verdict::goal_reached: return Beyond::woken;
      case explorer::Verdict::unreachable: return cap.met ? Beyond::unknown : Beyond::stuck;
      default: return Beyond::unknown;
    }
  }
  /// Notes that somebody could have begun something, but for the cap on operations in flight.
  struct CapSink final : family::SuccessorSink<World> {
    bool met = false;
    void transition(const Action&, const World&) override {}
    void blocked(unsigned, std::uint32_t) override {}
    void withheld() override { met = true; }
  };
  static constexpr std::uint64_t kBeyondMax = 300'000;  ///< states: some seconds

  static World world(WorldView w) {
    VMWIRE_CHECK(w.size() == sizeof(World));
    World typed;
    std::memcpy(&typed, w.data(), sizeof typed);
    return typed;
  }
  World unpacked(const std::byte* packed) const {
    World w;
    model_.unpack(packed, w);
    return w;
  }
  template <class Visit>
  void each_operand(bool by_thread, Visit&& visit) const {
    for (unsigned i = 1; i < F::ops().size(); ++i) {
      const family::Op<F>& op = *F::ops()[i];
      if (op.by_thread() != by_thread || !family::has(typed_.ops, static_cast<OpId>(i))) continue;
      for (const auto& [first, second] : op.operands->each(typed_.size)) {
        Action a;
        a.op = static_cast<OpId>(i);
        a.first = first;
        a.second = second;
        visit(a, op);
      }
    }
  }

  family::Config<F> typed_;
  family::FamilyModel<F> model_;  ///< for steps and coverage; each search has its own, with laws
  Taken taken_;
};

}  // namespace vmwire::families
