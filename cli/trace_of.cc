// What: see trace_of.h.
// Source: derived.
#include "cli/trace_of.h"

#include <algorithm>

#include "cli/build_id/build_id.h"
#include "cli/engine_words.h"
#include "model/core/check.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/personality.h"

namespace vmwire::cli {

using netbsd::Model;
using netbsd::World;

namespace {

std::vector<unsigned> knob_values(const netbsd::Size& size, const netbsd::SizeKnob& knob) {
  if (knob.member != nullptr) return {size.*knob.member};
  return {size.threads, size.threads + size.processes};
}

/// All but the violation.
traces::Trace frame(const Setup& setup, Model& model, const Path& path) {
  traces::Trace trace;
  trace.program = version();
  trace.build = build_id();
  trace.kernel = setup.kernel;
  const netbsd::Personality& personality = setup.config.personality;
  trace.rules = netbsd::rules_on(personality);
  trace.selection = {setup.selection.fixed, setup.selection.proposed, setup.selection.with,
                     setup.selection.without, setup.selection.set};
  for (const netbsd::PersonalityField& field : netbsd::personality_fields()) {
    trace.personality[field.name] = field.values[field.get(personality)];
  }
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    trace.size[knob.name] = knob_values(setup.config.size, knob);
  }
  trace.ops = setup.ops;
  trace.invariants = setup.invariants;
  trace.goal = setup.goal ? setup.goal->text() : "";
  trace.reduce = name_of(setup.reduce);
  trace.verdict = "violated";
  trace.repeat = repeat_line(setup);

  const traces::Fields fields = netbsd::fields(setup.config.size);
  trace.initial = traces::text_of(path.initial, fields);
  trace.initial_hash = traces::hash_of(path.initial, fields);
  World before = path.initial;
  for (const auto& step : path.steps) {
    World after{};
    netbsd::Taken taken;
    const bool offered = model.take(before, step.action, after, taken);
    VMWIRE_CHECK(offered);
    VMWIRE_CHECK(after == step.state);  // taking a step twice gives the same world
    trace.steps.push_back(step_of(model, fields, before, taken, after));
    before = after;
  }
  trace.final = traces::text_of(before, fields);
  trace.violation.depth = static_cast<unsigned>(trace.steps.size());
  return trace;
}

/// "uvm_map_pageable, pass 1; amap_copy, needs-copy resolved": a function is named once in a row.
std::string step_text(const std::vector<unsigned>& marks) {
  std::string result;
  std::string function;
  for (unsigned i : marks) {
    const netbsd::Mark& mark = netbsd::marks()[i];
    if (!result.empty()) result += "; ";
    if (function != mark.function) result += std::string(mark.function) + ", ";
    result += mark.text;
    function = mark.function;
  }
  return result;
}

std::string names_of(const std::vector<traces::Wait>& waits) {
  std::string result;
  for (const traces::Wait& wait : waits) result += (result.empty() ? "" : ", ") + wait.thread;
  return result;
}

}  // namespace

traces::Arguments arguments_of(const netbsd::Action& action) {
  const netbsd::OpInfo& info = netbsd::op_info(action.op);
  traces::Arguments result{info.name, action.start, action.end, "", action.begins != 0,
                           action.choice};
  // Only the step that begins an operation has its argument; later ones find it in the thread.
  if (action.begins != 0 && action.arg < info.arguments.size()) {
    result.arg = info.arguments[action.arg];
  } else if (action.arg != 0) {
    result.arg = std::to_string(action.arg);
  }
  return result;
}

std::string action_of(const traces::Step& step, const Model& model, netbsd::Action& action) {
  const traces::Arguments& arguments = step.arguments;
  const netbsd::OpInfo* info = netbsd::find_op(arguments.op);
  if (info == nullptr) return "no operation is named '" + arguments.op + "'";
  action = {};
  action.op = info->id;
  action.start = static_cast<std::uint8_t>(arguments.start);
  action.end = static_cast<std::uint8_t>(arguments.end);
  action.begins = arguments.begins ? 1 : 0;
  action.choice = static_cast<std::uint16_t>(arguments.choice);
  if (!arguments.arg.empty()) {
    unsigned arg = 0;
    while (arg < info->arguments.size() && info->arguments[arg] != arguments.arg) ++arg;
    if (arg == info->arguments.size()) {
      arg = 1;  // perhaps a number
      while (arg < 256 && std::to_string(arg) != arguments.arg) ++arg;
      if (arg == 256) return arguments.op + " has no argument '" + arguments.arg + "'";
    }
    action.arg = static_cast<std::uint8_t>(arg);
  }
  std::vector<unsigned> actors;
  for (unsigned t = 0; t < model.config().size.thread_count(); ++t) actors.push_back(t);
  for (const auto actor : {netbsd::Actor::pagedaemon, netbsd::Actor::disk, netbsd::Actor::pmap}) {
    actors.push_back(static_cast<unsigned>(actor));
  }
  for (unsigned actor : actors) {
    action.actor = static_cast<std::uint8_t>(actor);
    if (model.actor_name(actor) == step.actor) return "";
  }
  return "no actor is named '" + step.actor + "'";
}

traces::Step step_of(const Model& model, const traces::Fields& fields, const World& before,
                     const netbsd::Taken& taken, const World& after) {
  traces::Step step;
  step.actor = model.actor_name(taken.action.actor);
  step.operation = model.action_text(before, taken.action);
  step.arguments = arguments_of(taken.action);
  step.step = step_text(taken.marks);
  for (unsigned i : taken.marks) {
    const traces::Source source{netbsd::marks()[i].function, netbsd::marks()[i].citation};
    const bool known = std::find(step.sources.begin(), step.sources.end(), source) !=
                       step.sources.end();
    if (!known) step.sources.push_back(source);
  }
  step.changes = traces::difference(before, after, fields);
  step.world = traces::hash_of(after, fields);
  return step;
}

std::vector<traces::Wait> waits_of(Model& model, const World& world,
                                   const std::vector<explorer::Wait>& waits) {
  std::vector<traces::Wait> result;
  const std::vector<netbsd::Wait> known = model.waits(world);
  for (const explorer::Wait& wait : waits) {
    traces::Wait text{model.actor_name(wait.actor), "something", {}};
    for (const netbsd::Wait& row : known) {
      if (row.thread == wait.actor) text.waits_for = row.what;
    }
    for (unsigned t = 0; t < netbsd::kThreadsMax; ++t) {
      if ((wait.waits_on >> t & 1u) != 0) text.held_by.push_back(model.actor_name(t));
    }
    result.push_back(std::move(text));
  }
  return result;
}

traces::Trace trace_of(const Setup& setup, Model& model, const Violation& violation) {
  traces::Trace trace = frame(setup, model, violation.path);
  traces::Violation& to = trace.violation;
  const World& last = violation.path.last();
  if (violation.kind == explorer::ViolationKind::law) {
    const invariants::Law& law = invariants::laws()[violation.law];
    invariants::Culprit culprit;
    law.holds(last, setup.config.size, &culprit);
    to.invariant = law.id;
    to.alias = law.alias;
    to.message = culprit.text;
    to.kind = to.invariant.rfind("panic.", 0) == 0 ? "panic" : "law";
    return trace;
  }
  to.waits = waits_of(model, last, violation.cycle);
  if (violation.kind == explorer::ViolationKind::deadlock) {
    to.kind = to.invariant = "deadlock";
    to.alias = kDeadlockAlias;
    to.message = "a circle of " + names_of(to.waits);
  } else {
    to.kind = to.invariant = "stuck";
    to.alias = kStuckAlias;
    to.message = names_of(to.waits) + ": nothing that can follow ever wakes it";
  }
  return trace;
}

traces::Trace trace_of_goal(const Setup& setup, Model& model, const Path& witness) {
  traces::Trace trace = frame(setup, model, witness);
  trace.violation.kind = trace.violation.invariant = "goal";
  trace.violation.alias = setup.goal->text();
  trace.violation.message = setup.goal->where(witness.last());
  return trace;
}

}  // namespace vmwire::cli
