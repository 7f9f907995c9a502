// What: a scenario becomes a part of a run: where its text comes from, and the size that it gets.
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "cli/scenario.h"
#include "cli/scenario_size.h"
#include "cli/setup.h"

namespace vmwire::cli {

namespace {

std::string read_steps(const std::string& file, std::string& text) {
  constexpr std::size_t kMost = 1 << 20;
  std::ifstream in(file, std::ios::binary);
  if (in) text.assign(std::istreambuf_iterator<char>(in), {});
  if (!in || in.bad()) return "--steps-file " + file + ": cannot be read: is there such a file?";
  if (text.size() > kMost) return "--steps-file " + file + ": larger than a mebibyte";
  for (const char c : text) {
    const bool printable = (c >= ' ' && c <= '~') || c == '\n' || c == '\t' || c == '\r';
    if (!printable) return "--steps-file " + file + ": has characters that are not plain ASCII";
  }
  return "";
}

/// The knobs that must stay as they are. A list says how many things there are.
std::set<std::string> given_knobs(const RunOptions& options, const family::SizeTable& sizes) {
  std::set<std::string> given;
  for (const family::Knob& knob : sizes.knobs) {
    const auto at = options.knobs.find(knob.name);
    if (at == options.knobs.end() || at->second.empty()) continue;
    given.insert(knob.name);
    for (const family::Knob& other : sizes.knobs) {
      if (knob.list() && !other.list() && other.place == knob.count_from) given.insert(other.name);
    }
  }
  return given;
}

/// The scenario is a part of the run, once it is known to make sense.
void keep(Scenario scenario, Setup& setup) {
  setup.config.script = scenario.script;
  setup.scenario = std::move(scenario);
}

}  // namespace

std::string choose_scenario(const std::string& text, Setup& setup) {
  Scenario scenario;
  const ScenarioMistake mistake =
      parse_scenario(text, *setup.family->open(setup.config), scenario);
  if (mistake.what.empty()) keep(std::move(scenario), setup);
  return mistake.line(false);
}

std::string choose_steps(const RunOptions& options, Setup& setup) {
  if (!options.steps.empty() && !options.steps_file.empty()) {
    return "--steps and --steps-file say the same thing: give one of them";
  }
  const families::Family& family = *setup.family;
  std::string text = options.steps, from = "--steps";
  if (text.empty()) {
    from += "-file " + options.steps_file;
    if (std::string wrong = read_steps(options.steps_file, text); !wrong.empty()) return wrong;
  }
  const std::set<std::string> given = given_knobs(options, family.sizes);
  Scenario scenario;
  ScenarioMistake mistake;
  families::AnyConfig config = setup.config;
  if (options.size.empty()) {
    mistake = smallest_fit(text, family, given, config, scenario);
    if (mistake.what.empty()) setup.config.size = config.size;
  } else {
    mistake = parse_scenario(text, *family.open(config), scenario);
    Scenario elsewhere;
    if (mistake.of_size() && fit_scenario(text, family, {}, config, elsewhere).what.empty()) {
      mistake.there_is +=
          "; it fits with " + size_difference(family, setup.config.size, config.size);
    }
  }
  if (!mistake.what.empty()) return from + ": " + mistake.line(options.size.empty());
  keep(std::move(scenario), setup);
  return "";
}

}  // namespace vmwire::cli
