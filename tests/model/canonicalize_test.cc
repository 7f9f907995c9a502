// What: the normal form of a world: one for all its renamings, reached in one step, a true twin.
// Referees: renaming.h, plain_canonicalize.h; the argument: docs/internals/canonicalization.md.
// Leaves out: verdicts with and without it; see tests/differential/symmetry_test.cc.

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "explorer/expansion.h"
#include "invariants/netbsd/laws.h"
#include "model/netbsd/model.h"
#include "tests/model/drawn.h"
#include "tests/model/plain_canonicalize.h"
#include "tests/model/renaming.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using Packed = std::vector<std::byte>;

World canonical(const Model& model, World w) {
  model.canonicalize(w);
  return w;
}

std::uint64_t broken(const World& w, const Size& size) {
  const auto& laws = netbsd_laws::laws();
  return laws.broken(w, size, laws.all());
}

/// The normal forms of all successors, sorted.
std::vector<Packed> canonical_successors(Model& model, const World& w) {
  std::vector<Packed> all;
  for (const auto& step : explorer::expand(model, w).steps) {
    all.push_back(explorer::packed(model, canonical(model, step.state)));
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// For a message: empty when both lists are equal, else how the first odd ones differ.
std::string odd_ones(const Model& model, const std::vector<Packed>& a,
                     const std::vector<Packed>& b) {
  std::vector<Packed> rest[2];
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest[0]));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(rest[1]));
  if (rest[0].empty() && rest[1].empty()) return "";
  if (rest[0].empty() || rest[1].empty()) return "one has more successors than the other";
  World one, two;
  model.unpack(rest[0].front().data(), one);
  model.unpack(rest[1].front().data(), two);
  return differences(model.config().size, one, two);
}

RC_GTEST_PROP(Canonicalize, is_idempotent, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    const World once = canonical(model, w);
    const std::string wrong = differences(run.config.size, once, canonical(model, once));
    if (!wrong.empty()) RC_FAIL(wrong);
  }
}

RC_GTEST_PROP(Canonicalize, is_the_same_for_every_renaming, ()) {
  auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const Drawn run = *any_drawn();
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    const World other = renamed(w, run.config.size, any_renaming(run.config.size, ++seed));
    const std::string wrong =
        differences(run.config.size, canonical(model, w), canonical(model, other));
    if (!wrong.empty()) RC_FAIL(wrong);
  }
}

/// Its short cuts lead where the long way does.
RC_GTEST_PROP(Canonicalize, is_what_the_plain_version_finds, ()) {
  auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const Drawn run = *any_drawn();
  const Size& size = run.config.size;
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    World quick = renamed(w, size, any_renaming(size, ++seed)), plain = quick;
    const Model::ActorMap map = model.canonicalize(quick);
    RC_ASSERT(map == plain::canonicalize(plain, size));
    const std::string wrong = differences(size, plain, quick);
    if (!wrong.empty()) RC_FAIL(wrong);
  }
}

RC_GTEST_PROP(Canonicalize, keeps_the_laws_and_the_successors, ()) {
  auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Drawn run = *any_drawn();
  run.steps = std::min(run.steps, 40u);
  const Size& size = run.config.size;
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    const World one = canonical(model, w);
    const World other = renamed(w, size, any_renaming(size, ++seed));
    const auto laws = broken(w, size);
    RC_ASSERT(broken(one, size) == laws);
    RC_ASSERT(broken(other, size) == laws);
    const auto successors = canonical_successors(model, w);
    for (const World& twin : {one, other}) {
      const std::string wrong = odd_ones(model, successors, canonical_successors(model, twin));
      if (!wrong.empty()) RC_FAIL(wrong);
    }
  }
}

/// Who became whom: the threads of the normal form do, and wait for, what the old ones did.
RC_GTEST_PROP(Canonicalize, says_how_it_renamed_the_threads, ()) {
  const Drawn run = *any_drawn();
  const Size& size = run.config.size;
  Model model(run.config);
  for (const World& w : worlds_of(model, run)) {
    World one = w;
    const Model::ActorMap map = model.canonicalize(one);
    RC_ASSERT(std::set<unsigned>(map.begin(), map.end()).size() == map.size());
    explorer::WaitsFor expected;
    const explorer::WaitsFor before = explorer::expand(model, w).waits;
    for (unsigned t = 0; t < size.thread_count(); ++t) {
      const Thread &old = w.thread[t], &now = one.thread[map[t]];
      RC_ASSERT(old.phase == now.phase && old.op == now.op && old.step == now.step);
      RC_ASSERT(old.start == now.start && old.va == now.va && old.error == now.error);
      const unsigned p = size.process_of(t), q = size.process_of(map[t]);
      RC_ASSERT(w.process[p].phase() == one.process[q].phase());
      RC_ASSERT(q == size.process_of(map[size.first_thread(p)]));
      if ((before.blocked() >> t & 1) == 0) continue;
      std::uint32_t holders = 0;
      for (unsigned h = 0; h < 8; ++h) {
        if (before.waits_on(t) >> h & 1) holders |= 1u << map[h];
      }
      expected.add(map[t], holders);
    }
    const explorer::WaitsFor after = explorer::expand(model, one).waits;
    RC_ASSERT(after.blocked() == expected.blocked());
    for (unsigned t = 0; t < size.thread_count(); ++t) {
      if (after.blocked() >> t & 1) RC_ASSERT(after.waits_on(t) == expected.waits_on(t));
    }
  }
}

/// A canary: the renamings above must not all be the identity, nor the walks too short to matter.
TEST(Renaming, ChangesWorlds) {
  Model model({personality_of("netbsd-1.6", {.proposed = true}), Size{}, without(op::exit)});
  unsigned changed = 0, seen = 0;
  const Drawn run{model.config(), 1, 300, ""};
  for (const World& w : worlds_of(model, run)) {
    ++seen;
    changed += !(renamed(w, Size{}, any_renaming(Size{}, seen)) == w);
  }
  EXPECT_EQ(seen, 301u);
  EXPECT_GT(changed, 200u);
}

}  // namespace
}  // namespace vmwire::netbsd
