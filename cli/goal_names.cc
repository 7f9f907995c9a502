// What: enumerates injective maps from the names that a goal uses to all names.
#include "cli/goal_names.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vmwire::cli {

using families::Naming;

namespace {

constexpr std::size_t kRenamingsMax = 5000;

/// The first index of its things is a name of others.
bool only_follows(const Naming& row) { return *row.of != '\0' && row.owner == nullptr; }

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

}  // namespace

unsigned Renaming::at(const std::string& noun, unsigned index) const {
  const auto map = to.find(noun);
  if (map == to.end()) return index;
  const auto value = map->second.find(index);
  return value == map->second.end() ? index : value->second;
}

std::string Renaming::text() const {
  std::vector<std::string> parts;
  for (const auto& [noun, map] : to) {
    for (const auto& [from, target] : map) {
      if (from != target) parts.push_back(fmt::format("{0}[{1}] is {0}[{2}]", noun, from, target));
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

Names::Names(const families::Family& family, family::SizeView size, const family::Fields& fields)
    : family_(family), size_(size.begin(), size.end()) {
  for (const Naming& row : family.naming) {
    if (only_follows(row)) {
      bearers_[row.noun] = row.of;
      continue;
    }
    unsigned& count = counts_[row.noun];
    for (const family::Field& field : fields) {
      if (field.noun == row.noun) count = std::max(count, field.indices.at(0) + 1);
    }
  }
  for (const family::Field& field : fields) {
    const auto count = counts_.find(field.kind.refers_to);
    if (count == counts_.end()) continue;
    // Values beyond those of all things have meanings of their own.
    std::vector<std::string>& texts = texts_[field.kind.refers_to];
    while (texts.size() < count->second && texts.size() + 1 < field.values()) {
      texts.push_back(field.kind.texts[texts.size() + 1]);
    }
  }
}

void Names::resolve(Operand& operand) const {
  if (operand.kind != Operand::Kind::word) return;
  for (const auto& [noun, texts] : texts_) {
    const auto at = std::find(texts.begin(), texts.end(), operand.text);
    if (at == texts.end()) continue;
    operand.kind = Operand::Kind::thing;
    operand.noun = noun;
    operand.indices = {static_cast<unsigned>(at - texts.begin())};
    return;
  }
}

void Names::resolve(Expression& expression) const {
  for (Expression& part : expression.parts) resolve(part);
  resolve(expression.left);
  resolve(expression.right);
}

std::string Names::text(const std::string& noun, unsigned thing) const {
  const auto texts = texts_.find(noun);
  if (texts != texts_.end() && thing < texts->second.size()) return texts->second[thing];
  return fmt::format("{} {}", noun, thing);
}

const std::string& Names::bearer(const std::string& noun) const {
  const auto at = bearers_.find(noun);
  return at == bearers_.end() ? noun : at->second;
}

Operand Names::renamed(Operand operand, const Renaming& renaming) const {
  if (operand.indices.empty()) return operand;
  unsigned& first = operand.indices[0];
  first = renaming.at(bearer(operand.noun), first);
  return operand;
}

void Names::collect(const Operand& operand, Named& named) const {
  if (!operand.indices.empty()) named[bearer(operand.noun)].insert(operand.indices[0]);
}

void Names::collect(const Expression& expression, Named& named) const {
  for (const Expression& part : expression.parts) collect(part, named);
  if (expression.kind != Expression::Kind::comparison) return;
  collect(expression.left, named);
  collect(expression.right, named);
}

unsigned Names::belonging(const Naming& row, unsigned owner) const {
  unsigned sum = 0;
  for (unsigned thing = 0; thing < counts_.at(row.noun); ++thing) {
    sum += row.owner(size_, thing) == owner ? 1u : 0u;
  }
  return sum;
}

bool Names::alike(const std::string& noun, unsigned a, unsigned b) const {
  const auto& rows = family_.naming;
  return std::all_of(rows.begin(), rows.end(), [&](const Naming& row) {
    return row.owner == nullptr || noun != row.of || belonging(row, a) == belonging(row, b);
  });
}

/// A thing goes to one that is like it, and takes with it what belongs to it.
bool Names::fits(const Renaming& renaming) const {
  for (const Naming& row : family_.naming) {
    const auto names = renaming.to.find(row.noun);
    if (names == renaming.to.end()) continue;
    for (const auto& [from, to] : names->second) {
      if (!alike(row.noun, from, to)) return false;
      if (row.owner == nullptr) continue;
      if (renaming.at(row.of, row.owner(size_, from)) != row.owner(size_, to)) return false;
    }
  }
  return true;
}

bool Names::has_threads(const std::string& noun) const {
  const std::string thread = "thread";
  return std::any_of(family_.naming.begin(), family_.naming.end(), [&](const Naming& row) {
    return row.noun == thread && (noun == thread || noun == row.of);
  });
}

std::vector<Renaming> Names::renamings(const Expression& expression, bool keep_threads) const {
  Named named;
  collect(expression, named);
  // What a named thing belongs to has to be mapped too, for the thing to follow it.
  for (const Naming& row : family_.naming) {
    if (row.owner == nullptr) continue;
    for (unsigned thing : named[row.noun]) {
      if (thing < counts_.at(row.noun)) named[row.of].insert(row.owner(size_, thing));
    }
  }
  std::vector<Renaming> all(1);
  for (const auto& [noun, names] : named) {
    const auto count = counts_.find(noun);
    if (count == counts_.end() || (keep_threads && has_threads(noun))) continue;
    // An index out of range names nothing; the fields will say so.
    if (!names.empty() && *names.rbegin() < count->second) extend(all, noun, names, count->second);
    if (all.size() > kRenamingsMax) return {};
  }
  std::vector<Renaming> result;
  for (Renaming& renaming : all) {
    if (fits(renaming)) result.push_back(std::move(renaming));
  }
  return result;
}

}  // namespace vmwire::cli
