// What: see replayer.h.
// Source: SibylFS's checker says what was seen, what was recorded, and how it goes on.
#include "cli/replayer.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/trace_of.h"
#include "explorer/memory_budget.h"
#include "explorer/waits_for.h"
#include "families/family.h"
#include "traces/world_text.h"

namespace vmwire::cli {

namespace {

class Replay {
 public:
  Replay(const traces::Trace& trace, const Recorded& recorded, const families::AnyConfig& config)
      : trace_(trace),
        recorded_(recorded),
        other_rules_(config.personality != recorded.setup.config.personality),
        model_(recorded.setup.family->open(config)),
        world_(recorded.worlds.front()) {}

  Replayed run() {
    const std::vector<family::AnyWorld> initial = model_->initial();
    if (std::find(initial.begin(), initial.end(), world_) == initial.end()) {
      return gone("the initial world is none that this program starts in");
    }
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      if (!take(i)) return gone(not_on_offer(i));
      if (!departed_) continue;
      if (!other_rules_) return gone("under the same rules that step goes another way now");
      // The law may break earlier then, and what breaks it may be over by the end.
      if (trace_.violation.kind != "stuck" && broken()) return reached(i + 1);
    }
    if (broken()) return reached(trace_.steps.size());
    return gone(fmt::format("all {} steps can be taken, and it holds after them",
                            trace_.steps.size()));
  }

 private:
  bool take(std::size_t i) {
    family::AnyWorld next;
    family::Taken taken;
    if (!model_->take(world_, recorded_.actions[i], next, taken)) return false;
    const bool in_script = !recorded_.setup.scenario ||
                           model_->follow(progress_, recorded_.actions[i], next);
    if (!in_script) return false;
    if (!departed_ && next != recorded_.worlds[i + 1]) depart(i, next, taken);
    world_ = next;
    return true;
  }

  std::string step_name(std::size_t i) const {
    const traces::TraceStep& step = trace_.steps[i];
    return fmt::format("step {} ({} {}{})", i + 1, step.actor, step.operation,
                       step.arguments.begins ? "" : ", continued");
  }

  void depart(std::size_t i, family::WorldView next, const family::Taken& taken) {
    departed_ = true;
    const traces::TraceStep seen = step_of(*model_, world_, taken, next);
    report_ += "DEPARTS at " + step_name(i) + "\n";
    report_ += "    recorded: " + trace_.steps[i].step + "\n";
    report_ += "    seen:     " + seen.step + "\n";
    // From the recorded world to the one seen: `from` is recorded, `to` is seen.
    for (const traces::Change& change :
         traces::difference(recorded_.worlds[i + 1], next, model_->fields())) {
      report_ += fmt::format("    {}: seen {}, recorded {}\n", change.field, change.to,
                             change.from);
    }
  }

  std::string not_on_offer(std::size_t i) {
    std::string why = step_name(i) + " is not on offer";
    if (model_->terminal(world_)) return why + ": the kernel has panicked";
    for (const family::Blocked& blocked : model_->waits(world_)) {
      if (blocked.thread != recorded_.actions[i].actor) continue;
      why += ": " + trace_.steps[i].actor + " waits for " + blocked.what;
    }
    return why;
  }

  /// Threads wait for each other in a circle.
  bool deadlocked() {
    explorer::WaitsFor waits;
    for (const family::Blocked& blocked : model_->waits(world_)) {
      waits.add(blocked.thread, blocked.holders);
    }
    return !waits.cycle().empty();
  }

  bool broken() {
    const traces::Violation& violation = trace_.violation;
    if (violation.kind == "deadlock") return deadlocked();
    if (violation.kind == "goal") return recorded_.setup.goal->holds(world_);
    if (violation.kind == "stuck") {
      explorer::Limits limits;
      limits.memory = explorer::available_bytes() / 4 * 3;
      return (recorded_.setup.scenario ? model_->stuck_in_script(world_, progress_, limits)
                                       : model_->stuck_from(world_, limits)) != 0;
    }
    const families::Family& family = model_->family();
    const unsigned law = family.number(*family.find_law(violation.invariant));
    const std::optional<std::string> culprit = model_->culprit(world_, law);
    if (culprit) culprit_ = *culprit;
    return culprit.has_value();
  }

  Replayed reached(std::size_t steps) {
    report_ += fmt::format("REACHED {} {} {} steps\n", trace_.violation.invariant,
                           departed_ ? "nevertheless, after" : "again, after", steps);
    const std::string culprit = culprit_.empty() ? trace_.violation.message : culprit_;
    report_ += "culprit: " + culprit + "\n";
    return {true, departed_, report_};
  }

  Replayed gone(const std::string& why) {
    report_ += "GONE " + trace_.violation.invariant + ": " + why + "\n";
    return {false, departed_, report_};
  }

  const traces::Trace& trace_;
  const Recorded& recorded_;
  bool other_rules_;
  std::unique_ptr<families::AnyModel> model_;
  family::AnyWorld world_;
  families::Progress progress_;  ///< where a scenario is followed
  bool departed_ = false;
  std::string report_;
  std::string culprit_;
};

}  // namespace

Replayed replay_record(const traces::Trace& trace, const Recorded& recorded,
                       const families::AnyConfig& config) {
  return Replay(trace, recorded, config).run();
}

}  // namespace vmwire::cli
