// What: see recorded.h.
#include "cli/recorded.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <unordered_map>

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

/// Nobody can check who wrote it; but these are words, and not a text that tells something else.
std::string read_origin(const Trace& trace) {
  constexpr std::size_t kMost = 64;
  const auto plain = [](const std::string& text) {
    return text.size() <= kMost && std::all_of(text.begin(), text.end(), [](unsigned char c) {
             return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == '+';
           });
  };
  if (!plain(trace.program)) return "/program: is no version";
  return plain(trace.build) ? "" : "/build: is no revision";
}

/// Every rule that the file names; and whether those that were asked for go together.
std::string read_rules(const Trace& trace, Setup& setup) {
  const families::Family& family = *setup.family;
  for (const std::string& id : trace.rules) {
    if (family.rules.find(id) == nullptr) return "/rules: " + unknown_rule(id);
  }
  if (trace.rung) {
    for (const std::string& id : {trace.rung->rule, trace.rung->companion}) {
      if (!id.empty() && family.rules.find(id) == nullptr) return "/rung: " + unknown_rule(id);
    }
  }
  const traces::Selection& from = trace.selection;
  setup.selection = {from.fixed, from.proposed, from.with, from.without, from.set};
  for (const auto* ids : {&from.with, &from.without}) {
    for (const std::string& id : *ids) {
      if (family.rules.find(id) == nullptr) return "/selection: " + unknown_rule(id);
    }
  }
  family::AnyPersonality own = setup.config.personality;  // of the version itself
  const std::string wrong = family.rules.apply(setup.selection, own);
  return wrong.empty() ? "" : "/selection: " + wrong;
}

/// What does not stand in a world is zero; but what we write is complete.
std::string complete(const traces::WorldText& file, const traces::WorldText& whole) {
  for (const auto& [group, members] : whole) {
    const auto given = file.find(group);
    if (given == file.end()) return "'" + group + "' is missing";
    for (const auto& [member, value] : members) {
      if (!given->second.contains(member)) return "'" + group + "." + member + "' is missing";
    }
  }
  return file == whole ? "" : "things that there are not have members";
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
  if (wrong.empty()) wrong = complete(trace.initial, traces::text_of(world, fields));
  if (!wrong.empty()) return "/initial: " + wrong;
  if (traces::hash_of(world, fields) != trace.initial_hash) {
    return "/initial_hash: is not that of /initial";
  }
  recorded.worlds.push_back(world);
  std::unordered_map<std::string, const family::Field*> by_name;  // there may be many changes
  for (const family::Field& field : fields) by_name.emplace(field.name(), &field);
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const std::string place = "/steps/" + std::to_string(i);
    for (const traces::Change& change : trace.steps[i].changes) {
      const auto known = by_name.find(change.field);
      if (known == by_name.end()) {
        return place + ": " + traces::unknown_field(fields, change.field);
      }
      const family::Field* field = known->second;
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
  if (wrong.empty()) wrong = complete(trace.final, traces::text_of(final, fields));
  if (!wrong.empty()) return "/final: " + wrong;
  return final == world ? "" : "/final: is not the world that the steps lead to";
}

}  // namespace

std::string read_setup(const Trace& trace, Setup& setup) {
  std::string wrong = read_origin(trace);
  if (!wrong.empty()) return wrong;
  wrong = choose_kernel(trace.kernel, setup);
  if (!wrong.empty()) return "/kernel: " + wrong;
  const families::Family& family = *setup.family;
  for (const auto& word : reductions()) {
    if (trace.reduce == word.name) setup.reduce = word.value;
  }
  wrong = read_rules(trace, setup);
  if (wrong.empty()) {
    wrong = read_personality(trace, family.personality(), setup.config.personality);
  }
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
