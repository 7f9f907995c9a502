// What: see trace_of.h.
#include "cli/trace_of.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/build_id/build_id.h"
#include "cli/engine_words.h"
#include "cli/suggest.h"
#include "families/family.h"
#include "model/core/check.h"
#include "traces/world_text.h"

namespace vmwire::cli {

using families::AnyModel;
using family::AnyWorld;
using family::WorldView;

namespace {

/// All but the violation.
traces::Trace frame(const Setup& setup, AnyModel& model, const families::Run& run) {
  const families::Family& family = *setup.family;
  traces::Trace trace;
  trace.program = version();
  trace.build = build_id();
  trace.kernel = setup.kernel;
  const family::AnyPersonality& personality = setup.config.personality;
  trace.rules = family.rules.on(personality);
  trace.selection = selection_of(setup);
  for (const family::PersonalityField& field : family.personality().fields()) {
    trace.personality[field.name] = field.value_in(personality);
  }
  for (const family::Knob& knob : family.sizes.knobs) {
    const family::SizeView values = knob.values(setup.config.size);
    trace.size[knob.name] = {values.begin(), values.end()};
  }
  trace.ops = setup.ops;
  trace.scenario = setup.scenario ? setup.scenario->text : "";
  trace.invariants = setup.invariants;
  trace.goal = setup.goal ? setup.goal->text() : "";
  trace.reduce = name_of(setup.reduce);
  trace.verdict = "violated";
  trace.repeat = repeat_line(setup);

  trace.initial = traces::text_of(run.initial, model.fields());
  trace.initial_hash = traces::hash_of(run.initial, model.fields());
  AnyWorld before = run.initial;
  for (const families::Run::Step& step : run.steps) {
    AnyWorld after;
    family::Taken taken;
    const bool offered = model.take(before, step.action, after, taken);
    VMWIRE_CHECK(offered);
    VMWIRE_CHECK(after == step.world);  // taking a step twice gives the same world
    trace.steps.push_back(step_of(model, before, taken, after));
    before = after;
  }
  trace.final = traces::text_of(before, model.fields());
  trace.violation.depth = static_cast<unsigned>(trace.steps.size());
  return trace;
}

/// "uvm_map_pageable, pass 1; amap_copy, needs-copy resolved": a function is named once in a row.
std::string step_text(const std::vector<const family::Mark*>& marks) {
  std::string result;
  std::string function;
  for (const family::Mark* mark : marks) {
    if (!result.empty()) result += "; ";
    if (function != mark->function) result += std::string(mark->function) + ", ";
    result += mark->text;
    function = mark->function;
  }
  return result;
}

std::string names_of(const std::vector<traces::TraceWait>& waits) {
  std::vector<std::string> names;
  for (const traces::TraceWait& wait : waits) names.push_back(wait.thread);
  return fmt::format("{}", fmt::join(names, ", "));
}

const char* never_woken(families::Beyond beyond) {
  switch (beyond) {
    case families::Beyond::unasked: break;
    case families::Beyond::stuck:
      return "nothing that can follow ever wakes it, whatever is begun beyond the steps";
    case families::Beyond::woken:
      return "nothing in the steps ever wakes it; something begun beyond them would";
    case families::Beyond::unknown:
      return "nothing in the steps ever wakes it; whether something begun beyond them would is "
             "not known";
  }
  return "nothing that can follow ever wakes it";
}

}  // namespace

traces::Arguments arguments_of(const families::Family& family, const family::Action& action) {
  const families::OpInfo& info = family.ops[family::number(action.op)];
  traces::Arguments result{info.name, action.first, action.second, "", action.begins != 0,
                           action.choice};
  // Only the step that begins an operation has its argument; later ones find it in the thread.
  if (action.begins != 0 && action.arg < info.arguments.size()) {
    result.arg = info.arguments[action.arg];
  } else if (action.arg != 0) {
    result.arg = std::to_string(action.arg);
  }
  return result;
}

std::string action_of(const traces::TraceStep& step, const AnyModel& model,
                      family::Action& action) {
  const traces::Arguments& arguments = step.arguments;
  const families::OpInfo* info = model.family().find_op(arguments.op);
  if (info == nullptr) return unknown_op(model.family(), arguments.op);
  action = {};
  action.op = model.family().number(*info);
  action.first = static_cast<std::uint8_t>(arguments.first);
  action.second = static_cast<std::uint8_t>(arguments.second);
  action.begins = arguments.begins ? 1 : 0;
  action.choice = static_cast<std::uint16_t>(arguments.choice);
  if (!arguments.arg.empty()) {
    unsigned arg = 0;
    while (arg < info->arguments.size() && info->arguments[arg] != arguments.arg) ++arg;
    if (arg == info->arguments.size()) {
      arg = 1;  // perhaps a number
      while (arg < 256 && std::to_string(arg) != arguments.arg) ++arg;
      if (arg == 256) {
        return unknown("argument of " + arguments.op, arguments.arg,
                       {info->arguments.begin(), info->arguments.end()}, "`vmwire list ops`");
      }
    }
    action.arg = static_cast<std::uint8_t>(arg);
  }
  std::vector<std::string> actors;
  for (unsigned actor : model.actors()) {
    action.actor = static_cast<std::uint8_t>(actor);
    actors.push_back(model.actor_name(actor));
    if (actors.back() == step.actor) return "";
  }
  return unknown("actor", step.actor, actors, "");
}

traces::TraceStep step_of(const AnyModel& model, WorldView before, const family::Taken& taken,
                          WorldView after) {
  traces::TraceStep step;
  step.actor = model.actor_name(taken.action.actor);
  step.operation = model.action_text(before, taken.action);
  step.arguments = arguments_of(model.family(), taken.action);
  step.step = step_text(taken.marks);
  for (const family::Mark* mark : taken.marks) {
    const traces::Source source{mark->function, mark->citation};
    const bool known = std::find(step.sources.begin(), step.sources.end(), source) !=
                       step.sources.end();
    if (!known) step.sources.push_back(source);
  }
  step.changes = traces::difference(before, after, model.fields());
  step.world = traces::hash_of(after, model.fields());
  return step;
}

std::vector<traces::TraceWait> waits_of(AnyModel& model, WorldView world,
                                        const std::vector<explorer::Wait>& waits) {
  std::vector<traces::TraceWait> result;
  const std::vector<family::Blocked> known = model.waits(world);
  for (const explorer::Wait& wait : waits) {
    traces::TraceWait text{model.actor_name(wait.actor), "something", {}};
    for (const family::Blocked& blocked : known) {
      if (blocked.thread == wait.actor) text.waits_for = blocked.what;
    }
    for (unsigned t = 0; t < model.threads(); ++t) {
      if ((wait.waits_on >> t & 1u) != 0) text.held_by.push_back(model.actor_name(t));
    }
    result.push_back(std::move(text));
  }
  return result;
}

traces::Selection selection_of(const Setup& setup) {
  const family::Selection& selection = setup.selection;
  return {selection.fixed, selection.proposed, selection.with, selection.without, selection.set};
}

std::vector<explorer::Wait> circle_of(AnyModel& model, WorldView world) {
  explorer::WaitsFor waits;
  for (const family::Blocked& blocked : model.waits(world)) {
    waits.add(blocked.thread, blocked.holders);
  }
  return waits.cycle();
}

traces::Violation violation_of(const families::Family& family, AnyModel& model,
                               const families::Finding& finding) {
  traces::Violation to;
  const AnyWorld& last = finding.run.last();
  if (finding.kind == explorer::ViolationKind::law) {
    const families::LawInfo& law = family.laws[finding.law];
    to.invariant = law.id;
    to.alias = law.alias;
    to.message = model.culprit(last, finding.law).value_or("");
    to.kind = to.invariant.rfind("panic.", 0) == 0 ? "panic" : "law";
    return to;
  }
  to.waits = waits_of(model, last, finding.cycle);
  if (finding.kind == explorer::ViolationKind::deadlock) {
    to.kind = to.invariant = "deadlock";
    to.alias = kDeadlockAlias;
    to.message = "a circle of " + names_of(to.waits);
  } else {
    to.kind = to.invariant = "stuck";
    to.alias = kStuckAlias;
    to.message = names_of(to.waits) + ": " + never_woken(finding.beyond);
  }
  return to;
}

traces::Trace trace_of(const Setup& setup, AnyModel& model, const families::Finding& finding) {
  traces::Trace trace = frame(setup, model, finding.run);
  const unsigned depth = trace.violation.depth;
  trace.violation = violation_of(*setup.family, model, finding);
  trace.violation.depth = depth;
  return trace;
}

traces::Trace trace_of_goal(const Setup& setup, AnyModel& model, const families::Run& witness) {
  traces::Trace trace = frame(setup, model, witness);
  trace.violation.kind = trace.violation.invariant = "goal";
  trace.violation.alias = setup.goal->text();
  trace.violation.message = setup.goal->where(witness.last());
  return trace;
}

}  // namespace vmwire::cli
