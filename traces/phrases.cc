// What: from the fields that a step changed to things, and from things to phrases.
// Source: derived. Next: nouns.cc, entries.cc.
#include "traces/phrases.h"

#include <map>
#include <set>

#include "traces/thing.h"

namespace vmwire::traces {

namespace {

/// A noun that has no phrasing of its own yet.
std::string other(const Thing& thing) {
  List list;
  for (const auto& [member, change] : thing.changes) {
    list.add(member + " " + change.from + " -> " + change.to);
  }
  return list.of(thing.group);
}

}  // namespace

FieldName split_field(std::string_view field) {
  FieldName result;
  const auto dot = field.find('.');
  const std::string_view group = field.substr(0, dot);
  if (dot != field.npos) result.member = field.substr(dot + 1);
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
    const auto dot = change.field.find('.');
    if (dot == std::string::npos) continue;
    world[change.field.substr(0, dot)][change.field.substr(dot + 1)] = change.to;
  }
}

std::string Told::thread_name(unsigned thread) const {
  for (std::size_t p = 0; p < threads.size(); ++p) {
    if (thread < threads[p]) return "P" + std::to_string(p) + ".t" + std::to_string(thread);
    thread -= threads[p];
  }
  return "thread " + std::to_string(thread);
}

std::vector<std::string> phrases(const Told& before, const Told& after,
                                 const std::vector<Change>& changes, const std::string& actor) {
  std::vector<std::string> result;
  std::vector<Thing> things;
  std::set<unsigned> maps;
  for (const Change& change : changes) {
    FieldName name = split_field(change.field);
    if (name.noun == "entry") {
      if (!name.indices.empty()) maps.insert(name.indices[0]);
      continue;
    }
    const std::string group = change.field.substr(0, change.field.find('.'));
    if (things.empty() || things.back().group != group) {
      things.push_back({before, after, group, name, {}, actor});
    }
    things.back().changes[name.member] = change;
  }
  for (unsigned process : maps) {
    for (std::string& phrase : entry_phrases(before, after, process)) {
      result.push_back(std::move(phrase));
    }
  }
  std::set<std::string> known = {"entry"};
  for (const Noun& noun : nouns()) {
    known.insert(noun.name);
    for (const Thing& thing : things) {
      if (thing.name.noun != noun.name) continue;
      if (std::string phrase = noun.tell(thing); !phrase.empty()) result.push_back(phrase);
    }
  }
  for (const Thing& thing : things) {
    if (known.count(thing.name.noun) == 0) result.push_back(other(thing));
  }
  return result;
}

}  // namespace vmwire::traces
