// What: from words to a run; each unknown word is answered with the nearest known ones.
#include "cli/setup.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/suggest.h"
#include "cli/units.h"

namespace vmwire::cli {

using families::Family;
using family::Knob;

namespace {

using Names = std::vector<std::string>;

template <class Table, class Name>
Names names_of(const Table& table, Name name) {
  Names result;
  for (const auto& row : table) result.emplace_back(name(row));
  return result;
}
Names rules_of(const Family& family) {
  return names_of(family.rules.rules(), [](const auto& rule) { return rule.id; });
}

/// Bounds are looked at later, and say more.
std::optional<unsigned> parse_knob(const std::string& text) {
  const auto number = parse_whole(text);
  if (!number || *number > 999'999) return std::nullopt;
  return static_cast<unsigned>(*number);
}

/// "process" of "processes".
std::string one_of(const std::string& plural) {
  return plural.substr(0, plural.size() - (plural.ends_with("sses") ? 2 : 1));
}

/// The knob that says how long the list is.
const Knob& counter_of(const family::SizeTable& sizes, const Knob& list) {
  return *std::find_if(sizes.knobs.begin(), sizes.knobs.end(), [&](const Knob& knob) {
    return !knob.list() && knob.place == list.count_from;
  });
}

/// Where its counter is not given, the list says how many things there are.
std::string parse_list(const Knob& list, const Knob& counter, const std::string& text,
                       bool counter_given, family::AnySize& size) {
  std::vector<unsigned> numbers;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const auto number = parse_knob(text.substr(at, comma - at));
    if (!number || numbers.size() == list.most) {
      return fmt::format("--{} {}: expected one number for each {}, as 2,1", list.name,
                         text.substr(0, 40), one_of(counter.name));
    }
    numbers.push_back(*number);
    at = comma + 1;
  }
  std::copy(numbers.begin(), numbers.end(), &size[list.place]);
  unsigned& count = size[counter.place];
  if (!counter_given) count = static_cast<unsigned>(numbers.size());
  if (numbers.size() == count) return "";
  return fmt::format("--{} has numbers for {} {}, and there are {}", list.name, numbers.size(),
                     counter.name, count);
}

std::string choose_set(const Names& set, const Family& family, family::Selection& selection) {
  for (const std::string& pair : set) {
    const std::size_t sign = pair.find('=');
    if (sign == std::string::npos) return "--set " + pair.substr(0, 80) + ": expected FIELD=VALUE";
    const std::string field = pair.substr(0, sign);
    const std::string value = pair.substr(sign + 1);
    const family::PersonalityField* known = family.personality().find(field);
    if (known == nullptr) return unknown_behaviour(family, field);
    if (std::find(known->values.begin(), known->values.end(), value) == known->values.end()) {
      return fmt::format("--set {}: no value '{}'; it is one of {}", field, value.substr(0, 80),
                         fmt::join(known->values, ", "));
    }
    selection.set.emplace_back(field, value);
  }
  return "";
}

/// The first size is where growth begins, and the least for a scenario; otherwise it is the one
/// that has the usual numbers.
std::string usual_size(const family::SizeTable& sizes, bool first) {
  for (const NamedSize& named : sizes.named) {
    if (!first && named.size == sizes.usual) return named.name;
  }
  return sizes.named.front().name;
}

}  // namespace

std::string unknown_kernel(const std::string& name) {
  Names known;
  for (const Family* family : families::all()) {
    for (const families::Version& version : family->versions) known.emplace_back(version.name);
  }
  return unknown("kernel", name, known, "`vmwire list kernels`");
}

std::string unknown_rule(const std::string& name) {
  Names known;
  for (const Family* family : families::all()) {
    for (const std::string& rule : rules_of(*family)) known.push_back(rule);
  }
  return unknown("rule", name, known, "`vmwire list rules`");
}

std::string choose_kernel(const std::string& name, Setup& setup) {
  setup.kernel = name;
  setup.family = families::find_by_kernel(name);
  if (setup.family == nullptr) return unknown_kernel(name);
  setup.config.personality = setup.family->find_version(name)->personality;
  return "";
}

std::string choose_rules(const RuleOptions& options, const Family& family,
                         family::Selection& selection) {
  for (const auto* ids : {&options.with, &options.without}) {
    for (const std::string& id : *ids) {
      if (family.rules.find(id) != nullptr) continue;
      if (const Family* other = families::find_by_rule(id); other != nullptr) {
        return fmt::format("rule {} is one of {}, and not of {}", id, other->name, family.name);
      }
      return unknown("rule", id, rules_of(family), "`vmwire list rules`");
    }
  }
  selection.fixed = options.fixed;
  selection.proposed = options.proposed;
  selection.with = options.with;
  selection.without = options.without;
  return choose_set(options.set, family, selection);
}

std::string choose_ops(const Names& lists, Setup& setup) {
  if (lists.empty()) return "";
  const Family& family = *setup.family;
  Names names;
  for (const std::string& list : lists) {
    std::istringstream in(list + ",");
    for (std::string name; std::getline(in, name, ',');) names.push_back(name);
  }
  family::OpSet set = 0;
  for (const std::string& name : names) {
    if (name.empty()) return "--ops has an empty name: expected OP,OP,...";
    const families::OpInfo* info = family.find_op(name);
    if (info == nullptr) return unknown_op(family, name);
    set |= family::only(family.number(*info));
  }
  setup.config.ops = set;
  setup.ops.clear();
  for (const families::OpInfo& info : family.ops) {
    if (family::has(set, family.number(info))) setup.ops.push_back(info.name);
  }
  return "";
}

std::string choose_invariants(const Names& names, Setup& setup) {
  const Family& family = *setup.family;
  setup.laws = family.all_laws();
  if (names.empty()) return "";
  setup.laws = 0;
  setup.deadlock = setup.stuck = false;
  for (const std::string& name : names) {
    if (choose_law(name, setup)) continue;
    if (std::string wrong = choose_laws_of_message(name, setup); !wrong.empty()) return wrong;
  }
  for (const families::LawInfo& law : family.laws) {
    if ((setup.laws >> family.number(law) & 1u) != 0) setup.invariants.push_back(law.id);
  }
  if (setup.deadlock) setup.invariants.push_back("deadlock");
  if (setup.stuck) setup.invariants.push_back("stuck");
  return "";
}

std::string choose_size(const std::string& name, const std::map<std::string, std::string>& knobs,
                        Setup& setup) {
  const family::SizeTable& sizes = setup.family->sizes;
  const NamedSize* named = sizes.find_size(name);
  if (named == nullptr) {
    return unknown("size", name, names_of(sizes.named, [](const auto& s) { return s.name; }),
                   "`vmwire list sizes`");
  }
  family::AnySize& size = setup.config.size;
  size = named->size;
  for (const auto& [knob, text] : knobs) {
    if (text.empty() || sizes.find(knob) != nullptr) continue;
    const Names known = names_of(sizes.knobs, [](const Knob& k) { return k.name; });
    return fmt::format("--{}: {} has no such number; it has: {}", knob, setup.kernel,
                       fmt::join(known, ", "));
  }
  const auto given = [&knobs](const Knob& knob) {
    const auto at = knobs.find(knob.name);
    return at == knobs.end() ? std::string() : at->second;
  };
  for (const Knob& knob : sizes.knobs) {
    const std::string text = given(knob);
    if (text.empty() || knob.list()) continue;
    const auto number = parse_knob(text);
    if (!number) {
      return fmt::format("--{} {}: expected a number from {} to {}", knob.name, text.substr(0, 40),
                         knob.low, knob.high);
    }
    size[knob.place] = *number;
  }
  for (const Knob& knob : sizes.knobs) {
    const std::string text = given(knob);
    if (text.empty() || !knob.list()) continue;
    const Knob& counter = counter_of(sizes, knob);
    std::string wrong = parse_list(knob, counter, text, !given(counter).empty(), size);
    if (!wrong.empty()) return wrong;
  }
  return sizes.complaint_about(size);
}

std::string choose_goal(const std::string& text, Setup& setup) {
  Goal goal;
  const bool any_names = explorer::by_symmetry(setup.reduce);
  const std::string wrong = Goal::parse(text, *setup.family, setup.config.size, any_names, goal,
                                        setup.scenario.has_value());
  if (!wrong.empty()) return "--goal: " + wrong;
  setup.goal = std::move(goal);
  return "";
}

std::string set_up(const RunOptions& options, Setup& setup) {
  std::string wrong = choose_kernel(options.kernel, setup);
  if (!wrong.empty()) return wrong;
  const Family& family = *setup.family;
  wrong = choose_rules(options.rules, family, setup.selection);
  if (wrong.empty()) wrong = family.rules.apply(setup.selection, setup.config.personality);
  setup.grow = options.grow;
  const bool steps = !options.steps.empty() || !options.steps_file.empty();
  const std::string size =
      options.size.empty() ? usual_size(family.sizes, options.grow || steps) : options.size;
  if (wrong.empty()) wrong = choose_size(size, options.knobs, setup);
  if (wrong.empty()) wrong = choose_ops(options.ops, setup);
  if (wrong.empty() && steps) wrong = choose_steps(options, setup);
  if (wrong.empty()) wrong = choose_invariants(options.invariants, setup);
  setup.all_violations = options.all_violations;
  setup.past_violations = options.past_violations;
  if (wrong.empty() && setup.past_violations && !setup.all_violations) {
    wrong = "--past-violations goes with --all-violations";
  }
  if (wrong.empty()) wrong = choose_limits(options, setup);
  if (wrong.empty()) wrong = choose_engine(options, setup);
  if (wrong.empty() && !options.goal.empty()) {
    if (!options.invariants.empty() || options.all_violations) {
      return "--goal looks for a world and not for violations: drop --invariant, --all-violations";
    }
    wrong = choose_goal(options.goal, setup);
  }
  return wrong;
}

}  // namespace vmwire::cli
