// What: a setup as words again: the command line that repeats it, and what it leaves out.
// Source: derived.
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

std::string size_options(const netbsd::Size& size) {
  std::vector<std::string> best;
  for (const netbsd::NamedSize& named : netbsd::named_sizes()) {
    std::vector<std::string> words = {std::string("--size ") + named.name};
    const auto ours = knob_words(size), theirs = knob_words(named.size);
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i] != theirs[i]) words.push_back(ours[i]);
    }
    if (best.empty() || words.size() < best.size()) best = words;
  }
  return joined(best, " ");
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
  if (setup.reduce == explorer::Reduce::none) words.push_back("--reduce none");
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
