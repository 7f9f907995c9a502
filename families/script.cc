// What: see script.h.
#include "families/script.h"

#include <algorithm>
#include <utility>

#include "model/core/check.h"

namespace vmwire::families {

Script::Script(std::vector<ScriptPhase> phases) : phases_(std::move(phases)) {
  VMWIRE_CHECK(phases_.size() < 255);
  for (ScriptPhase& phase : phases_) {
    VMWIRE_CHECK(!phase.empty() && phase.size() <= Progress::kGroupsMax);
    groups_max_ = std::max(groups_max_, static_cast<unsigned>(phase.size()));
    for (ScriptGroup& group : phase) {
      VMWIRE_CHECK(!group.empty());
      for (ScriptStep& step : group) {
        step.number = steps_++;
        for (const family::Action& action : step.any) ops_ |= family::only(action.op);
      }
    }
  }
  VMWIRE_CHECK(steps_ <= kStepsMax);
}

Script::Place Script::place(const Progress& progress, unsigned thread) const {
  if (progress.phase == phases_.size()) return {};
  const ScriptPhase& phase = phases_[progress.phase];
  for (unsigned g = 0; g < phase.size(); ++g) {
    const unsigned at = progress.at[g];
    if (at < phase[g].size() && phase[g][at].thread == thread) return {&phase[g][at], g};
  }
  return {};
}

const ScriptStep* Script::next(const Progress& progress, unsigned thread) const {
  return place(progress, thread).step;
}

const ScriptStep* Script::begin(Progress& progress, const family::Action& action) const {
  const auto [step, group] = place(progress, action.actor);
  if (step == nullptr) return nullptr;
  const bool meant = std::any_of(step->any.begin(), step->any.end(), [&](const auto& one) {
    return one.op == action.op && one.first == action.first && one.second == action.second &&
           one.arg == action.arg;
  });
  if (!meant) return nullptr;
  ++progress.at[group];
  return step;
}

bool Script::begun(const Progress& progress) const {
  if (progress.phase == phases_.size()) return false;
  const ScriptPhase& phase = phases_[progress.phase];
  for (unsigned g = 0; g < phase.size(); ++g) {
    if (progress.at[g] < phase[g].size()) return false;
  }
  return true;
}

}  // namespace vmwire::families
