// What: the JSON report, for programs; one object on standard output.
#include <nlohmann/json.hpp>

#include "cli/build_id/build_id.h"
#include "cli/engine_words.h"
#include "cli/list_messages.h"
#include "cli/program_name.h"
#include "cli/report.h"
#include "cli/trace_of.h"
#include "families/family.h"
#include "traces/codec.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

ordered_json size_json(const families::Family& family, family::SizeView size) {
  ordered_json result = ordered_json::object();
  for (const family::Knob& knob : family.sizes.knobs) {
    const family::SizeView values = knob.values(size);
    if (knob.list()) result[knob.name] = std::vector<unsigned>(values.begin(), values.end());
    else result[knob.name] = values.front();
  }
  return result;
}

ordered_json violations_json(const Report& report) {
  ordered_json result = ordered_json::array();
  for (std::size_t i = 0; i < report.traces.size(); ++i) {
    const traces::Trace& trace = report.traces[i];
    const traces::Violation& violation = trace.violation;
    result.push_back({{"invariant", violation.invariant},
                      {"kind", violation.kind},
                      {"alias", violation.alias},
                      {"depth", violation.depth},
                      {"message", violation.message},
                      {"trace_file", nullptr},
                      {"trace", traces::to_json(trace)}});
    if (i < report.trace_files.size()) result.back()["trace_file"] = report.trace_files[i];
  }
  return result;
}

ordered_json unreached_json(const Report& report) {
  ordered_json result = ordered_json::array();
  for (const family::MarkTable::Row* row : report.unreached) {
    result.push_back({{"id", row->mark->id},
                      {"operation", row->ops},
                      {"function", row->mark->function},
                      {"step", row->mark->text},
                      {"citation", row->mark->citation}});
  }
  return result;
}

ordered_json scenario_json(const Report& report) {
  if (!report.setup.scenario) return nullptr;
  const Scenario& scenario = *report.setup.scenario;
  ordered_json steps = ordered_json::array();
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Scenario::Step& step = scenario.steps[i];
    steps.push_back({{"thread", step.thread},
                     {"operation", step.operation},
                     {"meanings", step.meanings},
                     {"begun", report.answer.begun.test(i)}});
  }
  return {{"text", scenario.text}, {"steps", std::move(steps)}};
}

/// Laws that hold because nothing that could break them has happened, or can.
ordered_json untested_json(const Report& report) {
  ordered_json result = ordered_json::array();
  for (const Untested& law : report.untested) {
    result.push_back({{"invariant", law.law->id},
                      {"missing", law.missing},
                      {"smallest_size", nullptr},
                      {"reason", nullptr}});
    if (!law.size.empty()) result.back()["smallest_size"] = law.size;
  }
  if (!report.traces.empty()) return result;
  for (const families::LawInfo* law : unreachable_laws(report.setup)) {
    result.push_back({{"invariant", law->id},
                      {"missing", ordered_json::array()},
                      {"smallest_size", nullptr},
                      {"reason", law->unreachable}});
  }
  return result;
}

/// Those that were given; null: none.
ordered_json limits_json(const Setup& setup) {
  const auto given = [&setup](const char* option, auto value) {
    const auto at = setup.limits_text.find(std::string(option) + " ");
    return at != std::string::npos ? ordered_json(value) : ordered_json();
  };
  return {{"states", given("--max-states", setup.limits.states)},
          {"depth", given("--max-depth", setup.limits.depth)},
          {"memory", given("--max-memory", setup.limits.memory)},
          {"seconds", given("--max-time", setup.limits.seconds)},
          {"sizes", given("--max-sizes", setup.sizes_max)}};
}

/// What only some searches have; null: not this one.
ordered_json engine_json(const Setup& setup) {
  const bool walks = setup.order == explorer::Order::random;
  const bool bits = setup.keep == explorer::Keep::bitstate;
  const auto number = [](bool there, std::uint64_t value) {
    return there ? ordered_json(value) : ordered_json();
  };
  return {{"workers", setup.workers},
          {"reduce", name_of(setup.reduce)},
          {"search", name_of(setup.order)},
          {"store", name_of(setup.keep)},
          {"store_size", number(bits, setup.bitstate_bytes)},
          {"seed", number(walks, setup.seed)},
          {"walk_steps", number(walks, setup.walk_steps)}};
}

}  // namespace

ordered_json report_json(const Report& report) {
  const Setup& setup = report.setup;
  const families::Family& family = *setup.family;
  const families::Answer& answer = report.answer;
  ordered_json json = {
      {"program", version()},
      {"build", build_id()},
      {"kernel", setup.kernel},
      {"rules", family.rules.on(setup.config.personality)},
      {"selection", traces::to_json(selection_of(setup))},
      {"size", size_json(family, setup.config.size)},
      {"verdict", verdict_word(answer.verdict)},
      {"exhaustive", answer.exhaustive},
      {"stuck_checked", answer.stuck_checked},
      {"shortest", setup.shortest()},
      {"omitted", answer.omitted},
      {"all_violations", setup.all_violations},
      {"past_violations", setup.past_violations},
      {"limit", explorer::name(answer.limit)},
      {"states", answer.states},
      {"transitions", answer.transitions},
      {"depth", answer.depth},
      {"seconds", answer.seconds},
      {"states_per_second", states_per_second(answer)},
      {"peak_rss_bytes", answer.peak_rss_bytes},
      {"bytes_per_state", bytes_per_state(answer)},
      {"restricted", setup.restricted()},
      {"ops", setup.ops},
      {"scenario", scenario_json(report)},
      {"invariants", setup.invariants},
      {"messages", messages_json(setup.messages)},
      {"goal", nullptr},
      {"limits", limits_json(setup)},
  };
  if (setup.goal) json["goal"] = setup.goal->text();
  json.update(engine_json(setup));
  json["repeat"] = repeat_command(setup);
  json["violations"] = violations_json(report);
  json["unreached"] = unreached_json(report);
  json["never_put_to_the_test"] = untested_json(report);
  return json;
}

std::string json_report(const Report& report) { return report_json(report).dump(2) + "\n"; }

}  // namespace vmwire::cli
