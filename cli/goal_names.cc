// What: enumerates injective maps from the names that a goal uses to all names.
// Source: derived.
#include "cli/goal_names.h"

#include <algorithm>
#include <set>

namespace vmwire::cli {

namespace {

constexpr std::size_t kRenamingsMax = 5000;

using Named = std::map<std::string, std::set<unsigned>>;

bool of_process(const std::string& noun) {
  return noun == "process" || noun == "entry" || noun == "pte" || noun == "cell";
}

void collect(const Operand& operand, Named& named) {
  if (operand.indices.empty()) return;
  named[of_process(operand.noun) ? "process" : operand.noun].insert(operand.indices[0]);
}

void collect(const Expression& expression, Named& named) {
  for (const Expression& part : expression.parts) collect(part, named);
  if (expression.kind != Expression::Kind::comparison) return;
  collect(expression.left, named);
  collect(expression.right, named);
}

/// Extends each renaming by every injective map of `names` into 0..count-1.
void extend(std::vector<Renaming>& all, const std::string& noun, const std::set<unsigned>& names,
            unsigned count) {
  for (unsigned name : names) {
    std::vector<Renaming> next;
    for (const Renaming& renaming : all) {
      for (unsigned i = 0; i < count; ++i) {
        const unsigned target = i == 0 ? name : i <= name ? i - 1 : i;  // itself first
        Renaming longer = renaming;
        auto& map = longer.to[noun];
        const bool taken = std::any_of(map.begin(), map.end(),
                                       [&](const auto& pair) { return pair.second == target; });
        if (taken || target >= count) continue;
        map[name] = target;
        next.push_back(std::move(longer));
      }
      if (next.size() > kRenamingsMax) break;
    }
    all = std::move(next);
  }
}

/// A process goes to one with as many threads, and takes its threads with it.
bool fits(const Renaming& renaming, const netbsd::Size& size) {
  const auto at = renaming.to.find("process");
  if (at != renaming.to.end()) {
    for (const auto& [from, to] : at->second) {
      if (from < size.processes && size.threads[from] != size.threads[to]) return false;
    }
  }
  const auto threads = renaming.to.find("thread");
  if (threads == renaming.to.end()) return true;
  for (const auto& [from, to] : threads->second) {
    if (renaming.at("process", size.process_of(from)) != size.process_of(to)) return false;
  }
  return true;
}

}  // namespace

unsigned Renaming::at(const std::string& noun, unsigned index) const {
  const auto map = to.find(noun);
  if (map == to.end()) return index;
  const auto value = map->second.find(index);
  return value == map->second.end() ? index : value->second;
}

Operand Renaming::of(Operand operand) const {
  if (!operand.indices.empty()) {
    unsigned& first = operand.indices[0];
    first = at(of_process(operand.noun) ? "process" : operand.noun, first);
  }
  return operand;
}

std::string Renaming::text() const {
  std::string result;
  for (const auto& [noun, map] : to) {
    for (const auto& [from, target] : map) {
      if (from == target) continue;
      result += (result.empty() ? "" : ", ") + noun + "[" + std::to_string(from) + "] is " + noun +
                "[" + std::to_string(target) + "]";
    }
  }
  return result;
}

std::vector<Renaming> renamings(const Expression& expression, const netbsd::Size& size) {
  Named named;
  collect(expression, named);
  // A thread's process has to be mapped too, for the thread to follow it.
  for (unsigned t : named["thread"]) named["process"].insert(size.process_of(t));
  const std::map<std::string, unsigned> counts = {
      {"page", size.pages},        {"anon", size.anons()},        {"amap", size.amaps()},
      {"slot", size.swap_slots},   {"process", size.processes},   {"thread", size.thread_count()},
  };
  std::vector<Renaming> all(1);
  for (const auto& [noun, names] : named) {
    const auto count = counts.find(noun);
    if (count == counts.end()) continue;
    // An index out of range names nothing; the fields will say so.
    if (!names.empty() && *names.rbegin() < count->second) extend(all, noun, names, count->second);
    if (all.size() > kRenamingsMax) return {};
  }
  std::vector<Renaming> result;
  for (Renaming& renaming : all) {
    if (fits(renaming, size)) result.push_back(std::move(renaming));
  }
  return result;
}

}  // namespace vmwire::cli
