// What: see retell.h.
#include "cli/retell.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command_words.h"
#include "cli/trace_of.h"
#include "families/family.h"
#include "traces/codec.h"

namespace vmwire::cli {

using nlohmann::ordered_json;
using traces::Trace;

namespace {

std::string in_words(const ordered_json& value) {
  constexpr std::size_t kMost = 80;
  const std::string text = value.is_string() ? "'" + value.get<std::string>() + "'" : value.dump();
  return text.size() > kMost ? text.substr(0, kMost) + "..." : text;
}

/// Each place where the two are not the same, as deep as they have the same shape.
void compare(const ordered_json& file, const ordered_json& told, const std::string& place,
             std::vector<std::string>& differences) {
  if (file == told) return;
  const bool objects = file.is_object() && told.is_object();
  const bool arrays = file.is_array() && told.is_array() && file.size() == told.size();
  if (objects) {
    for (const auto& [name, value] : told.items()) {
      compare(file.contains(name) ? file[name] : ordered_json(), value, place + "/" + name,
              differences);
    }
    return;
  }
  if (arrays) {
    for (std::size_t i = 0; i < told.size(); ++i) {
      compare(file[i], told[i], place + "/" + std::to_string(i), differences);
    }
    return;
  }
  differences.push_back(
      fmt::format("{}: the file says {}, and it is {}", place, in_words(file), in_words(told)));
}

/// The trace without its steps and worlds, which are compared by themselves.
Trace head_of(const Trace& trace) {
  Trace head;
  head.kernel = trace.kernel;
  head.rules = trace.rules;
  head.selection = trace.selection;
  head.ops = trace.ops;
  head.invariants = trace.invariants;
  head.goal = trace.goal;
  head.reduce = trace.reduce;
  head.verdict = trace.verdict;
  head.repeat = trace.repeat;
  head.violation = trace.violation;
  return head;
}

/// What the kernel does with the rules that were asked for, where the file has something else.
void compare_personality(const Trace& file, const Setup& setup,
                         std::vector<std::string>& differences) {
  family::AnyPersonality asked = setup.family->find_version(setup.kernel)->personality;
  setup.family->rules.apply(setup.selection, asked);  // sound: read_setup looked
  for (const family::PersonalityField& field : setup.family->personality().fields()) {
    const auto given = file.personality.find(field.name);
    const std::string expected = field.value_in(asked);
    if (given == file.personality.end() || given->second == expected) continue;
    differences.push_back(fmt::format(
        "/personality/{}: the file says '{}', and {} with the rules of /selection has '{}'",
        field.name, given->second, setup.kernel, expected));
  }
}

/// Whether the line finds what the trace is about, and is written as we write it.
bool repeats(const std::string& line, const Setup& setup) {
  Setup again;
  if (!parse_check_line(line, again).empty() || repeat_line(again) != line) return false;
  const families::AnyConfig& a = again.config;
  const families::AnyConfig& b = setup.config;
  const std::string goal = again.goal ? again.goal->text() : "";
  return again.kernel == setup.kernel && a.personality == b.personality && a.ops == b.ops &&
         size_difference(*setup.family, a.size, b.size).empty() &&
         again.invariants == setup.invariants && again.reduce == setup.reduce &&
         goal == (setup.goal ? setup.goal->text() : "");
}

/// The steps as a run, if this program can take them so.
std::string take_again(const Recorded& recorded, families::AnyModel& model, families::Run& run) {
  const std::vector<family::AnyWorld> initial = model.initial();
  run.initial = recorded.worlds.front();
  if (std::find(initial.begin(), initial.end(), run.initial) == initial.end()) {
    return "/initial: is none that this program starts in";
  }
  family::AnyWorld world = run.initial;
  for (std::size_t i = 0; i < recorded.actions.size(); ++i) {
    family::AnyWorld next;
    family::Taken taken;
    const std::string place = "/steps/" + std::to_string(i);
    if (!model.take(world, recorded.actions[i], next, taken)) {
      return place + ": is not on offer there";
    }
    if (next != recorded.worlds[i + 1]) return place + ": leads to another world in this program";
    run.steps.push_back({recorded.actions[i], next});
    world = std::move(next);
  }
  return "";
}

/// What the file says is wrong, as a search would have found it.
std::string find_again(const Trace& file, const Recorded& recorded, families::AnyModel& model,
                       families::Finding& finding) {
  const traces::Violation& violation = file.violation;
  const family::WorldView last = recorded.worlds.back();
  if (violation.kind == "goal") {
    return recorded.setup.goal->holds(last) ? "" : "/goal: is not met after the last step";
  }
  if (violation.kind == "deadlock") {
    finding.kind = explorer::ViolationKind::deadlock;
    finding.cycle = circle_of(model, last);
    return finding.cycle.empty() ? "/violation: there is no deadlock after the last step" : "";
  }
  if (violation.kind == "stuck") {
    finding.kind = explorer::ViolationKind::stuck;
    for (const family::Blocked& blocked : model.waits(last)) {
      const std::string name = model.actor_name(blocked.thread);
      const bool named = std::any_of(violation.waits.begin(), violation.waits.end(),
                                     [&](const auto& wait) { return wait.thread == name; });
      if (named) finding.cycle.push_back({blocked.thread, blocked.holders});
    }
    return finding.cycle.empty() ? "/violation/waits: nobody sleeps so after the last step" : "";
  }
  const families::Family& family = *recorded.setup.family;
  finding.law = family.number(*family.find_law(violation.invariant));
  if (model.culprit(last, finding.law)) return "";
  return "/violation: " + violation.invariant + " holds after the last step";
}

}  // namespace

Retold retell(const Trace& file, const Recorded& recorded) {
  const Setup& setup = recorded.setup;
  const std::unique_ptr<families::AnyModel> model = setup.family->open(setup.config);
  Retold retold;
  families::Finding finding;
  retold.error = take_again(recorded, *model, finding.run);
  if (retold.ok()) retold.error = find_again(file, recorded, *model, finding);
  if (!retold.ok()) return retold;

  Trace& told = retold.trace;
  told = setup.goal ? trace_of_goal(setup, *model, finding.run) : trace_of(setup, *model, finding);
  told.program = file.program;  // whatever it is, it names nothing else
  told.build = file.build;
  told.rung = file.rung;
  if (repeats(file.repeat, setup)) told.repeat = file.repeat;
  std::vector<std::string>& differences = retold.differences;
  compare(traces::to_json(head_of(file)), traces::to_json(head_of(told)), "", differences);
  compare_personality(file, setup, differences);
  for (std::size_t i = 0; i < told.steps.size(); ++i) {
    if (file.steps[i] == told.steps[i]) continue;
    compare(traces::to_json(file.steps[i]), traces::to_json(told.steps[i]),
            "/steps/" + std::to_string(i), differences);
  }
  return retold;
}

std::string differences_text(const std::vector<std::string>& differences) {
  constexpr std::size_t kMost = 10;
  if (differences.empty()) return "";
  std::string text = "the file says otherwise; told is what its actions do:\n";
  for (std::size_t i = 0; i < std::min(kMost, differences.size()); ++i) {
    text += "    " + differences[i] + "\n";
  }
  if (differences.size() > kMost) {
    text += fmt::format("    and {} more\n", differences.size() - kMost);
  }
  return text;
}

}  // namespace vmwire::cli
