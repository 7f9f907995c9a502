// What: what partial order reduction leaves out, it leaves out rightly: states, laws, deadlocks.
// Over drawn sizes, versions, rules and operations. The argument: docs/internals/reductions.md.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "explorer/expansion.h"
#include "explorer/late.h"
#include "model/netbsd/fields.h"
#include "tests/differential/small.h"
#include "tests/model/drawn.h"
#include "tests/model/opened.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

using explorer::Options;
using explorer::packed;
using explorer::Reduce;
using family::Action;
using Bytes = std::vector<std::byte>;

std::string text_of(const Config& config) {
  std::string text = options_of(config.size) + "; behaviours";
  for (const family::PersonalityField& f : personality_table().fields()) {
    text += std::string(" ") + f.name + "=" + f.value_in(family::view_of(config.personality));
  }
  text += "; operations";
  for (unsigned i = 0; i < kOps; ++i) {
    if (family::has(config.ops, static_cast<OpId>(i))) text += std::string(" ") + kOpNames[i];
  }
  return text;
}

static_assert(explorer::LateModel<Model>);

Options unreduced(Reduce reduce, bool past) {
  Options options;
  options.reduce = reduce;
  options.all_violations = true;
  options.expand_violating = past;
  options.check_stuck = false;
  options.limits.states = kStatesMax;
  return options;
}

/// Collects the worlds that follow; those alone, or also what silent steps make of them.
struct Worlds {
  std::vector<World> next;
  void transition(const Action&, const World& w) { next.push_back(w); }
  void late(std::span<const Action>, const Action& a, const World& w, std::span<const Action>) {
    transition(a, w);
  }
  void blocked(unsigned, std::uint32_t) {}
};

/// All worlds, packed in normal form, that `follow` leads to.
template <class Follow>
std::set<Bytes> closure(Model& model, const std::vector<World>& from, Follow&& follow) {
  std::set<Bytes> seen;
  std::vector<World> queue;
  const auto offer = [&](World w) {
    model.canonicalize(w);
    if (seen.insert(packed(model, w)).second) queue.push_back(w);
  };
  for (const World& w : from) offer(w);
  for (std::size_t i = 0; i < queue.size() && seen.size() <= 4 * kStatesMax; ++i) {
    const World w = queue[i];
    for (const World& next : follow(w)) offer(next);
  }
  return seen;
}

/// A step that nobody can tell: it changes one thread's record, or sends a page to INACTIVE.
/// Written apart from model/family/late.h.
bool nobody_can_tell(World before, const World& after) {
  before.event = Event{};
  for (unsigned k = 0; k < kThreadsMax; ++k) {
    if (after.thread[k].phase == ThreadPhase::idle) continue;
    World same = before;
    same.thread[k] = after.thread[k];
    if (same == after) return true;
  }
  for (unsigned i = 0; i < kPagesMax; ++i) {
    if (after.page[i].phase != PagePhase::inactive) continue;
    World same = before;
    same.page[i].phase = PagePhase::inactive;
    if (same == after) return true;
  }
  return false;
}

RC_GTEST_PROP(PartialOrder, every_world_is_silent_steps_from_a_stored_one, ()) {
  const Config config = *any_small_config();
  Model model(config);
  const std::set<Bytes> all = closure(model, model.initial(), [&](const World& w) {
    Worlds worlds;
    if (!model.terminal(w)) model.successors(w, worlds);
    return worlds.next;
  });
  RC_PRE(all.size() <= kStatesMax);
  const std::set<Bytes> stored = closure(model, model.initial(), [&](const World& w) {
    Worlds worlds;
    model.late_successors(w, worlds);
    return worlds.next;
  });
  std::vector<World> reps;
  for (const Bytes& bytes : stored) {
    RC_ASSERT(all.count(bytes) == 1);
    reps.emplace_back();
    model.unpack(bytes.data(), reps.back());
  }
  // An event is over with the next step, silent or not, and after a panic no step follows: what
  // laws say of both, the test below asks.
  const auto without_traces = [&](const Bytes& bytes) {
    World w;
    model.unpack(bytes.data(), w);
    w.event = Event{};
    for (Page& page : w.page) {
      if (model.terminal(w) && page.phase == PagePhase::inactive) page.phase = PagePhase::active;
    }
    model.canonicalize(w);
    return w;
  };
  for (World& w : reps) w.event = Event{};
  const std::set<Bytes> silent = closure(model, reps, [&](const World& w) {
    Worlds worlds;
    if (!model.terminal(w)) model.successors(w, worlds);
    std::erase_if(worlds.next, [&](const World& next) { return !nobody_can_tell(w, next); });
    return worlds.next;
  });
  std::set<Bytes> covered;
  for (const Bytes& bytes : silent) covered.insert(packed(model, without_traces(bytes)));
  for (const Bytes& bytes : all) {
    const World w = without_traces(bytes);
    if (covered.count(packed(model, w)) == 1) continue;
    std::string text = "a world is lost; " + text_of(config) + "; the world:";
    for (const Field& f : fields(config.size)) {
      const unsigned value = f.get(family::view_of(w));
      if (value != 0) text += " " + f.name() + "=" + f.text(value);
    }
    RC_FAIL(text);
  }
  RC_CLASSIFY(stored.size() * 2 < all.size(), "less than half are stored");
}

std::set<std::string> what_breaks(const families::Answer& answer) {
  const auto& laws = netbsd_laws::laws().laws();
  std::set<std::string> names;
  for (const families::Finding& v : answer.violations) {
    names.insert(v.kind == explorer::ViolationKind::law ? laws[v.law].id : explorer::name(v.kind));
  }
  return names;
}

RC_GTEST_PROP(Reductions, agree_on_what_breaks_and_their_paths_are_runs, ()) {
  const bool past = *rc::gen::arbitrary<bool>();
  const Config config = *any_small_config();
  std::map<Reduce, std::set<std::string>> found;
  for (const Reduce reduce : {Reduce::none, Reduce::symmetry, Reduce::por, Reduce::all}) {
    const auto model = opened(config);
    const families::Answer result = model->search(unreduced(reduce, past), nullptr);
    RC_PRE(result.exhaustive);
    found[reduce] = what_breaks(result);
    for (const families::Finding& v : result.violations) {
      const families::AnyWorld* before = &v.run.initial;
      for (const auto& step : v.run.steps) {
        families::AnyWorld after;
        family::Taken taken;
        RC_ASSERT(model->take(*before, step.action, after, taken));
        RC_ASSERT(after == step.world);
        before = &step.world;
      }
      if (v.kind == explorer::ViolationKind::law) {
        RC_ASSERT((model->broken(*before, ~0ull) >> v.law & 1) == 1);
      } else {
        explorer::WaitsFor waits;
        for (const family::Blocked& b : model->waits(*before)) waits.add(b.thread, b.holders);
        RC_ASSERT(waits.doomed() != 0);
      }
    }
  }
  if (found[Reduce::none] != found[Reduce::all]) RC_LOG() << text_of(config);
  RC_ASSERT(found[Reduce::none] == found[Reduce::symmetry]);
  RC_ASSERT(found[Reduce::none] == found[Reduce::por]);
  RC_ASSERT(found[Reduce::none] == found[Reduce::all]);
  RC_CLASSIFY(!found[Reduce::none].empty(), "something breaks");
}

// Drawn once, after 394 others: a page that a step keeps awake is to be tried asleep as well.
TEST(Reductions, a_page_that_a_step_keeps_awake) {
  Config config{personality_of("netbsd-1.6", {.fixed = true,
                                              .set = {{"unwire_pte_bit", "always"},
                                                      {"fault_restart", "sticky"}}}),
                {.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2, .va_pages = 1,
                 .file_pages = 1, .swap_slots = 0, .wired_max = 1, .memlock = 3,
                 .wired_count_max = 1, .inactive = 1, .hard_errors = 0},
                only(op::mmap, op::mlock, op::physio, op::exit, op::extend, op::deactivate,
                     op::reactivate, op::scan_inactive, op::pageout_done)};
  const auto broken = [&](Reduce reduce) {
    return what_breaks(opened(config)->search(unreduced(reduce, true), nullptr));
  };
  const std::set<std::string> all = broken(Reduce::none);
  EXPECT_EQ(all.count("netbsd.I10"), 1u);
  EXPECT_EQ(broken(Reduce::por), all);
  EXPECT_EQ(broken(Reduce::all), all);
}

/// What resting changes, no law can tell.
TEST(PartialOrder, no_law_tells_active_from_inactive) {
  EXPECT_EQ(netbsd_laws::laws().reading({Area::page_queue}), 0u);
}

TEST(PartialOrder, leaves_out_more_than_half) {
  const auto model = opened({personality_of("netbsd-1.6", {.proposed = true}),
                             {.processes = 2, .threads = {1, 1, 1}, .pages = 1, .file_pages = 1},
                             kAllOps});
  Options options;
  options.check_stuck = false;
  const auto symmetry = model->search(options, nullptr);
  options.reduce = Reduce::all;
  const auto all = model->search(options, nullptr);
  EXPECT_EQ(symmetry.verdict, explorer::Verdict::holds);
  EXPECT_EQ(all.verdict, explorer::Verdict::holds);
  EXPECT_GT(symmetry.states, 2 * all.states) << symmetry.states << " and " << all.states;
}

}  // namespace
}  // namespace vmwire::netbsd
