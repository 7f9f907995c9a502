// What: one row for each field of the world: its name, its legal values, how to read and write it.
// Source: derived: world.h and model/core; this file follows their order and spelling.
// A new field of the world needs a row here: tests/model/fields_test.cc counts the bits.
#include "model/netbsd/fields.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace vmwire::netbsd {

namespace {

// --- what a value means ---------------------------------------------------------------------

/// How many values there are, and how each reads.
struct Kind {
  unsigned values;
  std::function<std::string(unsigned)> text;
};

Kind number(unsigned values) {
  return {values, [](unsigned v) { return std::to_string(v); }};
}

Kind yes_no() {
  return {2, [](unsigned v) { return std::string(v != 0 ? "yes" : "no"); }};
}

template <class Enum>
Kind named(unsigned values) {
  return {values, [](unsigned v) { return std::string(name(static_cast<Enum>(v))); }};
}

Kind listed(std::vector<const char*> names) {
  const unsigned values = static_cast<unsigned>(names.size());
  return {values, [names = std::move(names)](unsigned v) {
            return v < names.size() ? std::string(names[v]) : std::to_string(v);
          }};
}

/// An id: none, or index + 1 of one of `count` things.
Kind id(const char* noun, unsigned count) {
  return {count + 1, [noun](unsigned v) {
            return v == 0 ? std::string("-") : std::string(noun) + " " + std::to_string(v - 1);
          }};
}

/// The same where the highest value the bits can hold has a meaning of its own.
Kind id_or(const char* noun, unsigned special, const char* text) {
  return {special + 1, [plain = id(noun, special).text, special, text](unsigned v) {
            return v == special ? std::string(text) : plain(v);
          }};
}

Kind page_id(const Size& size) { return id("page", size.pages); }
Kind claimed_page() { return id_or("page", static_cast<unsigned>(kLostPage), "lost"); }
Kind slot_id() { return id_or("slot", static_cast<unsigned>(kBadSlot), "bad"); }
Kind prot() { return named<Prot>(3); }
Kind data() { return named<Data>(4); }

std::string thread_text(const Size& size, unsigned id) {
  return id == 0 ? "-" : size.thread_name(id - 1);
}

Kind thread_id(const Size& size) {
  return {size.thread_count() + 1, [size](unsigned v) { return thread_text(size, v); }};
}

Kind actor_id(const Size& size) {
  constexpr unsigned kDaemon = static_cast<unsigned>(kPagedaemon);
  return {kDaemon + 1, [size](unsigned v) {
            return v == kDaemon ? std::string("pagedaemon") : thread_text(size, v);
          }};
}

Kind owner_id(const Size& size) {
  constexpr unsigned kFile = static_cast<unsigned>(owner_of_file_page(0));
  const unsigned values = size.file_pages == 0 ? size.anons() + 1 : kFile + size.file_pages;
  return {values, [anon = id("anon", kFile).text](unsigned v) {
            return v < kFile ? anon(v) : "file page " + std::to_string(v - kFile);
          }};
}

// The operations of threads, in the order of OpId. op/op.h has the same names, but its table is
// on the far side of the operations, which nothing here may depend on.
Kind thread_op() {
  return listed({"-", "mmap", "munmap", "mprotect", "mlock", "munlock", "physio", "read", "write",
                 "fork", "exit", "truncate", "extend"});
}

Kind panic() {
  return listed({"-", "unwire_no_pte", "unwire_no_entry", "page_protect_wired",
                 "clean_anon_no_slot", "pagedaemon_wired", "dead_entry_wired", "wire_needs_copy",
                 "cow_now_not_resident", "wire_count_overflow"});
}
static_assert(kPanics == 10, "a new panic needs a name above");

// --- the rows -------------------------------------------------------------------------------

using Get = std::function<unsigned(const World&)>;
using Set = std::function<void(World&, unsigned)>;

/// Collects rows; `group` is the one that the next rows belong to.
class Table {
 public:
  void open(const std::string& group) { group_ = group; }
  void add(const char* member, Kind kind, Get get, Set set, bool ghost = false) {
    rows.push_back({group_, member, ghost, kind.values, std::move(get), std::move(set),
                    std::move(kind.text)});
  }
  void ghost(const char* member, Kind kind, Get get, Set set) {
    add(member, std::move(kind), std::move(get), std::move(set), true);
  }
  std::vector<Field> rows;

 private:
  std::string group_;
};

std::string at(const char* noun, unsigned i) {
  return std::string(noun) + "[" + std::to_string(i) + "]";
}
std::string at(const char* noun, unsigned i, unsigned j) {
  return at(noun, i) + "[" + std::to_string(j) + "]";
}
std::string numbered(const char* noun, unsigned i) { return noun + std::to_string(i); }

// A bit-field has no address, so its row needs a pair of functions that name it. `place` may name
// the caller's i, p and v, so that the functions' own parameters bear other names.
#define VMWIRE_BITS(place, bits)                                       \
  [=](const World& w) { return static_cast<unsigned>(w.place.bits); }, \
      [=](World& w, unsigned to) { w.place.bits = static_cast<decltype(w.place.bits)>(to); }

void add_thread(Table& t, const Size& size, unsigned i) {
  const unsigned limits = std::max(size.va_pages, size.file_pages) + 1;
  t.open(at("thread", i));
  t.add("phase", named<ThreadPhase>(kThreadPhases), VMWIRE_BITS(thread[i], phase));
  t.add("op", thread_op(), VMWIRE_BITS(thread[i], op));
  t.add("step", number(8), VMWIRE_BITS(thread[i], step));
  t.add("start", number(limits), VMWIRE_BITS(thread[i], start));
  // fork keeps the number of its child here.
  t.add("end", number(std::max(limits, size.processes)), VMWIRE_BITS(thread[i], end));
  t.add("arg", number(8), VMWIRE_BITS(thread[i], arg));
  t.add("va", number(limits), VMWIRE_BITS(thread[i], va));
  t.add("fault", named<FaultStep>(5), VMWIRE_BITS(thread[i], fault));
  t.add("access", prot(), VMWIRE_BITS(thread[i], access));
  t.add("wire_fault", yes_no(), VMWIRE_BITS(thread[i], wire_fault));
  t.add("wire_mapping", yes_no(), VMWIRE_BITS(thread[i], wire_mapping));
  t.add("map_changed", yes_no(), VMWIRE_BITS(thread[i], map_changed));
  t.add("error", named<Error>(7), VMWIRE_BITS(thread[i], error));
  t.add("page", page_id(size), VMWIRE_BITS(thread[i], page));
  for (unsigned v = 0; v < size.va_pages; ++v) {
    t.ghost(numbered("vslock", v).c_str(), claimed_page(),
            [=](const World& w) { return static_cast<unsigned>(w.thread[i].vslock_claim(v)); },
            [=](World& w, unsigned x) {
              w.thread[i].set_vslock_claim(v, static_cast<PageId>(x & 7u));
            });
  }
  t.ghost("trap_promised", yes_no(), VMWIRE_BITS(thread[i], trap_promised));
  t.ghost("trap_wired", yes_no(), VMWIRE_BITS(thread[i], trap_wired));
  t.add("narrow", yes_no(), VMWIRE_BITS(thread[i], narrow));
}

void add_entry(Table& t, const Size& size, unsigned p, unsigned i) {
  t.open(at("entry", p, i));
  t.add("phase", named<EntryPhase>(kEntryPhases), VMWIRE_BITS(entry[p][i], phase));
  t.add("start", number(size.va_pages), VMWIRE_BITS(entry[p][i], start));
  t.add("end", number(size.va_pages + 1), VMWIRE_BITS(entry[p][i], end));
  t.add("prot", prot(), VMWIRE_BITS(entry[p][i], prot));
  t.add("max_prot", prot(), VMWIRE_BITS(entry[p][i], max_prot));
  t.add("object", yes_no(), VMWIRE_BITS(entry[p][i], object));
  t.add("offset", number(4), VMWIRE_BITS(entry[p][i], offset));
  t.add("cow", yes_no(), VMWIRE_BITS(entry[p][i], cow));
  t.add("needs_copy", yes_no(), VMWIRE_BITS(entry[p][i], needs_copy));
  t.add("wired_count", number(4), VMWIRE_BITS(entry[p][i], wired_count));
  t.add("amap", id("amap", size.amaps()), VMWIRE_BITS(entry[p][i], amap));
  t.add("pageoff", number(size.va_pages), VMWIRE_BITS(entry[p][i], pageoff));
  t.add("dead_owner", thread_id(size), VMWIRE_BITS(entry[p][i], dead_owner));
}

void add_page(Table& t, const Size& size, unsigned i) {
  t.open(at("page", i));
  t.add("phase", named<PagePhase>(kPagePhases), VMWIRE_BITS(page[i], phase));
  t.add("wire_count", number(kWireCountWrap), VMWIRE_BITS(page[i], wire_count));
  t.add("busy", yes_no(), VMWIRE_BITS(page[i], busy));
  t.ghost("busy_by", actor_id(size), VMWIRE_BITS(page[i], busy_by));
  t.add("released", yes_no(), VMWIRE_BITS(page[i], released));
  t.add("pageout", yes_no(), VMWIRE_BITS(page[i], pageout));
  t.add("clean", yes_no(), VMWIRE_BITS(page[i], clean));
  t.add("owner", owner_id(size), VMWIRE_BITS(page[i], owner));
  t.ghost("data", data(), VMWIRE_BITS(page[i], data));
}

void add_event(Table& t, const Size& size) {
  t.open("event");
  t.ghost("underflow", yes_no(), VMWIRE_BITS(event, underflow));
  t.ghost("protect_wired", yes_no(), VMWIRE_BITS(event, protect_wired));
  t.ghost("pagedaemon_wired", yes_no(), VMWIRE_BITS(event, pagedaemon_wired));
  t.ghost("clip_outside", yes_no(), VMWIRE_BITS(event, clip_outside));
  t.ghost("foreign_unbusy", yes_no(), VMWIRE_BITS(event, foreign_unbusy));
  t.ghost("unlocked", yes_no(), VMWIRE_BITS(event, unlocked));
  t.ghost("read_stale", yes_no(), VMWIRE_BITS(event, read_stale));
  t.ghost("read_foreign", yes_no(), VMWIRE_BITS(event, read_foreign));
  t.ghost("write_astray", yes_no(), VMWIRE_BITS(event, write_astray));
  t.ghost("write_shared", yes_no(), VMWIRE_BITS(event, write_shared));
  t.ghost("slot_in_flight", yes_no(), VMWIRE_BITS(event, slot_in_flight));
  t.ghost("dma_lost", yes_no(), VMWIRE_BITS(event, dma_lost));
  t.ghost("page", page_id(size), VMWIRE_BITS(event, page));
  t.ghost("process", number(size.processes), VMWIRE_BITS(event, process));
  t.ghost("va", number(size.va_pages), VMWIRE_BITS(event, va));
}

void add_process(Table& t, const Size& size, unsigned p) {
  t.open(at("process", p));
  t.add("phase", named<ProcessPhase>(4), VMWIRE_BITS(process[p], phase_bits));
  t.add("writer", thread_id(size), VMWIRE_BITS(process[p], writer_bits));
  t.add("reader", thread_id(size), VMWIRE_BITS(process[p], reader_bits));
  t.add("busy", thread_id(size), VMWIRE_BITS(process[p], busy_bits));
  t.add("wired_ptes", number(8), VMWIRE_BITS(process[p], wired_ptes));
}

void add_amap(Table& t, const Size& size, unsigned i) {
  t.open(at("amap", i));
  t.add("ref", number(8), VMWIRE_BITS(amap[i], ref));
  t.add("shared", yes_no(), VMWIRE_BITS(amap[i], shared));
  for (unsigned s = 0; s < size.va_pages; ++s) {
    t.add(numbered("slot", s).c_str(), id("anon", size.anons()),
          [=](const World& w) { return static_cast<unsigned>(w.amap[i].slot(s)); },
          [=](World& w, unsigned v) { w.amap[i].set_slot(s, static_cast<AnonId>(v & 15u)); });
  }
}

void add_system_and_file(Table& t, const Size& size) {
  t.open("system");
  t.add("wired", number(8), VMWIRE_BITS(system, wired));
  t.add("hard_errors", number(size.hard_errors + 1), VMWIRE_BITS(system, hard_errors));
  t.add("panic", panic(), VMWIRE_BITS(system, panic));
  t.open("file");
  t.add("size", number(size.file_pages + 1), VMWIRE_BITS(file, size));
  for (unsigned i = 0; i < size.file_pages; ++i) {
    t.ghost(numbered("data", i).c_str(), data(),
            [=](const World& w) { return static_cast<unsigned>(w.file.data(i)); },
            [=](World& w, unsigned v) { w.file.set_data(i, static_cast<Data>(v & 3u)); });
  }
}

void add_pte(Table& t, const Size& size, unsigned p, unsigned v) {
  t.open(at("pte", p, v));
  t.add("phase", named<PtePhase>(kPtePhases), VMWIRE_BITS(pte[p][v], phase_bits));
  t.add("prot", prot(), VMWIRE_BITS(pte[p][v], prot_bits));
  t.add("page", page_id(size), VMWIRE_BITS(pte[p][v], page_bits));
}

void add_cell(Table& t, unsigned p, unsigned v) {
  t.open(at("cell", p, v));
  t.ghost("claim", claimed_page(), VMWIRE_BITS(cell[p][v], claim_bits));
  t.ghost("promised", yes_no(), VMWIRE_BITS(cell[p][v], promised));
  t.ghost("excused", yes_no(), VMWIRE_BITS(cell[p][v], excused));
  t.ghost("lag", yes_no(), VMWIRE_BITS(cell[p][v], lag));
}

void add_anon(Table& t, const Size& size, unsigned i) {
  t.open(at("anon", i));
  t.add("ref", number(8), VMWIRE_BITS(anon[i], ref));
  t.add("page", page_id(size), VMWIRE_BITS(anon[i], page_bits));
  t.add("slot", slot_id(), VMWIRE_BITS(anon[i], slot_bits));
}

void add_slot(Table& t, const Size& size, unsigned i) {
  t.open(at("slot", i));
  t.add("phase", named<SlotPhase>(kSlotPhases), VMWIRE_BITS(slot[i], phase_bits));
  t.add("owner", id("anon", size.anons()), VMWIRE_BITS(slot[i], owner_bits));
  t.ghost("data", data(), VMWIRE_BITS(slot[i], data_bits));
}

#undef VMWIRE_BITS

template <class T, unsigned long N>
bool not_zero(const T (&things)[N], unsigned i) {
  return i < N && things[i] != T{};
}
template <class T, unsigned long N, unsigned long M>
bool not_zero(const T (&things)[N][M], unsigned i, unsigned j) {
  return i < N && not_zero(things[i], j);
}

}  // namespace

std::vector<Field> fields(const Size& size) {
  Table t;
  for (unsigned i = 0; i < size.thread_count(); ++i) add_thread(t, size, i);
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned i = 0; i < size.entries(p); ++i) add_entry(t, size, p, i);
  }
  for (unsigned i = 0; i < size.pages; ++i) add_page(t, size, i);
  add_event(t, size);
  for (unsigned p = 0; p < size.processes; ++p) add_process(t, size, p);
  for (unsigned i = 0; i < size.amaps(); ++i) add_amap(t, size, i);
  add_system_and_file(t, size);
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned v = 0; v < size.va_pages; ++v) add_pte(t, size, p, v);
  }
  for (unsigned p = 0; p < size.processes; ++p) {
    for (unsigned v = 0; v < size.va_pages; ++v) add_cell(t, p, v);
  }
  for (unsigned i = 0; i < size.anons(); ++i) add_anon(t, size, i);
  for (unsigned i = 0; i < size.swap_slots; ++i) add_slot(t, size, i);
  return std::move(t.rows);
}

// derived: what does not exist is all zero, so that whatever is not zero is worth a look, be it
// only what a bug left behind in a free page. The system's counters always exist.
bool group_exists(const World& w, const std::string& group) {
  const std::string noun = group.substr(0, group.find('['));
  unsigned index[2] = {0, 0};
  unsigned found = 0;
  for (const char c : group.substr(noun.size())) {
    if (c == '[' && ++found > 2) return false;
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 && found > 0) {
      index[found - 1] = index[found - 1] * 10 + static_cast<unsigned>(c - '0');
    }
  }
  const unsigned i = index[0], j = index[1];
  switch (found) {
    case 0:
      return group == "system" || (group == "event" && w.event != Event{}) ||
             (group == "file" && w.file != File{});
    case 1:
      if (group != at(noun.c_str(), i)) return false;
      return (noun == "thread" && not_zero(w.thread, i)) ||
             (noun == "page" && not_zero(w.page, i)) ||
             (noun == "process" && not_zero(w.process, i)) ||
             (noun == "amap" && not_zero(w.amap, i)) ||
             (noun == "anon" && not_zero(w.anon, i)) || (noun == "slot" && not_zero(w.slot, i));
    default:
      if (group != at(noun.c_str(), i, j)) return false;
      return (noun == "entry" && not_zero(w.entry, i, j)) ||
             (noun == "pte" && not_zero(w.pte, i, j)) ||
             (noun == "cell" && not_zero(w.cell, i, j));
  }
}

}  // namespace vmwire::netbsd
