// What: the phrasing of each noun but the entry, and the table of them all.
// Source: netbsd.md section 1 for the nouns.
// Leaves out: what only the checker knows (claims, promises), a thread's inner place, and
// statistics as long as they agree with what they count. Next: phrasing_entries.cc.
#include "families/netbsd/phrasing.h"

#include <cstddef>
#include <map>
#include <string>

#include "traces/thing.h"

namespace vmwire::families {

namespace {

using traces::ChangedThing;
using traces::List;
using traces::WorldText;

/// Ghost data is worth a word only when a copy stops being what its owner wrote last. What a page
/// just allocated happens to hold is nobody's data yet.
void add_data(const ChangedThing& thing, const char* member, List& list) {
  const auto change = thing.changes.find(member);
  if (change == thing.changes.end() || change->second.from == "none") return;
  if (thing.becomes(member, "stale")) list.add("now an older write");
  if (thing.becomes(member, "foreign")) list.add("now another owner's data");
}

std::string page(const ChangedThing& thing) {
  List list;
  const bool freed = thing.becomes("phase", "FREE");
  if (thing.changed("phase")) list.add(thing.arrow("phase"));
  if (thing.changed("wire_count")) list.add("wire_count " + thing.arrow("wire_count"));
  if (freed) return list.of("page " + thing.index(0));  // the rest is what being free means
  if (thing.changed("owner")) list.add("of " + thing.now("owner", "nobody"));
  if (thing.becomes("busy", "yes")) list.add("BUSY by " + thing.now("busy_by", "-"));
  if (thing.becomes("busy", "no")) list.add("not BUSY");
  if (thing.becomes("pageout", "yes")) list.add("PAGEOUT");
  if (thing.becomes("pageout", "no")) list.add("PAGEOUT cleared");
  if (thing.becomes("released", "yes")) list.add("RELEASED");
  if (thing.becomes("released", "no")) list.add("RELEASED cleared");
  if (thing.becomes("clean", "yes")) list.add("CLEAN");
  if (thing.becomes("clean", "no")) list.add("dirty");
  add_data(thing, "data", list);
  return list.of("page " + thing.index(0));
}

std::string pte(const ChangedThing& thing) {
  const std::string name = "PTE P" + thing.index(0) + ":" + thing.index(1);
  const std::string phase = thing.now("phase", "ABSENT");
  if (phase == "ABSENT") return thing.changed("phase") ? name + " absent" : "";
  if (thing.was("phase", "ABSENT") != "ABSENT" && !thing.changed("page")) {
    List list;
    if (thing.changed("prot")) list.add(thing.arrow("prot"));
    if (thing.changed("phase")) list.add(phase == "WIRED" ? "WIRED" : "WIRED cleared");
    return list.of(name);
  }
  std::string text = name + " -> " + thing.now("page", "no page") + " ";
  const std::string prot = thing.now("prot", "none");
  text += prot == "none" ? "without access" : prot;
  return phase == "WIRED" ? text + " WIRED" : text;
}

std::string anon(const ChangedThing& thing) {
  const std::string name = "anon " + thing.index(0);
  if (thing.now("ref", "0") == "0") return thing.changed("ref") ? name + " freed" : "";
  List list;
  if (thing.was("ref", "0") == "0") list.add("made");
  else if (thing.changed("ref")) list.add("ref " + thing.arrow("ref"));
  if (thing.changed("page")) {
    const std::string page = thing.now("page", "-");
    list.add(page == "-" ? "not in memory" : "in " + page);
  }
  if (thing.changed("slot")) {
    const std::string slot = thing.now("slot", "-");
    list.add(slot == "-" ? "no swap slot" : slot == "bad" ? "slot BAD, data lost" : "on " + slot);
  }
  return list.of(name);
}

std::string amap(const ChangedThing& thing) {
  const std::string name = "amap " + thing.index(0);
  if (thing.now("ref", "0") == "0") return thing.changed("ref") ? name + " freed" : "";
  List list;
  if (thing.was("ref", "0") == "0") list.add("made");
  else if (thing.changed("ref")) list.add("ref " + thing.arrow("ref"));
  if (thing.becomes("shared", "yes")) list.add("SHARED");
  if (thing.becomes("shared", "no")) list.add("not SHARED");
  for (const auto& [member, change] : thing.changes) {
    if (member.rfind("slot", 0) == 0) list.add("[" + member.substr(4) + "] = " + change.to);
  }
  return list.of(name);
}

std::string slot(const ChangedThing& thing) {
  List list;
  if (thing.changed("phase")) list.add(thing.arrow("phase"));
  if (thing.changed("owner") && thing.now("owner", "-") != "-") {
    list.add("of " + thing.now("owner", "-"));
  }
  add_data(thing, "data", list);
  return list.of("swap slot " + thing.index(0));
}

std::string file(const ChangedThing& thing) {
  List list;
  if (thing.changed("size")) list.add("size " + thing.arrow("size"));
  for (const auto& [member, change] : thing.changes) {
    if (member.rfind("data", 0) != 0) continue;
    const std::string block = "block " + member.substr(4);
    if (change.to == "stale") list.add(block + " now an older write");
    if (change.to == "foreign") list.add(block + " now another owner's data");
  }
  return list.of("file");
}

std::string process(const ChangedThing& thing) {
  const std::string id = "P" + thing.index(0);
  List list;
  if (thing.changed("phase")) list.add("process " + id + " " + thing.arrow("phase"));
  const auto lock = [&](const char* member, const char* taken, const char* dropped) {
    if (!thing.changed(member)) return;
    const std::string owner = thing.now(member, "-");
    list.add("map " + id + " " + (owner == "-" ? dropped : taken + (" by " + owner)));
  };
  lock("writer", "write-locked", "write lock dropped");
  lock("reader", "read-locked", "read lock dropped");
  lock("busy", "busy", "not busy");
  return list.text();
}

std::string thread(const ChangedThing& thing) {
  const unsigned t = thing.name.indices.empty() ? 0 : thing.name.indices[0];
  const std::string name = thing.after.thread_name(t);
  List list;
  if (thing.changed("phase")) {
    const std::string phase = thing.now("phase", "IDLE");
    const std::string on = thing.now("page", "a page");
    if (phase == "SLEEP_BUSY") list.add("sleeps on BUSY " + on);
    if (phase == "SLEEP_MEMORY") list.add("sleeps for memory");
    if (phase == "SLEEP_IO") list.add("sleeps on I/O into " + on);
    const bool slept = thing.was("phase", "IDLE").rfind("SLEEP", 0) == 0;
    if (slept && list.empty() && name != thing.actor) list.add("wakes");
  }
  if (thing.becomes("waiting", "yes")) list.add("waits for the map's write lock");
  if (thing.changed("error") && thing.now("error", "0") != "0") {
    list.add("gets " + thing.now("error", "0"));
  }
  return list.of(name);
}

/// The checker's own knowledge, in the one case that explains what follows.
std::string cell(const ChangedThing& thing) {
  if (!thing.becomes("claim", "lost")) return "";
  return "the page wired for P" + thing.index(0) + ":" + thing.index(1) + " is gone";
}

std::string event(const ChangedThing& thing) {
  static const std::map<std::string, const char*> words = {
      {"underflow", "page_unwire at wire_count 0"},
      {"protect_wired", "page_protect(NONE) on a wired page"},
      {"pagedaemon_wired", "the pagedaemon takes a wired page"},
      {"clip_outside", "clip at an address outside the entry"},
      {"foreign_unbusy", "BUSY cleared by another than who set it"},
      {"unlocked", "data changed without its lock"},
      {"read_stale", "the read returns an older write"},
      {"read_foreign", "the read returns another owner's data"},
      {"write_astray", "the write goes to a page that its memory is not on"},
      {"write_shared", "the write reaches another owner's copy"},
      {"slot_in_flight", "swap slot freed while it is being written"},
      {"dma_lost", "the device touches a frame without a page of its buffer"},
      {"dma_unseen", "the device's data goes where its process does not see it"},
      {"dma_shared", "the device's data reaches somebody else's memory"},
      {"dma_foreign", "the device gets what is not its process's data"},
      {"denied", "an access fails that was allowed throughout"},
      {"unshared", "the mapping leaves an amap that it shares"},
  };
  List list;
  for (const auto& [member, change] : thing.changes) {
    const auto word = words.find(member);
    if (change.to == "yes" && word != words.end()) list.add(word->second);
  }
  return list.of("!");
}

/// What is counted twice is told once: of uvmexp.wired and wired_ptes only what is wrong.
std::size_t count(const WorldText& world, const char* prefix, const char* member, bool wired_pte) {
  std::size_t result = 0;
  for (const auto& [group, members] : world) {
    if (group.rfind(prefix, 0) != 0) continue;
    const auto at = members.find(member);
    if (at != members.end()) result += wired_pte ? at->second == "WIRED" : at->second != "0";
  }
  return result;
}

std::string system(const ChangedThing& thing) {
  List list;
  if (thing.changed("wired") &&
      thing.now("wired", "0") != std::to_string(count(thing.after.world, "page[", "wire_count",
                                                      false))) {
    list.add("uvmexp.wired " + thing.arrow("wired"));
  }
  if (thing.changed("hard_errors")) list.add("a swap error that lasts");
  if (thing.changed("panic")) list.add("PANIC " + thing.now("panic", "-"));
  return list.text();
}

std::string pmap(const ChangedThing& thing) {
  if (!thing.changed("wired_ptes")) return "";
  const std::string prefix = "pte[" + thing.index(0) + "]";
  const std::size_t counted = count(thing.after.world, prefix.c_str(), "phase", true);
  if (thing.now("wired_ptes", "0") == std::to_string(counted)) return "";
  return "pmap P" + thing.index(0) + " wired count " + thing.arrow("wired_ptes");
}

}  // namespace

const traces::Phrasing& netbsd_phrasing() {
  // From the map down to the disk.
  static const traces::Phrasing phrasing = {
      .groups = {{"entry", netbsd_entry_phrases}},
      .nouns = {{"process", process}, {"amap", amap},     {"anon", anon},   {"page", page},
                {"pte", pte},         {"process", pmap},  {"slot", slot},   {"file", file},
                {"cell", cell},       {"thread", thread}, {"event", event}, {"system", system}},
  };
  return phrasing;
}

}  // namespace vmwire::families
