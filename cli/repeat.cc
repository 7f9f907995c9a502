// What: a setup as words again: the command line that repeats it, and what it leaves out.
// Source: derived.
#include <algorithm>

#include "cli/engine_words.h"
#include "cli/setup.h"

namespace vmwire::cli {

namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : between) + part;
  return result;
}

std::string shell_quoted(const std::string& text) {
  std::string result = "'";
  for (char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// "--pages 2" for each knob. Threads of processes that do not exist are no difference.
std::vector<std::string> knob_words(const netbsd::Size& size) {
  std::vector<std::string> result;
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    std::string value;
    if (knob.member != nullptr) value = std::to_string(size.*knob.member);
    for (unsigned p = 0; knob.member == nullptr && p < size.processes; ++p) {
      value += (p == 0 ? "" : ",") + std::to_string(size.threads[p]);
    }
    result.push_back(std::string("--") + knob.name + " " + value);
  }
  return result;
}

}  // namespace

const netbsd::NamedSize& nearest_size(const netbsd::Size& size) {
  const auto far = [&size](const netbsd::NamedSize& named) {
    const auto ours = knob_words(size), theirs = knob_words(named.size);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) differences += ours[i] != theirs[i] ? 1 : 0;
    return differences;
  };
  const auto& all = netbsd::named_sizes();
  return *std::min_element(all.begin(), all.end(),
                           [&](const auto& a, const auto& b) { return far(a) < far(b); });
}

std::string size_options(const netbsd::Size& size) {
  return size_options(size, nearest_size(size));
}

std::string size_options(const netbsd::Size& size, const netbsd::NamedSize& from) {
  const std::string more = size_difference(from.size, size);
  return std::string("--size ") + from.name + (more.empty() ? "" : " " + more);
}

std::string size_difference(const netbsd::Size& first, const netbsd::Size& size) {
  const auto before = knob_words(first), after = knob_words(size);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i] != after[i]) words.push_back(after[i]);
  }
  return joined(words, " ");
}

std::string engine_line(const Setup& setup, bool defaults) {
  const Setup usual;
  std::vector<std::string> words;
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
  return joined(words, " ");
}

std::string repeat_line(const Setup& setup) {
  std::vector<std::string> words = {"./vmwire check", setup.kernel};
  const std::string rules = netbsd::options_of(setup.selection);
  if (!rules.empty()) words.push_back(rules);
  for (const std::string& invariant : setup.invariants) words.push_back("--invariant " + invariant);
  if (!setup.ops.empty()) words.push_back("--ops " + joined(setup.ops, ","));
  if (setup.goal) words.push_back("--goal " + shell_quoted(setup.goal->text()));
  if (setup.all_violations) words.push_back("--all-violations");
  if (setup.past_violations) words.push_back("--past-violations");
  if (std::string engine = engine_line(setup, false); !engine.empty()) words.push_back(engine);
  if (setup.grow) words.push_back("--grow");
  words.push_back(size_options(setup.config.size));
  if (!setup.limits_text.empty()) words.push_back(setup.limits_text);
  return joined(words, " ");
}

std::string restriction(const Setup& setup) {
  std::vector<std::string> parts;
  if (!setup.ops.empty()) parts.push_back("only operations " + joined(setup.ops, ","));
  if (!setup.invariants.empty()) parts.push_back("only " + joined(setup.invariants, ", "));
  if (setup.goal) parts.push_back("only the goal, no laws");
  return joined(parts, "; ");
}

}  // namespace vmwire::cli
