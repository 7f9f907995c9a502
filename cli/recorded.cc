// What: see recorded.h.
#include "cli/recorded.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/engine_words.h"
#include "cli/suggest.h"
#include "cli/trace_of.h"
#include "families/family.h"
#include "traces/world_text.h"

namespace vmwire::cli {

using traces::Trace;

namespace {

std::string read_personality(const Trace& trace, const family::PersonalityTable& table,
                             family::AnyPersonality& personality) {
  for (const family::PersonalityField& field : table.fields()) {
    personality[field.place] = field.usual;
  }
  for (const auto& [name, value] : trace.personality) {
    const std::string wrong = table.set(personality, name, value);
    if (!wrong.empty()) return "/personality: " + wrong;
  }
  return "";
}

std::string read_size(const Trace& trace, const family::SizeTable& table, family::AnySize& size) {
  size = table.usual;
  for (const auto& [name, values] : trace.size) {
    const family::Knob* knob = table.find(name);
    if (knob == nullptr) {
      std::vector<std::string> known;
      for (const family::Knob& each : table.knobs) known.emplace_back(each.name);
      return "/size: " + unknown("number", name, known, "`vmwire list sizes`");
    }
    if (!knob->list() && values.size() != 1) return "/size/" + name + ": expected one number";
    if (values.size() > knob->most) return "/size/" + name + ": too many numbers";
    std::copy(values.begin(), values.end(), size.begin() + static_cast<long>(knob->place));
  }
  for (const family::Knob& knob : table.knobs) {
    const auto given = trace.size.find(knob.name);
    if (!knob.list() || given == trace.size.end()) continue;
    if (given->second.size() == size[knob.count_from]) continue;
    const auto counter = std::find_if(
        table.knobs.begin(), table.knobs.end(),
        [&](const family::Knob& other) { return other.place == knob.count_from; });
    return fmt::format("/size/{}: expected as many numbers as /size/{} says", knob.name,
                       counter->name);
  }
  const std::string wrong = table.complaint_about(size);
  return wrong.empty() ? "" : "/size: " + wrong;
}

std::string read_goal(const Trace& trace, Setup& setup) {
  if (trace.goal.empty() != (trace.violation.kind != "goal")) {
    return "/violation/kind: does not fit /goal";
  }
  if (trace.goal.empty()) return "";
  Goal goal;
  const std::string wrong = Goal::parse(trace.goal, *setup.family, setup.config.size,
                                        explorer::by_symmetry(setup.reduce), goal,
                                        setup.scenario.has_value());
  if (!wrong.empty()) return "/goal: " + wrong;
  setup.goal = std::move(goal);
  return "";
}

std::string read_violation(const Trace& trace, const families::Family& family) {
  const traces::Violation& violation = trace.violation;
  if (violation.kind == "law" || violation.kind == "panic") {
    if (family.find_law(violation.invariant) != nullptr) return "";
    return "/violation/invariant: " + unknown_law(family, violation.invariant);
  }
  if (violation.invariant == violation.kind) return "";
  return "/violation/invariant: expected '" + violation.kind + "'";
}

/// The changes must lead from each world to the next, and to the hash that stands at the step.
std::string read_worlds(const Trace& trace, const families::AnyModel& model, Recorded& recorded) {
  const family::Fields& fields = model.fields();
  family::AnyWorld world(model.initial().front().size());
  std::string wrong = traces::world_of(trace.initial, fields, world);
  if (!wrong.empty()) return "/initial: " + wrong;
  if (traces::hash_of(world, fields) != trace.initial_hash) {
    return "/initial_hash: is not that of /initial";
  }
  recorded.worlds.push_back(world);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const std::string place = "/steps/" + std::to_string(i);
    for (const traces::Change& change : trace.steps[i].changes) {
      const family::Field* field = family::find_field(fields, change.field);
      if (field == nullptr) return place + ": " + traces::unknown_field(fields, change.field);
      const std::string from = field->text(field->get(world));
      if (from != change.from) {
        return place + ": " + change.field + " is " + from + ", not " + change.from;
      }
      unsigned value = 0;
      while (value < field->values() && field->text(value) != change.to) ++value;
      if (value == field->values()) return place + ": " + change.field + " is never " + change.to;
      field->set(world, value);
    }
    if (traces::hash_of(world, fields) != trace.steps[i].world) {
      return place + "/world: is not the hash of the world that the changes lead to";
    }
    recorded.worlds.push_back(world);
  }
  family::AnyWorld final(world.size());
  wrong = traces::world_of(trace.final, fields, final);
  if (!wrong.empty()) return "/final: " + wrong;
  return final == world ? "" : "/final: is not the world that the steps lead to";
}

}  // namespace

std::string read_setup(const Trace& trace, Setup& setup) {
  std::string wrong = choose_kernel(trace.kernel, setup);
  if (!wrong.empty()) return "/kernel: " + wrong;
  const families::Family& family = *setup.family;
  for (const auto& word : reductions()) {
    if (trace.reduce == word.name) setup.reduce = word.value;
  }
  wrong = read_personality(trace, family.personality(), setup.config.personality);
  if (wrong.empty()) wrong = read_size(trace, family.sizes, setup.config.size);
  if (!wrong.empty()) return wrong;
  if (wrong = choose_ops(trace.ops, setup); !wrong.empty()) return "/ops: " + wrong;
  if (!trace.scenario.empty()) wrong = choose_scenario(trace.scenario, setup);
  if (!wrong.empty()) return "/scenario: " + wrong;
  wrong = choose_invariants(trace.invariants, setup);
  if (!wrong.empty()) return "/invariants: " + wrong;
  wrong = read_violation(trace, family);
  return wrong.empty() ? read_goal(trace, setup) : wrong;
}

std::string read_record(const Trace& trace, Recorded& recorded) {
  std::string wrong = read_setup(trace, recorded.setup);
  if (!wrong.empty()) return wrong;
  const Setup& setup = recorded.setup;
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  wrong = read_worlds(trace, *model, recorded);
  if (!wrong.empty()) return wrong;
  families::Progress progress;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    recorded.actions.emplace_back();
    wrong = action_of(trace.steps[i], *model, recorded.actions.back());
    if (!wrong.empty()) return "/steps/" + std::to_string(i) + ": " + wrong;
    const bool allowed = !setup.scenario || model->follow(progress, recorded.actions.back(),
                                                          recorded.worlds[i + 1]);
    if (!allowed) return "/steps/" + std::to_string(i) + ": is not what /scenario begins there";
  }
  return "";
}

}  // namespace vmwire::cli
