// What: see replayer.h.
// Source: derived: SibylFS's checker says what was seen, what was recorded, and how it goes on.
#include "cli/replayer.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/search.h"
#include "cli/trace_of.h"
#include "explorer/memory_budget.h"

namespace vmwire::cli {

namespace {

class Replay {
 public:
  Replay(const traces::Trace& trace, const Recorded& recorded, const netbsd::Config& config)
      : trace_(trace),
        recorded_(recorded),
        other_rules_(config.personality != recorded.setup.config.personality),
        model_(config),
        world_(recorded.worlds.front()) {}

  Replayed run() {
    const auto& initial = model_.initial();
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
    netbsd::World next{};
    netbsd::Taken taken;
    if (!model_.take(world_, recorded_.actions[i], next, taken)) return false;
    if (!departed_ && !(next == recorded_.worlds[i + 1])) depart(i, next, taken);
    world_ = next;
    return true;
  }

  std::string step_name(std::size_t i) const {
    const traces::Step& step = trace_.steps[i];
    return fmt::format("step {} ({} {}{})", i + 1, step.actor, step.operation,
                       step.arguments.begins ? "" : ", continued");
  }

  void depart(std::size_t i, const netbsd::World& next, const netbsd::Taken& taken) {
    departed_ = true;
    const traces::Step seen = step_of(model_, recorded_.fields, world_, taken, next);
    report_ += "DEPARTS at " + step_name(i) + "\n";
    report_ += "    recorded: " + trace_.steps[i].step + "\n";
    report_ += "    seen:     " + seen.step + "\n";
    // From the recorded world to the one seen: `from` is recorded, `to` is seen.
    for (const traces::Change& change :
         traces::difference(recorded_.worlds[i + 1], next, recorded_.fields)) {
      report_ += fmt::format("    {}: seen {}, recorded {}\n", change.field, change.to,
                             change.from);
    }
  }

  std::string not_on_offer(std::size_t i) {
    std::string why = step_name(i) + " is not on offer";
    if (model_.terminal(world_)) return why + ": the kernel has panicked";
    for (const netbsd::Wait& wait : model_.waits(world_)) {
      if (wait.thread != recorded_.actions[i].actor) continue;
      why += ": " + trace_.steps[i].actor + " waits for " + wait.what;
    }
    return why;
  }

  bool broken() {
    const traces::Violation& violation = trace_.violation;
    if (violation.kind == "deadlock") return !deadlock_in(model_, world_).empty();
    if (violation.kind == "goal") return recorded_.setup.goal->holds(world_);
    if (violation.kind == "stuck") {
      explorer::Limits limits;
      limits.memory = explorer::available_bytes() / 4 * 3;
      return stuck_from(model_, world_, limits) != 0;
    }
    invariants::Culprit culprit;
    const invariants::Law* law = invariants::find_law(violation.invariant);
    if (law->holds(world_, model_.config().size, &culprit)) return false;
    culprit_ = culprit.text;
    return true;
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
  netbsd::Model model_;
  netbsd::World world_;
  bool departed_ = false;
  std::string report_;
  std::string culprit_;
};

}  // namespace

Replayed replay_record(const traces::Trace& trace, const Recorded& recorded,
                       const netbsd::Config& config) {
  return Replay(trace, recorded, config).run();
}

}  // namespace vmwire::cli
