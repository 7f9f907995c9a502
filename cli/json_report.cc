// What: the JSON report, for programs; one object on standard output.
// Source: derived.
#include <nlohmann/json.hpp>

#include "cli/build_id/build_id.h"
#include "cli/engine_words.h"
#include "cli/report.h"
#include "explorer/verdict.h"
#include "model/netbsd/rules.h"
#include "traces/codec.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

ordered_json size_json(const netbsd::Size& size) {
  ordered_json result = ordered_json::object();
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    if (knob.member != nullptr) {
      result[knob.name] = size.*knob.member;
    } else {
      result[knob.name] = std::vector<unsigned>(size.threads, size.threads + size.processes);
    }
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
  for (const netbsd::Mark* mark : report.unreached) {
    result.push_back({{"id", mark->id},
                      {"operation", mark->op},
                      {"function", mark->function},
                      {"step", mark->text},
                      {"citation", mark->citation}});
  }
  return result;
}

}  // namespace

ordered_json report_json(const Report& report) {
  const Setup& setup = report.setup;
  const Result& result = report.result;
  ordered_json json = {
      {"program", version()},
      {"build", build_id()},
      {"kernel", setup.kernel},
      {"rules", netbsd::rules_on(setup.config.personality)},
      {"size", size_json(setup.config.size)},
      {"verdict", verdict_word(result.verdict)},
      {"exhaustive", result.exhaustive},
      {"stuck_checked", result.stuck_checked},
      {"shortest", setup.shortest()},
      {"omitted", result.omitted},
      {"past_violations", setup.past_violations},
      {"limit", explorer::name(result.limit)},
      {"states", result.states},
      {"transitions", result.transitions},
      {"depth", result.depth},
      {"seconds", result.seconds},
      {"states_per_second", states_per_second(result)},
      {"peak_rss_bytes", result.peak_rss_bytes},
      {"bytes_per_state", bytes_per_state(result)},
      {"restricted", setup.restricted()},
      {"ops", setup.ops},
      {"invariants", setup.invariants},
      {"goal", nullptr},
      {"workers", setup.workers},
      {"reduce", name_of(setup.reduce)},
      {"search", name_of(setup.order)},
      {"store", name_of(setup.keep)},
      {"repeat", repeat_line(setup)},
      {"violations", violations_json(report)},
      {"unreached", unreached_json(report)},
  };
  if (setup.goal) json["goal"] = setup.goal->text();
  return json;
}

std::string json_report(const Report& report) { return report_json(report).dump(2) + "\n"; }

}  // namespace vmwire::cli
