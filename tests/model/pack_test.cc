// What: packing: a world comes back as it was, different worlds pack differently, no byte is idle.
// How: model/family/pack.h, docs/internals/world.md.
// Leaves out: worlds as text; see tests/traces.

#include <cstring>
#include <map>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/reachable.h"
#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

World garbage() {
  World w;
  std::memset(static_cast<void*>(&w), 0xa5, sizeof w);
  return w;
}

RC_GTEST_PROP(Pack, comes_back_as_it_was, ()) {
  const Drawn run = *any_drawn();
  RC_ASSERT(complaint(run.config.size) == "");
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    std::vector<std::byte> bytes(model.pack_size() + 8, std::byte{0x5a});
    model.pack(w, bytes.data());
    World back = garbage();
    model.unpack(bytes.data(), back);
    const std::string wrong = differences(run.config.size, w, back);
    if (!wrong.empty()) RC_FAIL(wrong);
    for (std::size_t i = model.pack_size(); i < bytes.size(); ++i) {
      RC_ASSERT(bytes[i] == std::byte{0x5a});  // and not one byte more was written
    }
  }
}

/// Any bytes at all: each of them lands somewhere, and what the size does not use is zero.
RC_GTEST_PROP(Pack, uses_each_byte_and_zeroes_the_rest, ()) {
  const Model model({Personality{}, *any_size(), kAllOps});
  const std::vector<std::byte> bytes(model.pack_size(), std::byte{0xff});
  World w = garbage();
  model.unpack(bytes.data(), w);
  unsigned char raw[sizeof w];
  std::memcpy(raw, &w, sizeof w);
  std::map<unsigned, std::size_t> count;
  for (const unsigned char byte : raw) ++count[byte];
  RC_ASSERT(count[0xff] == model.pack_size());
  RC_ASSERT(count[0] == sizeof w - model.pack_size());
  std::vector<std::byte> again(bytes.size());
  model.pack(w, again.data());
  RC_ASSERT(again == bytes);
}

TEST(Pack, IsInjectiveOnAllThatCanBeReached) {
  const Size size{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2};
  Model model({personality_of("netbsd-1.6", {.proposed = true}), size, kAllOps});
  std::map<std::vector<std::byte>, World> worlds;
  explorer::for_each_reachable(
      model, explorer::Reduce::none, explorer::initial_states_of(model),
      [&](const World&, const auto& expansion, std::uint32_t) {
        for (const auto& step : expansion.steps) {
          const auto [place, is_new] =
              worlds.emplace(explorer::packed(model, step.state), step.state);
          ASSERT_TRUE(place->second == step.state) << differences(size, place->second, step.state);
        }
      });
  EXPECT_GT(worlds.size(), 2000u);
}

}  // namespace
}  // namespace vmwire::netbsd
