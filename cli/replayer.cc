// What: see replayer.h.
#include "cli/replayer.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/trace_of.h"
#include "cli/units.h"
#include "explorer/memory_budget.h"
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
      ++result_.steps;
      if (!result_.departure) continue;
      if (!other_rules_) return gone("under the same rules that step goes another way now");
      // The law may break earlier then, and what breaks it may be over by the end.
      if (trace_.violation.kind != "stuck" && broken()) return reached();
    }
    if (broken()) return reached();
    const bool goal = trace_.violation.kind == "goal";
    return gone(fmt::format("{} can be taken, and it {} after that",
                            counted(trace_.steps.size(), "step"), goal ? "is not met" : "holds"));
  }

 private:
  bool take(std::size_t i) {
    family::AnyWorld next;
    family::Taken taken;
    if (!model_->take(world_, recorded_.actions[i], next, taken)) return false;
    const bool in_script = !recorded_.setup.scenario ||
                           model_->follow(progress_, recorded_.actions[i], next);
    if (!in_script) return false;
    if (!result_.departure && next != recorded_.worlds[i + 1]) depart(i, next, taken);
    world_ = next;
    return true;
  }

  /// Where steps follow the record, its world is ours, and so are its words.
  std::string step_name(std::size_t i) const {
    const family::Action& action = recorded_.actions[i];
    return fmt::format("{} {}{}", model_->actor_name(action.actor),
                       model_->action_text(recorded_.worlds[i], action),
                       action.begins != 0 ? "" : ", continued");
  }

  void depart(std::size_t i, family::WorldView next, const family::Taken& taken) {
    Departure& departure = result_.departure.emplace();
    departure.step = i + 1;
    departure.name = step_name(i);
    departure.recorded = trace_.steps[i].step;
    departure.seen = step_of(*model_, world_, taken, next).step;
    // From the recorded world to the one seen: `from` is recorded, `to` is seen.
    for (const traces::Change& change :
         traces::difference(recorded_.worlds[i + 1], next, model_->fields())) {
      departure.fields.push_back({change.field, change.from, change.to});
    }
  }

  std::string not_on_offer(std::size_t i) {
    std::string why = fmt::format("step {} ({}) is not on offer", i + 1, step_name(i));
    if (model_->terminal(world_)) return why + ": the kernel has panicked";
    for (const family::Blocked& blocked : model_->waits(world_)) {
      if (blocked.thread != recorded_.actions[i].actor) continue;
      why += ": " + model_->actor_name(blocked.thread) + " waits for " + blocked.what;
    }
    return why;
  }

  /// In this world; `culprit` says what then.
  bool broken() {
    const traces::Violation& violation = trace_.violation;
    const families::Family& family = model_->family();
    if (violation.kind == "goal") {
      if (!recorded_.setup.goal->holds(world_)) return false;
      result_.culprit = recorded_.setup.goal->where(world_);
      return true;
    }
    families::Finding finding;
    finding.run.initial = world_;
    if (violation.kind == "deadlock") {
      finding.kind = explorer::ViolationKind::deadlock;
      finding.cycle = circle_of(*model_, world_);
      if (finding.cycle.empty()) return false;
    } else if (violation.kind == "stuck") {
      finding.kind = explorer::ViolationKind::stuck;
      explorer::Limits limits;
      limits.memory = explorer::available_bytes() / 4 * 3;
      const std::uint32_t stuck = recorded_.setup.scenario
                                      ? model_->stuck_in_script(world_, progress_, limits)
                                      : model_->stuck_from(world_, limits);
      for (unsigned thread = 0; thread < model_->threads(); ++thread) {
        if ((stuck >> thread & 1u) != 0) finding.cycle.push_back({thread, 0});
      }
      if (finding.cycle.empty()) return false;
    } else {
      finding.law = family.number(*family.find_law(violation.invariant));
      if (!model_->culprit(world_, finding.law)) return false;
    }
    result_.culprit = violation_of(family, *model_, finding).message;
    return true;
  }

  Replayed reached() {
    result_.reached = true;
    return std::move(result_);
  }
  /// A patch that averts one law may break another: "; but I25 breaks there", or "".
  std::string but_others() {
    const families::Family& family = model_->family();
    const std::uint64_t broken = model_->broken(world_, family.all_laws());
    std::vector<const char*> ids;
    for (const families::LawInfo& law : family.laws) {
      if ((broken >> family.number(law) & 1u) != 0) ids.push_back(law.id);
    }
    if (ids.empty()) return "";
    return fmt::format("; but {} {} there", fmt::join(ids, ", "),
                       ids.size() == 1 ? "breaks" : "break");
  }
  Replayed gone(const std::string& why) {
    result_.why = why + but_others();
    return std::move(result_);
  }

  const traces::Trace& trace_;
  const Recorded& recorded_;
  bool other_rules_;
  std::unique_ptr<families::AnyModel> model_;
  family::AnyWorld world_;
  families::Progress progress_;  ///< where a scenario is followed
  Replayed result_;
};

}  // namespace

Replayed replay_record(const traces::Trace& trace, const Recorded& recorded,
                       const families::AnyConfig& config) {
  return Replay(trace, recorded, config).run();
}

}  // namespace vmwire::cli
