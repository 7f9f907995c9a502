// What: the table of fields covers the world: every bit once, every value, every size.
// Leaves out: which worlds can be reached; any combination of legal values is a world here.
#include "model/netbsd/fields.h"

#include <array>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "tests/property.h"
#include "traces/world_text.h"

namespace vmwire::netbsd {
namespace {

using family::bytes_of;
using family::view_of;

using Raw = std::array<unsigned char, sizeof(World)>;

Raw raw(const World& w) {
  Raw bytes;
  std::memcpy(bytes.data(), &w, sizeof w);
  return bytes;
}

/// All of the field's own bits.
unsigned all_of(const Field& f) { return (1u << f.width) - 1u; }

/// As large as each array allows, be it more than one run could ever use together.
Size largest() {
  return {.processes = 3, .threads = {2, 1, 1}, .in_flight = 2, .pages = 6, .va_pages = 3,
          .file_pages = 3, .swap_slots = 2, .wired_max = 6, .memlock = 3, .wired_count_max = 3,
          .hard_errors = 2};
}

std::vector<Size> sizes() {
  std::vector<Size> all = {largest(), {.file_pages = 0, .swap_slots = 0}};
  for (const auto& named : size_table().named) all.push_back(family::size_of<Size>(named.size));
  return all;
}

/// Every bit that means something in a thing of this type.
template <class T>
T all_bits() {
  T thing;
  std::memset(static_cast<void*>(&thing), 0xff, sizeof thing);
  if constexpr (requires { thing.unused; }) thing.unused = 0;
  return thing;
}

/// Every bit of the things that a size with kVaMax pages uses.
World used_bits(const Size& size) {
  World w{};
  for (unsigned i = 0; i < size.thread_count(); ++i) w.thread[i] = all_bits<Thread>();
  for (unsigned p = 0; p < size.processes; ++p) {
    w.process[p] = all_bits<Process>();
    for (unsigned i = 0; i < size.entries(p); ++i) w.entry[p][i] = all_bits<Entry>();
    for (unsigned v = 0; v < size.va_pages; ++v) {
      w.pte[p][v] = all_bits<Pte>();
      w.cell[p][v] = all_bits<Cell>();
    }
  }
  for (unsigned i = 0; i < size.pages; ++i) w.page[i] = all_bits<Page>();
  for (unsigned i = 0; i < size.amaps(); ++i) w.amap[i] = all_bits<Amap>();
  for (unsigned i = 0; i < size.anons(); ++i) w.anon[i] = all_bits<Anon>();
  for (unsigned i = 0; i < size.swap_slots; ++i) w.slot[i] = all_bits<SwapSlot>();
  w.event = all_bits<Event>();
  w.system = all_bits<System>();
  w.file = all_bits<File>();
  return w;
}

/// A world in which each field has some legal value, drawn from RapidCheck.
World any_world(const Fields& table) {
  World w{};
  for (const Field& f : table) f.set(bytes_of(w), *rc::gen::inRange(0u, f.values()));
  return w;
}

TEST(Fields, CoverEveryBitOnce) {
  Raw covered{};
  for (const Field& f : fields(largest())) {
    World w{};
    f.set(bytes_of(w), all_of(f));
    const Raw bits = raw(w);
    for (std::size_t i = 0; i < bits.size(); ++i) {
      EXPECT_EQ(covered[i] & bits[i], 0) << f.name() << " shares a bit of byte " << i;
      covered[i] = static_cast<unsigned char>(covered[i] | bits[i]);
    }
  }
  const Raw used = raw(used_bits(largest()));
  for (std::size_t i = 0; i < used.size(); ++i) {
    EXPECT_EQ(covered[i], used[i]) << "byte " << i << " of the world";
  }
}

TEST(Fields, TakeEachLegalValueAndNothingElseChanges) {
  for (const Size& size : sizes()) {
    const Fields table = fields(size);
    for (const Field& f : table) {
      EXPECT_GE(f.values(), 1u) << f.name();
      for (unsigned v = 0; v < f.values(); ++v) {
        World w{};
        f.set(bytes_of(w), v);
        EXPECT_EQ(f.get(view_of(w)), v) << f.name();
        for (const Field& other : table) {
          if (&other == &f) continue;
          EXPECT_EQ(other.get(view_of(w)), 0u) << f.name() << " changed " << other.name();
        }
      }
    }
  }
}

TEST(Fields, EachValueReadsDifferently) {
  for (const Size& size : sizes()) {
    for (const Field& f : fields(size)) {
      std::set<std::string> texts;
      for (unsigned v = 0; v < f.values(); ++v) {
        const std::string text = f.text(v);
        EXPECT_FALSE(text.empty() || text == "?") << f.name() << " = " << v;
        EXPECT_TRUE(texts.insert(text).second) << f.name() << ": " << text << " twice";
      }
    }
  }
}

TEST(Fields, NamesAreUniqueAndGroupsStandTogether) {
  for (const Size& size : sizes()) {
    std::set<std::string> names, closed;
    std::string open;
    for (const Field& f : fields(size)) {
      EXPECT_TRUE(names.insert(f.name()).second) << f.name();
      if (f.group() == open) continue;
      closed.insert(open);
      open = f.group();
      EXPECT_EQ(closed.count(open), 0u) << open << " is in two places";
    }
  }
}

TEST(Fields, ThereIsNoFieldOfWhatTheSizeLacks) {
  std::set<std::string> names;
  for (const Field& f : fields({.file_pages = 0, .swap_slots = 0})) names.insert(f.name());
  EXPECT_EQ(names.count("thread[2].phase"), 1u);
  EXPECT_EQ(names.count("thread[3].phase"), 0u);
  EXPECT_EQ(names.count("entry[1][0].wired_count"), 1u);
  EXPECT_EQ(names.count("entry[1][1].wired_count"), 0u);
  EXPECT_EQ(names.count("amap[0].slot0"), 1u);
  EXPECT_EQ(names.count("amap[0].slot1"), 0u);
  EXPECT_EQ(names.count("slot[0].phase"), 0u);
  EXPECT_EQ(names.count("file.data0"), 0u);
}

TEST(Fields, GhostsAreThoseThatNoStepReads) {
  std::set<std::string> ghosts;
  for (const Field& f : fields({.swap_slots = 1})) {
    if (f.ghost) ghosts.insert(f.noun + "." + f.member);
  }
  const std::set<std::string> expected = {
      "thread.vslock0", "thread.gone0", "thread.spoilt0", "thread.trap_promised",
      "thread.trap_wired", "thread.disallowed", "page.busy_by", "page.data",
      "file.data0", "slot.data", "cell.claim", "cell.promised", "cell.excused", "cell.lag",
      "event.underflow", "event.protect_wired", "event.pagedaemon_wired", "event.clip_outside",
      "event.foreign_unbusy", "event.unlocked", "event.read_stale", "event.read_foreign",
      "event.write_astray", "event.write_shared", "event.slot_in_flight", "event.dma_lost",
      "event.dma_unseen", "event.dma_shared", "event.dma_foreign", "event.denied",
      "event.unshared", "event.page", "event.process", "event.va"};
  EXPECT_EQ(ghosts, expected);
}

TEST(Fields, TextIsForPeople) {
  const Fields table = fields({.pages = 3, .swap_slots = 1});
  struct Case {
    const char* field;
    unsigned value;
    const char* reads;
  };
  const Case cases[] = {
      {"page[0].phase", 2, "ACTIVE"},
      {"page[0].wire_count", 7, "7"},
      {"page[0].busy", 1, "yes"},
      {"page[0].busy_by", 3, "P1.t0"},
      {"page[0].busy_by", 5, "pagedaemon"},
      {"page[0].owner", 0, "-"},
      {"page[0].owner", 1, "anon 0"},
      {"page[0].owner", 9, "file page 0"},
      {"page[0].data", 3, "foreign"},
      {"thread[0].op", 0, "-"},
      {"thread[0].op", 4, "mlock"},
      {"thread[0].error", 1, "EFAULT"},
      {"thread[0].page", 2, "page 1"},
      {"thread[0].vslock0", 7, "lost"},
      {"entry[0][0].prot", 2, "rw"},
      {"entry[0][0].dead_owner", 2, "P0.t1"},
      {"entry[0][0].amap", 1, "amap 0"},
      {"cell[0][0].claim", 7, "lost"},
      {"cell[0][0].claim", 1, "page 0"},
      {"anon[0].slot", 3, "bad"},
      {"anon[0].slot", 1, "slot 0"},
      {"process[1].writer", 3, "P1.t0"},
      {"pte[1][0].phase", 2, "WIRED"},
      {"system.panic", 6, "dead_entry_wired"},
      {"slot[0].owner", 0, "-"},
  };
  for (const Case& c : cases) {
    const Field* f = family::find_field(table, c.field);
    ASSERT_NE(f, nullptr) << c.field;
    EXPECT_EQ(f->text(c.value), c.reads) << c.field;
  }
}

/// The things that exist in a world, as a reader is told.
std::set<std::string> existing(const Fields& table, const World& w) {
  std::set<std::string> things;
  for (const auto& [thing, members] : traces::text_of(view_of(w), table)) things.insert(thing);
  return things;
}

TEST(Things, AreThereWhenNotAllIsZero) {
  const Fields table = fields({.pages = 3, .swap_slots = 1});
  World w{};
  EXPECT_EQ(existing(table, w), (std::set<std::string>{"system"}));
  w.page[1].phase = PagePhase::wired;
  w.entry[1][0].phase = EntryPhase::dead;
  w.file.size = 1;
  EXPECT_EQ(existing(table, w),
            (std::set<std::string>{"system", "page[1]", "entry[1][0]", "file"}));
  for (const char* thing : {"", "page", "page[1", "page[9]", "page[1][0]", "entry[1]", "pages[1]",
                            "entry[1][0][0]", "page[4294967297]", "page[1].phase", "[1]"}) {
    EXPECT_EQ(family::find_field(table, std::string(thing) + ".phase"), nullptr) << thing;
  }
}

RC_GTEST_PROP(Fields, GetReturnsWhatSetHasSet, ()) {
  for (const Size& size : sizes()) {
    const Fields table = fields(size);
    World w{};
    std::vector<unsigned> values;
    for (const Field& f : table) values.push_back(*rc::gen::inRange(0u, f.values()));
    for (std::size_t i = 0; i < table.size(); ++i) table[i].set(bytes_of(w), values[i]);
    for (std::size_t i = 0; i < table.size(); ++i) RC_ASSERT(table[i].get(view_of(w)) == values[i]);
  }
}

RC_GTEST_PROP(Fields, TogetherAreTheWholeWorld, ()) {
  for (const Size& size : sizes()) {
    const Fields table = fields(size);
    const World w = any_world(table);
    World copy{};
    for (const Field& f : table) f.set(bytes_of(copy), f.get(view_of(w)));
    RC_ASSERT(copy == w);
  }
}

RC_GTEST_PROP(Things, ExistWhereSomeFieldIsNotZero, ()) {
  const Fields table = fields(largest());
  World w{};
  for (const Field& f : table) {
    if (*rc::gen::inRange(0, 12) == 0) {
      f.set(bytes_of(w), *rc::gen::inRange(0u, f.values()));
    }
  }
  std::set<std::string> expected = {"system"};
  for (const Field& f : table) {
    if (f.get(view_of(w)) != 0) expected.insert(f.group());
  }
  RC_ASSERT(existing(table, w) == expected);
}

}  // namespace
}  // namespace vmwire::netbsd
