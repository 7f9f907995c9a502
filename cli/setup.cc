// What: from words to a run; each unknown word is answered with the nearest known ones.
// Source: derived.
#include "cli/setup.h"

#include <algorithm>

#include "cli/suggest.h"
#include "cli/units.h"
#include "model/netbsd/op/op.h"

namespace vmwire::cli {

namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : between) + part;
  return result;
}

template <class Table, class Name>
std::vector<std::string> names_of(const Table& table, Name name) {
  std::vector<std::string> result;
  for (const auto& row : table) result.emplace_back(name(row));
  return result;
}

/// Bounds are looked at later, and say more.
std::optional<unsigned> parse_knob(const std::string& text) {
  const auto number = parse_whole(text);
  if (!number || *number > 999'999) return std::nullopt;
  return static_cast<unsigned>(*number);
}

/// Without --processes, the list says how many processes there are.
std::string parse_threads(const std::string& text, bool processes_given, netbsd::Size& size) {
  std::vector<unsigned> counts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const auto count = parse_knob(text.substr(at, comma - at));
    if (!count || counts.size() == netbsd::kProcessesMax) {
      return "--threads " + text.substr(0, 40) + ": expected one number for each process, as 2,1";
    }
    counts.push_back(*count);
    at = comma + 1;
  }
  std::copy(counts.begin(), counts.end(), size.threads);
  const auto named = static_cast<unsigned>(counts.size());
  if (!processes_given) size.processes = named;
  if (named == size.processes) return "";
  return "--threads has numbers for " + std::to_string(named) + " processes, and there are " +
         std::to_string(size.processes);
}

std::string choose_set(const std::vector<std::string>& set, netbsd::Selection& selection) {
  for (const std::string& pair : set) {
    const std::size_t sign = pair.find('=');
    if (sign == std::string::npos) return "--set " + pair.substr(0, 80) + ": expected FIELD=VALUE";
    const std::string field = pair.substr(0, sign);
    const std::string value = pair.substr(sign + 1);
    const netbsd::PersonalityField* known = netbsd::find_personality_field(field);
    if (known == nullptr) {
      return unknown("field of a personality", field,
                     names_of(netbsd::personality_fields(), [](const auto& f) { return f.name; }),
                     "`vmwire list kernels`");
    }
    const std::vector<std::string> values(known->values.begin(), known->values.end());
    if (std::find(values.begin(), values.end(), value) == values.end()) {
      return "--set " + field + ": no value '" + value.substr(0, 80) + "'; it is one of " +
             joined(values, ", ");
    }
    selection.set.emplace_back(field, value);
  }
  return "";
}

}  // namespace

std::string unknown_kernel(const std::string& name) {
  return unknown("kernel", name, names_of(netbsd::versions(), [](const auto& v) { return v.name; }),
                 "`vmwire list kernels`");
}

std::string unknown_rule(const std::string& name) {
  return unknown("rule", name, names_of(netbsd::rules(), [](const auto& r) { return r.id; }),
                 "`vmwire list rules`");
}

std::string choose_rules(const RuleOptions& options, netbsd::Selection& selection) {
  for (const auto* ids : {&options.with, &options.without}) {
    for (const std::string& id : *ids) {
      if (netbsd::find_rule(id) == nullptr) return unknown_rule(id);
    }
  }
  selection.fixed = options.fixed;
  selection.proposed = options.proposed;
  selection.with = options.with;
  selection.without = options.without;
  return "";
}

std::string choose_ops(const std::vector<std::string>& names, Setup& setup) {
  if (names.empty()) return "";
  std::uint32_t mask = 0;
  for (const std::string& name : names) {
    const netbsd::OpInfo* info = netbsd::find_op(name);
    if (info == nullptr) {
      auto known = names_of(netbsd::ops(), [](const auto& op) { return op.name; });
      known.erase(known.begin());  // "none"
      return unknown("operation", name, known, "`vmwire list ops`");
    }
    mask |= 1u << static_cast<unsigned>(info->id);
  }
  setup.config.ops = mask;
  setup.ops.clear();
  for (const netbsd::OpInfo& info : netbsd::ops()) {
    if ((mask >> static_cast<unsigned>(info.id) & 1u) != 0) setup.ops.push_back(info.name);
  }
  return "";
}

std::string choose_invariants(const std::vector<std::string>& names, Setup& setup) {
  setup.laws = all_laws();
  if (names.empty()) return "";
  setup.laws = 0;
  setup.deadlock = setup.stuck = false;
  for (const std::string& name : names) {
    if (name == "deadlock") {
      setup.deadlock = true;
    } else if (name == "stuck") {
      setup.stuck = true;
    } else {
      const invariants::Law* law = invariants::find_law(name);
      if (law == nullptr) law = invariants::find_law("netbsd." + name);  // I7
      if (law == nullptr) {
        auto known = names_of(invariants::laws(), [](const auto& l) { return l.id; });
        for (const auto& l : invariants::laws()) {
          const std::string id = l.id;
          if (id.rfind("netbsd.", 0) == 0) known.push_back(id.substr(7));
        }
        known.insert(known.end(), {"deadlock", "stuck"});
        return unknown("law", name, known, "`vmwire list invariants`");
      }
      setup.laws |= std::uint64_t{1} << (law - invariants::laws().data());
    }
  }
  for (std::size_t i = 0; i < invariants::laws().size(); ++i) {
    if ((setup.laws >> i & 1u) != 0) setup.invariants.push_back(invariants::laws()[i].id);
  }
  if (setup.deadlock) setup.invariants.push_back("deadlock");
  if (setup.stuck) setup.invariants.push_back("stuck");
  return "";
}

std::string choose_size(const std::string& name, const std::map<std::string, std::string>& knobs,
                        netbsd::Size& size) {
  const netbsd::NamedSize* named = netbsd::find_size(name);
  if (named == nullptr) {
    return unknown("size", name,
                   names_of(netbsd::named_sizes(), [](const auto& s) { return s.name; }),
                   "`vmwire list sizes`");
  }
  size = named->size;
  std::string threads;
  for (const netbsd::SizeKnob& knob : netbsd::size_knobs()) {
    const auto given = knobs.find(knob.name);
    if (given == knobs.end() || given->second.empty()) continue;
    if (knob.member == nullptr) {
      threads = given->second;
      continue;
    }
    const auto number = parse_knob(given->second);
    if (!number) {
      return std::string("--") + knob.name + " " + given->second.substr(0, 40) +
             ": expected a number from " + std::to_string(knob.low) + " to " +
             std::to_string(knob.high);
    }
    size.*knob.member = *number;
  }
  if (!threads.empty()) {
    const auto processes = knobs.find("processes");
    const bool given = processes != knobs.end() && !processes->second.empty();
    if (std::string wrong = parse_threads(threads, given, size); !wrong.empty()) return wrong;
  }
  return netbsd::complaint(size);
}

std::string choose_goal(const std::string& text, Setup& setup) {
  Goal goal;
  const bool any_names = explorer::by_symmetry(setup.reduce);
  const std::string wrong = Goal::parse(text, setup.config.size, any_names, goal);
  if (!wrong.empty()) return "--goal: " + wrong;
  setup.goal = std::move(goal);
  return "";
}

std::string set_up(const RunOptions& options, Setup& setup) {
  setup.kernel = options.kernel;
  const netbsd::Version* version = netbsd::find_version(options.kernel);
  if (version == nullptr) return unknown_kernel(options.kernel);
  setup.config.personality = version->personality;
  std::string wrong = choose_rules(options.rules, setup.selection);
  if (wrong.empty()) wrong = choose_set(options.set, setup.selection);
  if (wrong.empty()) wrong = netbsd::apply(setup.selection, setup.config.personality);
  setup.grow = options.grow;
  const std::string size = !options.size.empty() ? options.size : options.grow ? "tiny" : "small";
  if (wrong.empty()) wrong = choose_size(size, options.knobs, setup.config.size);
  if (wrong.empty()) wrong = choose_ops(options.ops, setup);
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

std::uint64_t all_laws() {
  const std::size_t count = invariants::laws().size();
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

}  // namespace vmwire::cli
