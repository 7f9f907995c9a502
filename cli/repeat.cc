// What: a setup as words again: the command line that repeats it, and what it leaves out.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/engine_words.h"
#include "cli/setup.h"

namespace vmwire::cli {

namespace {

using families::Family;
using family::SizeView;
using Words = std::vector<std::string>;

std::string in_line(const Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

/// "--pages 2" for each knob. Numbers of things that do not exist are no difference.
Words knob_words(const Family& family, SizeView size) {
  Words result;
  for (const family::Knob& knob : family.sizes.knobs) {
    result.push_back(family::option_of(knob, size));
  }
  return result;
}

}  // namespace

std::string shell_quoted(const std::string& text) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

const NamedSize& nearest_size(const Family& family, SizeView size) {
  const Words ours = knob_words(family, size);
  const auto far = [&](const NamedSize& named) {
    const Words theirs = knob_words(family, named.size);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) differences += ours[i] != theirs[i] ? 1 : 0;
    return differences;
  };
  const auto& all = family.sizes.named;
  return *std::min_element(all.begin(), all.end(),
                           [&](const auto& a, const auto& b) { return far(a) < far(b); });
}

std::string size_options(const Family& family, SizeView size) {
  return size_options(family, size, nearest_size(family, size));
}

std::string size_options(const Family& family, SizeView size, const NamedSize& from) {
  const std::string more = size_difference(family, from.size, size);
  return std::string("--size ") + from.name + (more.empty() ? "" : " " + more);
}

std::string size_difference(const Family& family, SizeView first, SizeView size) {
  const Words before = knob_words(family, first), after = knob_words(family, size);
  Words words;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i] != after[i]) words.push_back(after[i]);
  }
  return in_line(words);
}

std::string engine_line(const Setup& setup, bool defaults) {
  const Setup usual;
  Words words;
  const auto say = [&](bool differs, const std::string& option, const std::string& value) {
    if (differs || defaults) words.push_back(option + " " + value);
  };
  say(setup.workers != usual.workers, "--workers", std::to_string(setup.workers));
  say(setup.reduce != usual.reduce, "--reduce", name_of(setup.reduce));
  say(setup.order != usual.order, "--search", name_of(setup.order));
  if (setup.order == explorer::Order::random) {
    say(setup.seed != usual.seed, "--seed", std::to_string(setup.seed));
    say(setup.walk_steps != usual.walk_steps, "--walk-steps", std::to_string(setup.walk_steps));
  }
  say(setup.keep != usual.keep, "--store", name_of(setup.keep));
  if (setup.keep == explorer::Keep::bitstate) {
    say(setup.bitstate_bytes != usual.bitstate_bytes, "--store-size",
        std::to_string(setup.bitstate_bytes));
  }
  return in_line(words);
}

std::string repeat_line(const Setup& setup) {
  Words words = {"./vmwire check", setup.kernel};
  const std::string rules = family::options_of(setup.selection);
  if (!rules.empty()) words.push_back(rules);
  for (const std::string& invariant : setup.invariants) words.push_back("--invariant " + invariant);
  if (!setup.ops.empty()) words.push_back(fmt::format("--ops {}", fmt::join(setup.ops, ",")));
  if (setup.scenario) words.push_back("--steps " + shell_quoted(setup.scenario->text));
  if (setup.goal) words.push_back("--goal " + shell_quoted(setup.goal->text()));
  if (setup.all_violations) words.push_back("--all-violations");
  if (setup.past_violations) words.push_back("--past-violations");
  if (std::string engine = engine_line(setup, false); !engine.empty()) words.push_back(engine);
  if (setup.grow) words.push_back("--grow");
  words.push_back(size_options(*setup.family, setup.config.size));
  if (!setup.limits_text.empty()) words.push_back(setup.limits_text);
  return in_line(words);
}

std::string kernel_line(const Setup& setup) {
  const std::vector<std::string> rules = setup.family->rules.on(setup.config.personality);
  std::string line = setup.kernel + "; rules on: ";
  line += rules.empty() ? "none" : fmt::format("{}", fmt::join(rules, ", "));
  Words set;
  for (const auto& [field, value] : setup.selection.set) set.push_back(field + "=" + value);
  return line + (set.empty() ? "" : fmt::format("; set: {}", fmt::join(set, ", ")));
}

std::string restriction(const Setup& setup) {
  Words parts;
  if (!setup.ops.empty()) {
    parts.push_back(fmt::format("only operations {}", fmt::join(setup.ops, ",")));
  }
  if (setup.scenario) {
    parts.push_back("only the steps below");
    const unsigned cap = setup.config.size[setup.family->cap];
    if (cap < setup.scenario->threads) {
      parts.push_back(fmt::format("only {} of their {} threads at once in an operation", cap,
                                  setup.scenario->threads));
    }
  }
  if (!setup.invariants.empty()) {
    parts.push_back(fmt::format("only {}", fmt::join(setup.invariants, ", ")));
  }
  if (setup.goal) parts.push_back("only the goal, no laws");
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace vmwire::cli
