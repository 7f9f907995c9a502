// What: see recorded.h.
// Source: derived.
#include "cli/recorded.h"

#include <algorithm>

#include "cli/engine_words.h"
#include "cli/trace_of.h"

namespace vmwire::cli {

using traces::Trace;

namespace {

std::string read_personality(const Trace& trace, netbsd::Personality& personality) {
  for (const netbsd::PersonalityField& field : netbsd::personality_fields()) {
    const auto given = trace.personality.find(field.name);
    if (given == trace.personality.end()) {
      return std::string("/personality: no '") + field.name + "', which this program knows";
    }
    const std::string wrong = netbsd::set_personality(personality, field.name, given->second);
    if (!wrong.empty()) return "/personality: " + wrong;
  }
  for (const auto& [name, value] : trace.personality) {
    if (netbsd::find_personality_field(name) == nullptr) {
      return "/personality: unknown field '" + name + "'";
    }
  }
  return "";
}

std::string read_size(const Trace& trace, netbsd::Size& size) {
  std::size_t known = 0;
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    const auto given = trace.size.find(knob.name);
    if (given == trace.size.end()) return std::string("/size: no '") + knob.name + "'";
    ++known;
    const std::vector<unsigned>& values = given->second;
    if (knob.member != nullptr) {
      if (values.size() != 1) return std::string("/size/") + knob.name + ": expected one number";
      size.*knob.member = values[0];
    } else {
      if (values.size() > netbsd::kProcessesMax) return "/size/threads: too many processes";
      std::copy(values.begin(), values.end(), size.threads);
    }
  }
  if (known != trace.size.size()) return "/size: unknown knobs";
  const auto& threads = trace.size.at("threads");
  if (threads.size() != size.processes) return "/size/threads: one number for each process";
  const std::string wrong = netbsd::complaint(size);
  return wrong.empty() ? "" : "/size: " + wrong;
}

std::string read_goal(const Trace& trace, Setup& setup) {
  if (trace.goal.empty() != (trace.violation.kind != "goal")) {
    return "/violation/kind: does not fit /goal";
  }
  if (trace.goal.empty()) return "";
  Goal goal;
  const std::string wrong = Goal::parse(trace.goal, setup.config.size,
                                        explorer::by_symmetry(setup.reduce), goal);
  if (!wrong.empty()) return "/goal: " + wrong;
  setup.goal = std::move(goal);
  return "";
}

std::string read_violation(const Trace& trace) {
  const traces::Violation& violation = trace.violation;
  if (violation.kind == "law" || violation.kind == "panic") {
    if (invariants::find_law(violation.invariant) != nullptr) return "";
    return "/violation/invariant: no law is named '" + violation.invariant + "'";
  }
  if (violation.invariant == violation.kind) return "";
  return "/violation/invariant: expected '" + violation.kind + "'";
}

std::string read_setup(const Trace& trace, Setup& setup) {
  setup.kernel = trace.kernel;
  if (netbsd::find_version(trace.kernel) == nullptr) {
    return "/kernel: " + unknown_kernel(trace.kernel);
  }
  for (const auto& word : reductions()) {
    if (trace.reduce == word.name) setup.reduce = word.value;
  }
  std::string wrong = read_personality(trace, setup.config.personality);
  if (wrong.empty()) wrong = read_size(trace, setup.config.size);
  if (!wrong.empty()) return wrong;
  if (wrong = choose_ops(trace.ops, setup); !wrong.empty()) return "/ops: " + wrong;
  wrong = choose_invariants(trace.invariants, setup);
  if (!wrong.empty()) return "/invariants: " + wrong;
  wrong = read_violation(trace);
  return wrong.empty() ? read_goal(trace, setup) : wrong;
}

/// The changes must lead from each world to the next, and to the hash that stands at the step.
std::string read_worlds(const Trace& trace, Recorded& recorded) {
  netbsd::World world{};
  std::string wrong = traces::world_of(trace.initial, recorded.fields, world);
  if (!wrong.empty()) return "/initial: " + wrong;
  if (traces::hash_of(world, recorded.fields) != trace.initial_hash) {
    return "/initial_hash: is not that of /initial";
  }
  recorded.worlds.push_back(world);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const std::string place = "/steps/" + std::to_string(i);
    for (const traces::Change& change : trace.steps[i].changes) {
      const auto field = std::find_if(recorded.fields.begin(), recorded.fields.end(),
                                      [&](const auto& f) { return f.name() == change.field; });
      if (field == recorded.fields.end()) return place + ": no field '" + change.field + "'";
      if (field->text(field->get(world)) != change.from) {
        return place + ": " + change.field + " is " + field->text(field->get(world)) + ", not " +
               change.from;
      }
      unsigned value = 0;
      while (value < field->values && field->text(value) != change.to) ++value;
      if (value == field->values) return place + ": " + change.field + " is never " + change.to;
      field->set(world, value);
    }
    if (traces::hash_of(world, recorded.fields) != trace.steps[i].world) {
      return place + "/world: is not the hash of the world that the changes lead to";
    }
    recorded.worlds.push_back(world);
  }
  netbsd::World final{};
  wrong = traces::world_of(trace.final, recorded.fields, final);
  if (!wrong.empty()) return "/final: " + wrong;
  return final == world ? "" : "/final: is not the world that the steps lead to";
}

}  // namespace

std::string read_record(const Trace& trace, Recorded& recorded) {
  std::string wrong = read_setup(trace, recorded.setup);
  if (!wrong.empty()) return wrong;
  recorded.fields = netbsd::fields(recorded.setup.config.size);
  wrong = read_worlds(trace, recorded);
  if (!wrong.empty()) return wrong;
  const netbsd::Model model(recorded.setup.config);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    recorded.actions.emplace_back();
    wrong = action_of(trace.steps[i], model, recorded.actions.back());
    if (!wrong.empty()) return "/steps/" + std::to_string(i) + ": " + wrong;
  }
  return "";
}

}  // namespace vmwire::cli
