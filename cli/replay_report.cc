// What: see replay_report.h.
// Source: SibylFS's checker says what was seen, what was recorded, and how it goes on.
#include "cli/replay_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/build_id/build_id.h"
#include "cli/retell.h"
#include "cli/trace_of.h"
#include "cli/units.h"
#include "families/family.h"
#include "traces/codec.h"

namespace vmwire::cli {

using nlohmann::ordered_json;

namespace {

/// The law's id; a goal by its predicate.
std::string sought(const traces::Violation& violation) {
  return violation.kind == "goal" ? "goal: " + violation.alias : violation.invariant;
}

std::string text_of(const Departure& departure) {
  std::string text = fmt::format("DEPARTS at step {} ({})\n", departure.step, departure.name);
  text += "    recorded: " + departure.recorded + "\n";
  text += "    seen:     " + departure.seen + "\n";
  for (const Departure::Field& field : departure.fields) {
    text += fmt::format("    {}: seen {}, recorded {}\n", field.name, field.seen, field.recorded);
  }
  return text;
}

ordered_json json_of(const Departure& departure) {
  ordered_json fields = ordered_json::array();
  for (const Departure::Field& field : departure.fields) {
    fields.push_back(
        {{"field", field.name}, {"recorded", field.recorded}, {"seen", field.seen}});
  }
  return {{"step", departure.step},
          {"name", departure.name},
          {"recorded", departure.recorded},
          {"seen", departure.seen},
          {"fields", std::move(fields)}};
}

}  // namespace

std::string replay_text(const ReplayReport& report) {
  const Replayed& replayed = report.replayed;
  std::string text = differences_text(report.differences);
  if (replayed.departure) text += text_of(*replayed.departure);
  const std::string what = sought(report.trace.violation);
  if (replayed.reached) {
    text += fmt::format("REACHED {} {}, after {}\n", what,
                        replayed.departure ? "nevertheless" : "again",
                        counted(replayed.steps, "step"));
    text += "culprit: " + replayed.culprit + "\n";
  } else {
    text += "GONE " + what + ": " + replayed.why + "\n";
  }
  if (report.other_rules) {
    text += "under:   " + report.setup.kernel + " as recorded, and " +
            family::options_of(report.setup.selection) + "\n";
  }
  return text;
}

std::string replay_json(const ReplayReport& report) {
  const Replayed& replayed = report.replayed;
  const traces::Violation& violation = report.trace.violation;
  const Setup& setup = report.setup;
  ordered_json json = {{"program", version()},
                       {"build", build_id()},
                       {"trace_file", report.file},
                       {"kernel", setup.kernel},
                       {"rules", setup.family->rules.on(setup.config.personality)},
                       {"selection", traces::to_json(selection_of(setup))},
                       {"kind", violation.kind},
                       {"invariant", violation.invariant},
                       {"alias", violation.alias},
                       {"reached", replayed.reached},
                       {"steps", replayed.steps},
                       {"departure", nullptr},
                       {"message", nullptr},
                       {"gone", nullptr},
                       {"differences", report.differences}};
  if (replayed.departure) json["departure"] = json_of(*replayed.departure);
  if (replayed.reached) json["message"] = replayed.culprit;
  else json["gone"] = replayed.why;
  return json.dump(2) + "\n";
}

}  // namespace vmwire::cli
