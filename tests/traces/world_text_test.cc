// What: any world of any named size becomes text and comes back the same; hashes tell them apart.
#include "traces/world_text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "model/netbsd/fields.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::traces {
namespace {

using family::AnyWorld;
using family::Fields;

AnyWorld any_world_of(const Fields& fields) {
  AnyWorld world(sizeof(netbsd::World));
  for (const auto& field : fields) field.set(world, *rc::gen::inRange(0u, field.values()));
  return world;
}

const std::vector<Fields>& fields_of_each_size() {
  static std::vector<Fields> all;
  if (all.empty()) {
    for (const auto& named : netbsd::size_table().named) {
      all.push_back(netbsd::fields(family::size_of<netbsd::Size>(named.size)));
    }
  }
  return all;
}

const Fields& any_fields() {
  const std::vector<Fields>& all = fields_of_each_size();
  return all[*rc::gen::inRange<std::size_t>(0, all.size())];
}

RC_GTEST_PROP(WorldText, ComesBackTheSame, ()) {
  const Fields& fields = any_fields();
  const AnyWorld world = any_world_of(fields);
  AnyWorld back(sizeof(netbsd::World), std::byte{0xff});
  RC_ASSERT(world_of(text_of(world, fields), fields, back) == "");
  RC_ASSERT(back == world);
}

RC_GTEST_PROP(WorldText, DifferenceLeadsFromOneToTheOther, ()) {
  const Fields& fields = any_fields();
  const AnyWorld before = any_world_of(fields);
  const AnyWorld after = any_world_of(fields);
  WorldText text = text_of(before, fields);
  for (const Change& change : difference(before, after, fields)) {
    const auto dot = change.field.find('.');
    text[change.field.substr(0, dot)][change.field.substr(dot + 1)] = change.to;
  }
  AnyWorld back(sizeof(netbsd::World));
  RC_ASSERT(world_of(text, fields, back) == "");
  RC_ASSERT(back == after);
  RC_ASSERT((hash_of(before, fields) == hash_of(after, fields)) == (before == after));
}

TEST(WorldText, EveryTextHasOneValue) {
  for (const Fields& fields : fields_of_each_size()) {
    for (const auto& field : fields) {
      std::vector<std::string> texts = field.kind.texts;
      std::sort(texts.begin(), texts.end());
      EXPECT_EQ(std::adjacent_find(texts.begin(), texts.end()), texts.end()) << field.name();
    }
  }
}

TEST(WorldText, NamesWhatItDoesNotKnow) {
  const Fields& fields = fields_of_each_size().front();
  AnyWorld world(sizeof(netbsd::World));
  EXPECT_EQ(world_of({{"page[0]", {{"wire_count", "many"}}}}, fields, world),
            "no value of page[0].wire_count is named 'many'; see `vmwire list fields`");
  EXPECT_EQ(world_of({{"page[77]", {{"wire_count", "1"}}}}, fields, world),
            "no field of a world of this size is named 'page[77].wire_count'; did you mean "
            "'page[0].wire_count' or 'page[1].wire_count'?");
}

// Pinned: traces in other people's hands carry these hashes.
TEST(WorldText, HashesStayWhatTheyAre) {
  const Fields fields = netbsd::fields({.pages = 3});
  netbsd::World world{};
  EXPECT_EQ(hash_of(family::view_of(world), fields), "cbf29ce484222325");
  world.page[1].wire_count = 2;
  EXPECT_EQ(hash_of(family::view_of(world), fields), "62d4ef940b39230f");
}

// --- a world that no kernel has -----------------------------------------------------------------

struct Street {
  std::uint64_t bits;
};

Fields street() {
  family::FieldTable<Street> table;
  for (unsigned i = 0; i < 2; ++i) {
    table.thing("lamp", {i});
    table.add("lit", family::yes_no(), [=](Street& s, unsigned v) { s.bits |= (v & 1u) << i; });
    table.add("colour", family::words({"white", "amber", "red"}),
              [=](Street& s, unsigned v) { s.bits |= (v & 3u) << (2 + 2 * i); });
  }
  table.thing("clock", {}, true);
  table.add("hour", family::number(24), [](Street& s, unsigned v) { s.bits |= (v & 31u) << 8; });
  return table.take();
}

TEST(WorldText, TellsThingsCompleteThatExist) {
  const Fields fields = street();
  Street world{0};
  EXPECT_EQ(text_of(family::view_of(world), fields), (WorldText{{"clock", {{"hour", "0"}}}}));
  world.bits = 1u << 4;
  EXPECT_EQ(text_of(family::view_of(world), fields),
            (WorldText{{"clock", {{"hour", "0"}}},
                       {"lamp[1]", {{"colour", "amber"}, {"lit", "no"}}}}));
}

TEST(WorldText, TellsAValueThatShouldNotBeAsANumber) {
  const Fields fields = street();
  const Street dark{0}, odd{3u << 2};
  EXPECT_EQ(difference(family::view_of(dark), family::view_of(odd), fields),
            (std::vector<Change>{{"lamp[0].colour", "white", "3"}}));
  Street back{};
  EXPECT_EQ(world_of(text_of(family::view_of(odd), fields), fields, family::bytes_of(back)),
            "no value of lamp[0].colour is named '3'; see `vmwire list fields`");
}

TEST(WorldText, HashesLinesOfWhatIsNotZero) {
  const Fields fields = street();
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const unsigned char c : std::string("lamp[1].lit=1\nclock.hour=7\n")) {
    hash = (hash ^ c) * 0x100000001b3u;
  }
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  const Street world{2u | 7u << 8};
  EXPECT_EQ(hash_of(family::view_of(world), fields), digits);
}

}  // namespace
}  // namespace vmwire::traces
