// What: from the fields that a step changed to things, and from things to a family's phrases.
#include "traces/phrases.h"

#include <algorithm>
#include <set>

#include "traces/thing.h"

namespace vmwire::traces {

namespace {

/// A noun that the phrasing has no row for.
std::string other(const ChangedThing& thing) {
  List list;
  for (const auto& [member, change] : thing.changes) {
    list.add(member + " " + change.from + " -> " + change.to);
  }
  return list.of(thing.name.group);
}

bool is_group(const Phrasing& phrasing, const std::string& noun) {
  return std::any_of(phrasing.groups.begin(), phrasing.groups.end(),
                     [&](const Phrasing::Group& group) { return noun == group.noun; });
}

}  // namespace

// derived: Field::name() of model/family/field.h, backwards.
FieldName split_field(std::string_view field) {
  FieldName result;
  const auto dot = field.find('.');
  const std::string_view group = field.substr(0, dot);
  if (dot != field.npos) result.member = field.substr(dot + 1);
  result.group = group;
  result.noun = group.substr(0, group.find('['));
  for (std::size_t i = result.noun.size(); i < group.size(); ++i) {
    const char c = group[i];
    if (c == '[') result.indices.push_back(0);
    if (c < '0' || c > '9' || result.indices.empty()) continue;
    result.indices.back() = (result.indices.back() * 10 + static_cast<unsigned>(c - '0')) % 1000;
  }
  return result;
}

std::string Told::get(const std::string& group, const std::string& member,
                      const std::string& otherwise) const {
  const auto at = world.find(group);
  if (at == world.end()) return otherwise;
  const auto value = at->second.find(member);
  return value == at->second.end() ? otherwise : value->second;
}

void Told::apply(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    const FieldName name = split_field(change.field);
    if (!name.member.empty()) world[name.group][name.member] = change.to;
  }
}

std::string Told::thread_name(unsigned thread) const {
  for (std::size_t p = 0; p < threads.size(); ++p) {
    if (thread < threads[p]) return "P" + std::to_string(p) + ".t" + std::to_string(thread);
    thread -= threads[p];
  }
  return "thread " + std::to_string(thread);
}

std::vector<std::string> phrases(const Phrasing& phrasing, const Told& before, const Told& after,
                                 const std::vector<Change>& changes, const std::string& actor) {
  std::vector<ChangedThing> things;
  for (const Change& change : changes) {
    FieldName name = split_field(change.field);
    if (things.empty() || things.back().name.group != name.group) {
      things.push_back({before, after, {name.group, name.noun, name.indices, ""}, {}, actor});
    }
    things.back().changes[name.member] = change;
  }
  std::vector<std::string> result;
  for (const Phrasing::Group& group : phrasing.groups) {
    std::set<unsigned> firsts;
    for (const ChangedThing& thing : things) {
      const bool inside = thing.name.noun == group.noun && !thing.name.indices.empty();
      if (inside) firsts.insert(thing.name.indices[0]);
    }
    for (unsigned first : firsts) {
      for (std::string& phrase : group.tell(before, after, first)) {
        result.push_back(std::move(phrase));
      }
    }
  }
  std::set<std::string> known;
  for (const Phrasing::Noun& noun : phrasing.nouns) {
    known.insert(noun.name);
    for (const ChangedThing& thing : things) {
      if (thing.name.noun != noun.name) continue;
      if (std::string phrase = noun.tell(thing); !phrase.empty()) result.push_back(phrase);
    }
  }
  for (const ChangedThing& thing : things) {
    const std::string& noun = thing.name.noun;
    if (!known.contains(noun) && !is_group(phrasing, noun)) result.push_back(other(thing));
  }
  return result;
}

}  // namespace vmwire::traces
