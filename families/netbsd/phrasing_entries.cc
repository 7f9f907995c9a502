// What: the phrasing of map entries. They stand in an array sorted by address, so that one more or
// one less moves the others; a reader knows them by their ranges and never hears of places.
// Source: netbsd.md section 1.2 for the fields, 2.2 and 2.5 for clip and unlink.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "families/netbsd/phrasing.h"
#include "traces/thing.h"

namespace vmwire::families {

namespace {

using traces::List;
using traces::WorldText;

using Members = std::map<std::string, std::string>;

struct EntryText {
  Members members;

  std::string get(const char* member, const char* zero) const {
    const auto at = members.find(member);
    return at == members.end() ? zero : at->second;
  }
  bool is(const char* member) const { return get(member, "no") == "yes"; }
  bool dead() const { return get("phase", "UNUSED") == "DEAD"; }
  unsigned number(const char* member) const {
    const std::string text = get(member, "0");
    return text.size() == 1 && text[0] >= '0' && text[0] <= '9' ? unsigned(text[0] - '0') : 0;
  }
  std::string range() const { return "[" + get("start", "0") + "," + get("end", "0") + ")"; }
  bool overlaps(const EntryText& other) const {
    return number("start") < other.number("end") && other.number("start") < number("end");
  }
};

std::vector<EntryText> entries(const WorldText& world, unsigned process) {
  std::vector<EntryText> result;
  const std::string prefix = "entry[" + std::to_string(process) + "]";
  for (auto at = world.lower_bound(prefix); at != world.end(); ++at) {
    if (at->first.rfind(prefix, 0) != 0) break;
    const EntryText entry{at->second};
    if (entry.get("phase", "UNUSED") != "UNUSED") result.push_back(entry);
  }
  return result;
}

/// Takes out of both lists what stands in both, values that are zero by omission included.
void drop_equal(std::vector<EntryText>& before, std::vector<EntryText>& after) {
  const auto equal = [](const EntryText& a, const EntryText& b) {
    const auto covers = [](const EntryText& x, const EntryText& y) {
      for (const auto& [member, value] : x.members) {
        const auto at = y.members.find(member);
        const bool zero = value == "0" || value == "no" || value == "-" || value == "none";
        if (at == y.members.end() ? !zero : at->second != value) return false;
      }
      return true;
    };
    return covers(a, b) && covers(b, a);
  };
  for (auto b = before.begin(); b != before.end();) {
    auto a = after.begin();
    while (a != after.end() && !equal(*a, *b)) ++a;
    if (a == after.end()) {
      ++b;
      continue;
    }
    after.erase(a);
    b = before.erase(b);
  }
}

void add_layers(const EntryText& entry, List& list) {
  list.add(entry.get("prot", "none") == "none" ? "no access" : entry.get("prot", "none"));
  if (entry.is("object")) list.add("file page " + entry.get("offset", "0"));
  if (entry.get("amap", "-") != "-") list.add(entry.get("amap", "-"));
  if (entry.is("needs_copy")) list.add("NEEDSCOPY");
  else if (entry.is("cow")) list.add("COPYONWRITE");
}

std::string made(const std::string& name, const EntryText& entry, const char* how) {
  List list;
  list.add(how);
  add_layers(entry, list);
  list.add("wired_count " + entry.get("wired_count", "0"));
  return list.of(name + " " + entry.range());
}

void add_arrow(const EntryText& before, const EntryText& after, const char* member,
               const char* zero, const char* as, List& list) {
  const std::string from = before.get(member, zero);
  const std::string to = after.get(member, zero);
  if (from != to) list.add(std::string(as) + from + " -> " + to);
}

void add_flag(const EntryText& before, const EntryText& after, const char* member, const char* as,
              List& list) {
  if (before.is(member) == after.is(member)) return;
  list.add(as + std::string(after.is(member) ? "" : " cleared"));
}

std::string changed(const std::string& name, const EntryText& before, const EntryText& after) {
  List list;
  if (before.range() != after.range()) list.add("now " + after.range());
  add_arrow(before, after, "wired_count", "0", "wired_count ", list);
  if (!before.dead() && after.dead()) {
    list.add("unlinked");
    return list.of(name + " " + before.range());  // what it had is of no use any more
  }
  add_arrow(before, after, "prot", "none", "prot ", list);
  add_flag(before, after, "needs_copy", "NEEDSCOPY", list);
  add_flag(before, after, "cow", "COPYONWRITE", list);
  const std::string amap = after.get("amap", "-");
  if (before.get("amap", "-") != amap) list.add(amap == "-" ? "no amap" : "gets " + amap);
  return list.of(name + " " + before.range());
}

/// Which of `entries` became `entry`: the one of the same range, else the first that overlaps.
std::optional<std::size_t> ancestor(const std::vector<EntryText>& entries, const EntryText& entry) {
  std::optional<std::size_t> result;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool could_be = !entries[i].dead() || entry.dead();
    if (could_be && entries[i].range() == entry.range()) return i;
    if (could_be && !result && entries[i].overlaps(entry)) result = i;
  }
  return result;
}

}  // namespace

std::vector<std::string> netbsd_entry_phrases(const traces::Told& before,
                                              const traces::Told& after, unsigned process) {
  std::vector<std::string> result;
  std::vector<EntryText> gone = entries(before.world, process);
  std::vector<EntryText> come = entries(after.world, process);
  drop_equal(gone, come);
  const std::vector<EntryText> old = gone;  // for halves of an entry that has its heir already
  const std::string name = "entry P" + std::to_string(process);
  const auto say = [&](const std::string& phrase) {
    if (!phrase.empty()) result.push_back(phrase);
  };
  for (const EntryText& entry : come) {
    if (const auto from = ancestor(gone, entry)) {
      say(changed(name, gone[*from], entry));
      gone.erase(gone.begin() + static_cast<std::ptrdiff_t>(*from));
    } else {
      say(made(name, entry, ancestor(old, entry) ? "split off" : "new"));
    }
  }
  for (const EntryText& entry : gone) {
    say(name + " " + entry.range() + (entry.dead() ? " dropped" : " merged"));
  }
  return result;
}

}  // namespace vmwire::families
