// What: see scenario_size.h. No knob is named here: numbers are tried, the smallest first.
#include "cli/scenario_size.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "families/any_model.h"

namespace vmwire::cli {

using families::AnyConfig;
using families::Family;
using family::AnySize;
using family::Knob;

namespace {

ScenarioMistake parse_at(const std::string& text, const Family& family, const AnyConfig& config,
                         Scenario& to) {
  return parse_scenario(text, *family.open(config), to);
}

/// One number of a size, raised.
struct Raise {
  std::size_t place;
  unsigned by;
};

std::vector<Raise> raises(const Family& family, const std::set<std::string>& given,
                          const AnySize& size) {
  std::vector<Raise> all;
  for (const Knob& knob : family.sizes.knobs) {
    if (given.count(knob.name) != 0) continue;
    for (std::size_t i = 0; i < knob.most; ++i) {
      for (unsigned by = 1; size[knob.place + i] + by <= knob.high; ++by) {
        all.push_back({knob.place + i, by});
      }
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Raise& a, const Raise& b) { return a.by < b.by; });
  return all;
}

bool is_given(const Family& family, const std::set<std::string>& given, std::size_t place) {
  return std::any_of(family.sizes.knobs.begin(), family.sizes.knobs.end(), [&](const Knob& knob) {
    return knob.place == place && given.count(knob.name) != 0;
  });
}

/// The least raise of one or two numbers with which the text makes sense beyond the mistake.
std::optional<AnySize> raised(const std::string& text, const Family& family,
                              const std::set<std::string>& given, AnyConfig config,
                              const ScenarioMistake& mistake) {
  const AnySize size = config.size;
  const auto helps = [&](const AnySize& larger) {
    if (!family.sizes.complaint_about(larger).empty()) return false;
    config.size = larger;
    Scenario scenario;
    const ScenarioMistake left = parse_at(text, family, config, scenario);
    return left.what.empty() || left.at > mistake.at;
  };
  const std::vector<Raise> all = raises(family, given, size);
  for (const Raise& one : all) {
    AnySize larger = size;
    larger[one.place] += one.by;
    if (helps(larger)) return larger;
  }
  for (const Raise& one : all) {
    for (const Raise& other : all) {
      if (other.place <= one.place) continue;
      AnySize larger = size;
      larger[one.place] += one.by;
      larger[other.place] += other.by;
      if (helps(larger)) return larger;
    }
  }
  return std::nullopt;
}

}  // namespace

ScenarioMistake fit_scenario(const std::string& text, const Family& family,
                             const std::set<std::string>& given, AnyConfig& config,
                             Scenario& to) {
  for (;;) {
    const ScenarioMistake mistake = parse_at(text, family, config, to);
    if (mistake.what.empty()) break;
    if (!mistake.of_size()) return mistake;
    const auto larger = raised(text, family, given, config, mistake);
    if (!larger) return mistake;
    config.size = *larger;
  }
  if (is_given(family, given, family.cap)) return {};
  for (AnySize more = config.size; more[family.cap] < to.threads; config.size = more) {
    ++more[family.cap];
    if (!family.sizes.complaint_about(more).empty()) break;
  }
  return {};
}

ScenarioMistake smallest_fit(const std::string& text, const Family& family,
                             const std::set<std::string>& given, AnyConfig& config,
                             Scenario& to) {
  AnyConfig least = config;
  for (const Knob& knob : family.sizes.knobs) {
    const bool threads = knob.list() || knob.place == family.cap;
    if (!threads || given.count(knob.name) != 0) continue;
    for (std::size_t i = 0; i < knob.most; ++i) least.size[knob.place + i] = knob.low;
  }
  if (family.sizes.complaint_about(least.size).empty()) config = least;
  return fit_scenario(text, family, given, config, to);
}

}  // namespace vmwire::cli
