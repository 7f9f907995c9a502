// What: without an operation that a law needs, no run breaks the law.
// The contract of Law::needs; a wrong one would have a true finding disbelieved.
// Runs are random walks, past broken laws too, of each version and with each rule turned around.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "explorer/random_walk.h"
#include "invariants/netbsd/laws.h"
#include "model/netbsd/model.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd_laws {
namespace {

std::vector<Personality> personalities() {
  std::vector<Personality> all;
  for (const Version& version : versions()) {
    all.push_back(version.personality);
    for (const family::Rule& rule : rule_table().rules()) {
      Personality p = version.personality;
      p.vmapbuf_missing = VmapbufMissing::frame_0;  // a panic ends a walk
      std::uint8_t& value = family::bytes_of(p)[rule.place];
      value = value == rule.on ? rule.off : rule.on;
      all.push_back(p);
    }
  }
  return all;
}

/// The laws that break when only these operations may happen.
std::uint64_t broken_with(family::OpSet ops) {
  const Size narrow{.processes = 2, .threads = {2, 1, 1}, .in_flight = 3, .pages = 3,
                    .file_pages = 1, .swap_slots = 1, .wired_max = 3, .wired_count_max = 2};
  const Size wide{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 3,
                  .va_pages = 2, .file_pages = 2, .swap_slots = 1, .wired_max = 3};
  std::uint64_t broken = 0;
  for (const Size& size : {narrow, wide}) {
    for (const Personality& p : personalities()) {
      Model model({p, size, ops});
      explorer::random_walk(model, 1, 150, [&](const World& w) {
        broken |= laws().broken(w, size, laws().all());
        return true;
      });
    }
  }
  return broken;
}

TEST(Needs, WithoutThemNothingBreaks) {
  for (unsigned i = 1; i < kOps; ++i) {
    const auto needs = [&](const char* need) { return std::strcmp(need, kOpNames[i]) == 0; };
    std::uint64_t in_need = 0;
    for (std::size_t l = 0; l < laws().laws().size(); ++l) {
      const std::vector<const char*>& all = laws().laws()[l].needs;
      if (std::any_of(all.begin(), all.end(), needs)) in_need |= std::uint64_t{1} << l;
    }
    if (in_need == 0) continue;
    const std::uint64_t wrong = broken_with(family::without(static_cast<OpId>(i))) & in_need;
    for (std::size_t l = 0; l < laws().laws().size(); ++l) {
      EXPECT_FALSE(wrong >> l & 1u) << laws().laws()[l].id << " broke without " << kOpNames[i];
    }
  }
}

// The same runs, with every operation, break laws that have needs: so the test above can fail.
TEST(Needs, WithAllOfThemMuchBreaks) {
  const std::uint64_t broken = broken_with(family::kAllOps);
  unsigned in_need = 0;
  for (std::size_t l = 0; l < laws().laws().size(); ++l) {
    in_need += (broken >> l & 1u) != 0 && !laws().laws()[l].needs.empty();
  }
  EXPECT_GE(in_need, 8u);
}

}  // namespace
}  // namespace vmwire::netbsd_laws
