// What: the members of a trace, most read beside where they are written.
// trace.schema.json says the same as a schema; tests compare the two.
#include "traces/codec.h"

#include <nlohmann/json.hpp>

#include "traces/reader.h"

namespace vmwire::traces {

using nlohmann::ordered_json;

namespace {

constexpr const char* kFormat = "vmwire-trace";
constexpr std::size_t kNamesMax = 256;    // rules, fields, knobs, groups: far more than there are
constexpr std::size_t kMembersMax = 64;
constexpr std::size_t kChangesMax = 4096;

// --- small parts ------------------------------------------------------------------------------

/// A number where the text is one, so that other programs can compare; else the text.
ordered_json value_json(const std::string& text) {
  const bool number = !text.empty() && text.size() <= 9 && (text == "0" || text[0] != '0') &&
                      text.find_first_not_of("0123456789") == text.npos;
  return number ? ordered_json(std::stoul(text)) : ordered_json(text);
}

std::string one_of(const Reader& from, std::initializer_list<const char*> words) {
  const std::string text = from.text();
  for (const char* word : words) {
    if (text == word) return text;
  }
  from.fail("unknown word " + in_quotes(text));
}

std::string hash_text(const Reader& from) {
  const std::string text = from.text();
  const bool hex = text.size() == 16 && text.find_first_not_of("0123456789abcdef") == text.npos;
  if (!hex) from.fail("expected 16 hexadecimal digits");
  return text;
}

std::vector<std::string> names(const Reader& from) {
  std::vector<std::string> result;
  from.each(kNamesMax, [&](const Reader& name) { result.push_back(name.text()); });
  return result;
}

ordered_json world_json(const WorldText& world) {
  ordered_json result = ordered_json::object();
  for (const auto& [group, members] : world) {
    ordered_json& to = result[group] = ordered_json::object();
    for (const auto& [member, value] : members) to[member] = value_json(value);
  }
  return result;
}

WorldText read_world(const Reader& from) {
  WorldText result;
  from.each_member(kNamesMax, [&](const std::string& group, const Reader& members) {
    auto& to = result[group];
    members.each_member(kMembersMax, [&](const std::string& member, const Reader& value) {
      to[member] = value.value_text();
    });
  });
  return result;
}

// --- what was run -----------------------------------------------------------------------------

Selection read_selection(const Reader& from) {
  from.only({"fixed", "proposed", "with", "without", "set"});
  Selection result;
  result.fixed = from.member("fixed").boolean();
  result.proposed = from.member("proposed").boolean();
  result.with = names(from.member("with"));
  result.without = names(from.member("without"));
  from.member("set").each(kNamesMax, [&](const Reader& pair) {
    pair.only({"field", "value"});
    result.set.emplace_back(pair.member("field").text(), pair.member("value").text());
  });
  return result;
}

ordered_json size_json(const Trace& trace) {
  ordered_json result = ordered_json::object();
  for (const auto& [knob, values] : trace.size) {
    if (values.size() == 1 && knob != "threads") result[knob] = values[0];
    else result[knob] = values;
  }
  return result;
}

void read_size(const Reader& from, Trace& trace) {
  constexpr unsigned kMax = 1'000'000;
  from.each_member(kNamesMax, [&](const std::string& knob, const Reader& value) {
    auto& to = trace.size[knob];
    if (!value.is_array()) to.push_back(value.natural(kMax));
    else value.each(kMembersMax, [&](const Reader& one) { to.push_back(one.natural(kMax)); });
  });
}

// --- what a golden trace says of itself -------------------------------------------------------

ordered_json rung_json(const Rung& rung) {
  return {{"rule", rung.rule}, {"companion", rung.companion}, {"story", rung.story}};
}

Rung read_rung(const Reader& from) {
  from.only({"rule", "companion", "story"});
  return {from.member("rule").text(), from.member("companion").text(),
          from.member("story").text()};
}

// --- the violation ----------------------------------------------------------------------------

ordered_json violation_json(const Violation& violation) {
  ordered_json waits = ordered_json::array();
  for (const TraceWait& wait : violation.waits) {
    waits.push_back(
        {{"thread", wait.thread}, {"waits_for", wait.waits_for}, {"held_by", wait.held_by}});
  }
  return {{"kind", violation.kind},       {"invariant", violation.invariant},
          {"alias", violation.alias},     {"message", violation.message},
          {"depth", violation.depth},     {"waits", std::move(waits)}};
}

Violation read_violation(const Reader& from) {
  from.only({"kind", "invariant", "alias", "message", "depth", "waits"});
  Violation result;
  result.kind = one_of(from.member("kind"), {"law", "panic", "deadlock", "stuck", "goal"});
  result.invariant = from.member("invariant").text();
  result.alias = from.member("alias").text();
  result.message = from.member("message").text();
  result.depth = from.member("depth").natural(kStepsMax);
  from.member("waits").each(kMembersMax, [&](const Reader& wait) {
    wait.only({"thread", "waits_for", "held_by"});
    result.waits.push_back({wait.member("thread").text(), wait.member("waits_for").text(),
                            names(wait.member("held_by"))});
  });
  return result;
}

// --- steps ------------------------------------------------------------------------------------

ordered_json arguments_json(const Arguments& arguments) {
  return {{"op", arguments.op},         {"start", arguments.first},
          {"end", arguments.second},    {"arg", arguments.arg},
          {"begins", arguments.begins}, {"choice", arguments.choice}};
}

Arguments read_arguments(const Reader& from) {
  from.only({"op", "start", "end", "arg", "begins", "choice"});
  return {from.member("op").text(),         from.member("start").natural(255),
          from.member("end").natural(255),  from.member("arg").text(),
          from.member("begins").boolean(),  from.member("choice").natural(65535)};
}

TraceStep read_step(const Reader& from) {
  from.only({"actor", "operation", "arguments", "step", "source", "changes", "world"});
  TraceStep result;
  result.actor = from.member("actor").text();
  result.operation = from.member("operation").text();
  result.arguments = read_arguments(from.member("arguments"));
  result.step = from.member("step").text();
  from.member("source").each(kMembersMax, [&](const Reader& source) {
    source.only({"function", "citation"});
    result.sources.push_back({source.member("function").text(), source.member("citation").text()});
  });
  from.member("changes").each(kChangesMax, [&](const Reader& change) {
    change.only({"field", "from", "to"});
    result.changes.push_back({change.member("field").text(), change.member("from").value_text(),
                              change.member("to").value_text()});
  });
  result.world = hash_text(from.member("world"));
  return result;
}

// --- the whole --------------------------------------------------------------------------------

void check_version(const Reader& from) {
  if (!from.has("format") || !from.has("version")) {
    from.fail("not a vmwire trace: members 'format' and 'version' are missing");
  }
  const std::string format = from.member("format").text();
  if (format != kFormat) from.member("format").fail("unknown format " + in_quotes(format));
  const unsigned version = from.member("version").natural(999'999'999);
  if (version != kFormatVersion) {
    from.member("version").fail("format version " + std::to_string(version) +
                                "; this program reads version " + std::to_string(kFormatVersion));
  }
}

Trace read_trace(const Reader& from) {
  check_version(from);
  from.only({"format", "version", "program", "build", "kernel", "rules", "selection",
             "personality", "size", "ops", "invariants", "goal", "scenario", "reduce",
             "verdict", "repeat",
             "rung", "violation", "initial", "initial_hash", "steps", "final"});
  Trace result;
  result.program = from.member("program").text();
  result.build = from.member("build").text();
  result.kernel = from.member("kernel").text();
  result.rules = names(from.member("rules"));
  result.selection = read_selection(from.member("selection"));
  from.member("personality")
      .each_member(kNamesMax, [&](const std::string& field, const Reader& value) {
        result.personality[field] = value.text();
      });
  read_size(from.member("size"), result);
  result.ops = names(from.member("ops"));
  result.invariants = names(from.member("invariants"));
  result.goal = from.member("goal").text();
  if (from.has("scenario")) result.scenario = from.member("scenario").text();
  result.reduce = one_of(from.member("reduce"), {"none", "symmetry", "por", "all"});
  result.verdict = one_of(from.member("verdict"), {"violated"});
  result.repeat = from.member("repeat").text();
  if (from.has("rung")) result.rung = read_rung(from.member("rung"));
  result.violation = read_violation(from.member("violation"));
  result.initial = read_world(from.member("initial"));
  result.initial_hash = hash_text(from.member("initial_hash"));
  from.member("steps").each(kStepsMax,
                            [&](const Reader& step) { result.steps.push_back(read_step(step)); });
  result.final = read_world(from.member("final"));
  if (result.violation.depth != result.steps.size()) {
    from.member("violation").member("depth").fail("is not the number of steps");
  }
  return result;
}

}  // namespace

ordered_json to_json(const Selection& selection) {
  ordered_json set = ordered_json::array();
  for (const auto& [field, value] : selection.set) {
    set.push_back({{"field", field}, {"value", value}});
  }
  return {{"fixed", selection.fixed},
          {"proposed", selection.proposed},
          {"with", selection.with},
          {"without", selection.without},
          {"set", std::move(set)}};
}

ordered_json to_json(const TraceStep& step) {
  ordered_json sources = ordered_json::array();
  for (const Source& source : step.sources) {
    sources.push_back({{"function", source.function}, {"citation", source.citation}});
  }
  ordered_json changes = ordered_json::array();
  for (const Change& change : step.changes) {
    changes.push_back({{"field", change.field},
                       {"from", value_json(change.from)},
                       {"to", value_json(change.to)}});
  }
  return {{"actor", step.actor},
          {"operation", step.operation},
          {"arguments", arguments_json(step.arguments)},
          {"step", step.step},
          {"source", std::move(sources)},
          {"changes", std::move(changes)},
          {"world", step.world}};
}

ordered_json to_json(const Trace& trace) {
  ordered_json steps = ordered_json::array();
  for (const TraceStep& step : trace.steps) steps.push_back(to_json(step));
  ordered_json personality = ordered_json::object();
  for (const auto& [field, value] : trace.personality) personality[field] = value;
  ordered_json result = {{"format", kFormat},
                         {"version", kFormatVersion},
                         {"program", trace.program},
                         {"build", trace.build},
                         {"kernel", trace.kernel},
                         {"rules", trace.rules},
                         {"selection", to_json(trace.selection)},
                         {"personality", std::move(personality)},
                         {"size", size_json(trace)},
                         {"ops", trace.ops},
                         {"invariants", trace.invariants},
                         {"goal", trace.goal}};
  if (!trace.scenario.empty()) result["scenario"] = trace.scenario;
  result["reduce"] = trace.reduce;
  result["verdict"] = trace.verdict;
  result["repeat"] = trace.repeat;
  if (trace.rung) result["rung"] = rung_json(*trace.rung);
  result["violation"] = violation_json(trace.violation);
  result["initial"] = world_json(trace.initial);
  result["initial_hash"] = trace.initial_hash;
  result["steps"] = std::move(steps);
  result["final"] = world_json(trace.final);
  return result;
}

Read from_json(std::string_view text, const std::string& name) {
  if (text.size() > kFileBytesMax) {
    return {{}, name + ": larger than " + std::to_string(kFileBytesMax >> 20) + " MiB"};
  }
  try {
    const nlohmann::json parsed = parse_bounded(text);
    return {read_trace(Reader(parsed)), ""};
  } catch (const std::exception& error) {  // BadTrace, or no memory
    return {{}, name + ": " + error.what()};
  }
}

}  // namespace vmwire::traces
