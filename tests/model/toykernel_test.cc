// What: the toy kernel: it keeps the explorer's promises, its counts are pinned, and its bug shows.
// explorer/model_concept.h says what a model promises; docs/tutorial.md builds this one.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/model_concept.h"
#include "explorer/reachable.h"
#include "families/families.h"
#include "invariants/toykernel/laws.h"
#include "model/toykernel/model.h"
#include "tests/counts.h"

namespace vmwire::toykernel {
namespace {

static_assert(explorer::Model<Model>);

Config config_of(const std::string& version, const std::string& size) {
  Config config;
  for (const auto& v : versions()) {
    if (v.name == version) config.personality = v.personality;
  }
  config.size = family::size_of<Size>(size_table().find_size(size)->size);
  return config;
}

/// Calls visit(model, world) for all that can be reached, by the raw names.
template <class Visit>
void each_world(Visit&& visit) {
  for (const char* version : {"toykernel-1", "toykernel-2"}) {
    Config config = config_of(version, "small");
    config.size.pages = 2;
    Model model(config);
    explorer::for_each_reachable(
        model, explorer::Reduce::none, explorer::initial_states_of(model),
        [&](const World& w, const auto&, std::uint32_t) { visit(model, w); });
  }
}

TEST(ToyKernel, HasWorldsToAskAbout) {
  unsigned worlds = 0;
  each_world([&](Model&, const World&) { ++worlds; });
  EXPECT_EQ(worlds, 608u);
}

TEST(ToyKernel, SuccessorsAreAFunctionOfTheWorld) {
  each_world([](Model& model, const World& w) {
    Model other(model.config());  // without the first one's past
    const auto first = explorer::expand(model, w).steps, again = explorer::expand(other, w).steps;
    ASSERT_EQ(first.size(), again.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(first[i].action, again[i].action);
      EXPECT_EQ(first[i].state, again[i].state);
    }
  });
}

TEST(ToyKernel, SuccessorsCanBeTakenOneByOne) {
  each_world([](Model& model, const World& w) {
    for (const auto& step : explorer::expand(model, w).steps) {
      World after{};
      family::Taken taken;
      ASSERT_TRUE(model.take(w, step.action, after, taken));
      EXPECT_EQ(after, step.state);
      EXPECT_EQ(taken.action, step.action);
      EXPECT_FALSE(taken.marks.empty());
      EXPECT_NE(model.action_text(w, step.action), "");
    }
  });
}

TEST(ToyKernel, NormalFormsAreTheSameForEachOrderOfTheThreads) {
  each_world([](Model& model, const World& w) {
    World one = w;
    const Model::ActorMap map = model.canonicalize(one);
    for (unsigned k = 0; k < model.shape().threads; ++k) EXPECT_EQ(one.thread[map[k]], w.thread[k]);
    World again = one;
    model.canonicalize(again);
    EXPECT_EQ(again, one);
    World swapped = w;
    std::swap(swapped.thread[0], swapped.thread[1]);
    model.canonicalize(swapped);
    EXPECT_EQ(swapped, one);
  });
}

TEST(ToyKernel, PackingLosesNothing) {
  each_world([](Model& model, const World& w) {
    World back;
    model.unpack(explorer::packed(model, w).data(), back);
    EXPECT_EQ(back, w);
  });
}

struct Pin {
  const char* version;
  const char* size;
  explorer::Verdict verdict;
  Counts counts;
};

TEST(ToyKernel, CountsAreThosePinned) {
  using enum explorer::Verdict;
  const Pin pins[] = {
      {"toykernel-1", "tiny", violated, {7, 9, 3}},
      {"toykernel-1", "small", violated, {9, 20, 3}},
      {"toykernel-2", "tiny", holds, {9, 13, 6}},
      {"toykernel-2", "small", holds, {12, 33, 6}},
  };
  for (const Pin& pin : pins) {
    const families::Family& family = *families::find_by_kernel(pin.version);
    const Config config = config_of(pin.version, pin.size);
    const auto model =
        family.open({family::any_of(config.personality), family::numbers_of(config.size)});
    explorer::Options options;
    options.laws = family.all_laws();
    const families::Answer answer = model->search(options, nullptr);
    EXPECT_EQ(answer.verdict, pin.verdict) << pin.version << ' ' << pin.size;
    EXPECT_EQ(counts(answer), pin.counts) << pin.version << ' ' << pin.size;
    if (pin.verdict == holds) {
      Model again(config);
      EXPECT_EQ(counts(explorer::reachable(again, options.reduce)), pin.counts) << pin.size;
      continue;
    }
    ASSERT_EQ(answer.violations.size(), 1u);
    EXPECT_STREQ(family.laws[answer.violations[0].law].id, "toykernel.I1");
  }
}

TEST(ToyKernel, TablesKeepTheirOrder) {
  std::vector<std::string> ids, names;
  const families::Family& family = *families::find("toykernel");
  for (const auto& law : family.laws) ids.push_back(law.id);
  for (const auto& op : family.ops) names.push_back(op.name);
  EXPECT_EQ(ids, (std::vector<std::string>{"toykernel.I1", "toykernel.I2", "wire-promise"}));
  EXPECT_EQ(names, (std::vector<std::string>{"none", "wire", "unwire", "fault", "pageout"}));
}

TEST(ToyKernel, NoMoreOperationsThanThreadsAreUnderWay) {
  const auto complaint = [](const Size& size) {
    return size_table().complaint_about(family::numbers_of(size));
  };
  EXPECT_EQ(complaint({.threads = 2, .in_flight = 2, .pages = 1}), "");
  EXPECT_NE(complaint({.threads = 1, .in_flight = 2, .pages = 1}), "");
}

TEST(ToyKernel, AnOperationThatGoesOnIsToldWithItsOwnPage) {
  unsigned seen = 0;
  each_world([&](Model& model, const World& w) {
    for (const auto& step : explorer::expand(model, w).steps) {
      if (step.action.begins != 0 || step.action.actor >= model.shape().threads) continue;
      const Thread& t = w.thread[step.action.actor];
      const std::string page = "page " + std::to_string(unsigned{t.page});
      EXPECT_NE(model.action_text(w, step.action).find(page), std::string::npos);
      ++seen;
    }
  });
  EXPECT_GT(seen, 100u);
}

/// The ids of the laws that a world made by hand breaks.
std::string broken(const World& w, const Size& size = {}) {
  const auto& laws = toykernel_laws::laws();
  const std::uint64_t mask = laws.broken(w, size, laws.all());
  std::string ids;
  for (std::size_t i = 0; i < laws.laws().size(); ++i) {
    if ((mask >> i & 1u) != 0) ids += (ids.empty() ? "" : " ") + std::string(laws.laws()[i].id);
  }
  return ids;
}

TEST(ToyLaws, AWiredPageIsInMemory) {
  World w{};
  w.page[0].wire_count = w.page[0].promised = 1;
  EXPECT_EQ(broken(w), "toykernel.I1");
  w.page[0].promised = 0;  // a near miss: it is only being wired
  w.thread[0].op = family::number(op::wire) & 7u;
  EXPECT_EQ(broken(w), "");
  w.page[0].promised = 1;
  w.page[0].phase_bits = 1;
  EXPECT_EQ(broken(w), "");
}

TEST(ToyLaws, WireCountCountsWirings) {
  World w{};
  w.page[0].phase_bits = 1;
  w.page[0].wire_count = 1;
  EXPECT_EQ(broken(w), "toykernel.I2");
  w.thread[1].op = family::number(op::wire) & 7u;  // a near miss: counted, and not returned yet
  EXPECT_EQ(broken(w), "");
  w.page[0].promised = 2;
  EXPECT_EQ(broken(w), "toykernel.I2");
}

// Not the first page, and not an idle thread.
TEST(ToyLaws, LookAtEachPageAndThread) {
  const Size two{.threads = 2, .in_flight = 1, .pages = 2};
  World w{};
  w.page[1].wire_count = w.page[1].promised = 1;
  EXPECT_EQ(broken(w, two), "toykernel.I1");
  w = World{};
  w.page[0].phase_bits = 1;
  w.page[0].wire_count = 1;
  w.thread[1].op = family::number(op::wire) & 7u;
  EXPECT_EQ(broken(w, two), "");
  w.thread[1].page = 1;  // it wires the other one
  EXPECT_EQ(broken(w, two), "toykernel.I2");
  w.thread[1].page = 0;
  w.thread[1].op = family::number(op::fault) & 7u;  // it does not wire
  EXPECT_EQ(broken(w, two), "toykernel.I2");
}

TEST(ToyLaws, SayWhatTheyRead) {
  World idle{};
  idle.page[0].phase_bits = 1;
  idle.page[0].wire_count = 1;
  World wiring = idle;
  wiring.thread[0].op = family::number(op::wire) & 7u;
  ASSERT_NE(broken(idle), broken(wiring));
  EXPECT_NE(toykernel_laws::laws().reading({Area::thread}) >> 1 & 1, 0u) << "I2 reads threads";
}

TEST(ToyLaws, WiredMemoryNeverFaults) {
  World w{};
  EXPECT_EQ(broken(w), "");
  w.event.wired_fault = 1;
  EXPECT_EQ(broken(w), "wire-promise");
}

}  // namespace
}  // namespace vmwire::toykernel
