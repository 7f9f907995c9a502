// What: any world of any named size becomes text and comes back the same; hashes tell them apart.
// Source: derived.
#include "traces/world_text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "model/netbsd/size.h"

namespace vmwire::traces {
namespace {

using netbsd::World;

World any_world_of(const Fields& fields) {
  World world{};
  for (const auto& field : fields) field.set(world, *rc::gen::inRange(0u, field.values));
  return world;
}

const Fields& any_fields() {
  static std::vector<Fields> all;
  if (all.empty()) {
    for (const auto& named : netbsd::named_sizes()) all.push_back(netbsd::fields(named.size));
  }
  return all[*rc::gen::inRange<std::size_t>(0, all.size())];
}

RC_GTEST_PROP(WorldText, ComesBackTheSame, ()) {
  const Fields& fields = any_fields();
  const World world = any_world_of(fields);
  World back{};
  RC_ASSERT(world_of(text_of(world, fields), fields, back) == "");
  RC_ASSERT(back == world);
}

RC_GTEST_PROP(WorldText, DifferenceLeadsFromOneToTheOther, ()) {
  const Fields& fields = any_fields();
  const World before = any_world_of(fields);
  const World after = any_world_of(fields);
  WorldText text = text_of(before, fields);
  for (const Change& change : difference(before, after, fields)) {
    const auto dot = change.field.find('.');
    text[change.field.substr(0, dot)][change.field.substr(dot + 1)] = change.to;
  }
  World back{};
  RC_ASSERT(world_of(text, fields, back) == "");
  RC_ASSERT(back == after);
  RC_ASSERT((hash_of(before, fields) == hash_of(after, fields)) == (before == after));
}

TEST(WorldText, EveryTextHasOneValue) {
  for (const auto& named : netbsd::named_sizes()) {
    for (const auto& field : netbsd::fields(named.size)) {
      for (unsigned v = 0; v < field.values; ++v) {
        unsigned first = 0;
        while (field.text(first) != field.text(v)) ++first;
        EXPECT_EQ(first, v) << field.name() << " " << field.text(v);
      }
    }
  }
}

TEST(WorldText, NamesWhatItDoesNotKnow) {
  const Fields fields = netbsd::fields(netbsd::named_sizes().front().size);
  World world{};
  EXPECT_EQ(world_of({{"page[0]", {{"wire_count", "many"}}}}, fields, world),
            "page[0].wire_count: no such value: 'many'");
  EXPECT_EQ(world_of({{"page[77]", {{"wire_count", "1"}}}}, fields, world),
            "no such field in a world of this size: 'page[77].wire_count'");
}

// Pinned: traces in other people's hands carry these hashes.
TEST(WorldText, HashesStayWhatTheyAre) {
  const Fields fields = netbsd::fields({.pages = 3});
  World world{};
  EXPECT_EQ(hash_of(world, fields), "cbf29ce484222325");
  world.page[1].wire_count = 2;
  EXPECT_EQ(hash_of(world, fields), "62d4ef940b39230f");
}

}  // namespace
}  // namespace vmwire::traces
