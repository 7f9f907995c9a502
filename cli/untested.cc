// What: see untested.h.
#include "cli/untested.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "explorer/options.h"
#include "families/family.h"

namespace vmwire::cli {

namespace {

using families::Family;

/// An operation has happened where one of its own marks was reached. Those that it shares with
/// others do not tell whose they were, unless it has no other.
std::set<std::string> happened(const Family& family, const family::Reached& reached) {
  std::set<std::string> own, ops, shared;
  for (std::size_t i = 0; i < family.marks.size(); ++i) {
    const std::string of = family.marks.rows()[i].ops;
    if (of.find(',') == std::string::npos) {
      own.insert(of);
      if (reached.test(i)) ops.insert(of);
    } else if (reached.test(i)) {
      std::istringstream names(of);
      for (std::string op; std::getline(names, op, ',');) shared.insert(op);
    }
  }
  for (const std::string& op : shared) {
    if (!own.contains(op)) ops.insert(op);
  }
  return ops;
}

/// A scenario leaves out what threads do not begin in it.
bool in_steps(const Setup& setup, const std::string& op) {
  const families::OpInfo* const info = setup.family->find_op(op);
  const bool by_thread = info != nullptr && info->actor == "thread";
  return !setup.scenario || !by_thread ||
         family::has(setup.scenario->script.ops(), setup.family->number(*info));
}

bool enabled(const Setup& setup, const std::string& op) {
  if (!in_steps(setup, op)) return false;
  return setup.ops.empty() || std::find(setup.ops.begin(), setup.ops.end(), op) != setup.ops.end();
}

/// What happens within kLook states of a named size.
std::set<std::string> happens_at(const Setup& setup, const NamedSize& size) {
  families::AnyConfig config = setup.config;
  config.size = size.size;
  const std::unique_ptr<families::AnyModel> model = setup.family->open(config);
  explorer::Options options;
  options.laws = 0;
  options.check_stuck = options.check_deadlock = false;
  options.limits.states = kLook;
  model->search(options, nullptr);
  return happened(*setup.family, model->coverage());
}

/// Named sizes by what happens there; each is looked at once, and only if somebody asks.
class Sizes {
 public:
  explicit Sizes(const Setup& setup) : setup_(setup) {}

  std::string first_with(const std::vector<std::string>& ops) {
    for (const NamedSize& size : setup_.family->sizes.named) {
      auto [at, fresh] = seen_.try_emplace(size.name);
      if (fresh) at->second = happens_at(setup_, size);
      const auto there = [&](const std::string& op) { return at->second.contains(op); };
      if (std::all_of(ops.begin(), ops.end(), there)) return size.name;
    }
    return "";
  }

 private:
  const Setup& setup_;
  std::map<std::string, std::set<std::string>> seen_;
};

}  // namespace

std::vector<Untested> untested(const Setup& setup, const family::Reached& reached) {
  std::vector<Untested> result;
  if (setup.goal) return result;
  const std::set<std::string> ops = happened(*setup.family, reached);
  Sizes sizes(setup);
  for (const families::LawInfo& law : setup.family->laws) {
    if ((setup.laws >> setup.family->number(law) & 1u) == 0) continue;
    Untested found{&law, {}, ""};
    for (const char* need : law.needs) {
      // Postponed steps may leave no mark of an operation that is there.
      const bool unknown = explorer::by_order(setup.reduce) && enabled(setup, need);
      if (!ops.contains(need) && !unknown) found.missing.emplace_back(need);
    }
    if (found.missing.empty()) continue;
    const bool can = std::all_of(found.missing.begin(), found.missing.end(),
                                 [&](const std::string& op) { return enabled(setup, op); });
    if (can && !setup.scenario) found.size = sizes.first_with(found.missing);
    result.push_back(std::move(found));
  }
  return result;
}

std::vector<std::string> untested_lines(const Setup& setup, const std::vector<Untested>& laws) {
  std::vector<std::string> lines;
  std::vector<const Untested*> left;
  for (const Untested& law : laws) left.push_back(&law);
  while (!left.empty()) {
    const Untested& first = *left.front();
    const auto alike = [&](const Untested* law) {
      return law->missing == first.missing && law->size == first.size;
    };
    std::vector<const char*> ids;
    for (const Untested* law : left) {
      if (alike(law)) ids.push_back(law->law->id);
    }
    std::string line = fmt::format("{}: {} did not happen", fmt::join(ids, ", "),
                                   fmt::join(first.missing, ", "));
    const bool left_out = std::any_of(first.missing.begin(), first.missing.end(),
                                      [&](const std::string& op) { return !enabled(setup, op); });
    const bool steps = std::any_of(first.missing.begin(), first.missing.end(),
                                   [&](const std::string& op) { return !in_steps(setup, op); });
    if (left_out) line += steps ? " (the steps leave it out)" : " (--ops leaves it out)";
    else if (!first.size.empty()) line += " (--size " + first.size + " has it)";
    lines.push_back(line);
    std::erase_if(left, alike);
  }
  return lines;
}

std::vector<const families::LawInfo*> unreachable_laws(const Setup& setup) {
  std::vector<const families::LawInfo*> result;
  if (setup.goal) return result;
  for (const families::LawInfo& law : setup.family->laws) {
    const bool asked = (setup.laws >> setup.family->number(law) & 1u) != 0;
    if (asked && law.unreachable != nullptr) result.push_back(&law);
  }
  return result;
}

}  // namespace vmwire::cli
