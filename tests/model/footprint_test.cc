// What: footprints are true: steps write no more than declared, and what they do not read may have
// any value; and a footprint that were too small would be found out.
// The contract: model/family/footprint.h.
// Read next: footprint_trial.h.
#include <sys/mman.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "model/netbsd/footprint.h"
#include "tests/model/drawn.h"
#include "tests/model/footprint_trial.h"
#include "tests/property.h"

namespace vmwire::netbsd {
namespace {

struct Case {
  const char* version;
  Selection selection;
  Size size;
  OpSet ops = kAllOps;
  std::size_t in_breadth = 200;  ///< worlds, besides those of walks
};

const std::vector<Case>& cases() {
  const Selection plain, fixed{.fixed = true}, proposed{.proposed = true};
  const Size one{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 3,
                 .file_pages = 1, .swap_slots = 1, .wired_count_max = 2};
  const Size wide{.processes = 1, .threads = {2, 1, 1}, .in_flight = 2, .pages = 3, .va_pages = 2,
                  .file_pages = 2, .swap_slots = 1, .wired_max = 4, .inactive = 2,
                  .hard_errors = 1};
  const Size two{.processes = 2, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                 .file_pages = 1, .swap_slots = 1};
  const Size three{.processes = 3, .threads = {2, 1, 1}, .in_flight = 3, .pages = 4,
                   .file_pages = 1, .swap_slots = 2, .hard_errors = 1};
  const Size pair{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 4,
                  .va_pages = 2, .file_pages = 2, .swap_slots = 1, .wired_max = 4};
  // For what few runs reach: fork and mlock that fail without memory.
  const Size poor{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 1,
                  .file_pages = 0, .swap_slots = 0};
  const Size narrow{.processes = 1, .threads = {1, 1, 1}, .in_flight = 1, .pages = 2,
                    .va_pages = 3, .file_pages = 0, .swap_slots = 0, .wired_max = 3};
  const OpSet memory = only(op::mmap, op::mlock, op::write, op::fork);
  // For an mlock that sleeps for memory in its first pass, and gets it.
  const Size thirsty{.processes = 2, .threads = {1, 1, 1}, .in_flight = 1, .pages = 1,
                     .file_pages = 0, .swap_slots = 1};
  const OpSet and_pageout = only(op::mmap, op::mlock, op::write, op::deactivate,
                                 op::scan_inactive, op::pageout_done);
  static const std::vector<Case> table = {
      {"netbsd-1.4", plain, one},
      {"netbsd-1.4", plain, wide},
      {"netbsd-1.4", plain, two},
      {"netbsd-1.4", fixed, three},
      {"netbsd-1.6", plain, wide},
      {"netbsd-1.6", plain, two},
      {"netbsd-1.6", proposed, one},
      {"netbsd-1.6", proposed, two},
      {"netbsd-1.6", proposed, three},
      {"netbsd-1.4", {.set = {{"wire_amap_copy", "prot_or_no_object"}}}, narrow, memory},
      {"netbsd-1.4", plain, pair},
      {"netbsd-1.6", proposed, pair},
      {"netbsd-1.6", {.fixed = true, .set = {{"deactivate", "unmap"}}}, two},
      {"netbsd-1.6", {.fixed = true, .set = {{"page_protect_wired", "panic"}}}, two},
      {"netbsd-1.6", {.set = {{"page_protect_wired", "skip"}}}, wide},
      {"netbsd-1.6", {.fixed = true, .set = {{"wire_edge", "wired_bit"}}}, three},
      {"netbsd-1.6", {.fixed = true, .set = {{"vslock_hold", "mapping"}}}, wide},
      {"netbsd-1.6", {.proposed = true, .set = {{"deactivate", "unmap"}}}, wide},
      {"netbsd-1.6", {.set = {{"wire_amap_copy", "prot"}, {"wire_protection", "current"}}}, one},
      // mlock's own fault copies an amap: with BUSY alone it does not wait for itself.
      {"netbsd-1.6",
       {.set = {{"wire_amap_copy", "prot"}, {"wire_protection", "current"}, {"wire_lock", "busy"}}},
       one, only(op::mmap, op::mlock, op::munlock), 600},
      {"netbsd-1.6", proposed, poor, memory},
      {"netbsd-1.6", plain, narrow, memory},
      {"netbsd-1.6", plain, thirsty, and_pageout, 2000},
      {"netbsd-1.4", {.set = {{"page_shortage", "fails"}}}, narrow, memory},
      {"netbsd-1.6", {.set = {{"page_shortage", "fails"}}}, narrow, memory},
  };
  return table;
}

Footprint at_site(const Personality& p, std::uint32_t site) {
  return footprint(p, static_cast<OpId>(site >> 8), site >> 4 & 15,
                   static_cast<FaultStep>(site & 15));
}

Declared declared_for(const Personality& personality) {
  std::map<std::uint32_t, Footprint> none;
  return [p = personality, known = none](std::uint32_t site) mutable {
    const auto [at, fresh] = known.try_emplace(site);
    if (fresh) at->second = at_site(p, site);
    return at->second;
  };
}

constexpr Reach whole_world() { return {AreaSet::all(), AreaSet::all(), AreaSet::all()}; }

Notes& new_notes() {
  void* memory = mmap(nullptr, sizeof(Notes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                      -1, 0);
  if (memory == MAP_FAILED) std::abort();
  return *static_cast<Notes*>(memory);  // zeros
}

Config config_of(const Case& c) {
  return {personality_of(c.version, c.selection), c.size, c.ops};
}

std::vector<World> worlds_of(const Case& c, std::size_t in_breadth, unsigned walks) {
  Model model(config_of(c));
  return some_worlds(model, in_breadth, walks, 1);
}

constexpr unsigned kWalks = 8, kDraws = 10;

struct Seen {
  unsigned declared = 0, mattered = 0;
};

/// Of the reads declared for a step, how many have been seen to matter.
Seen seen_at(const Notes& notes, std::uint32_t site, const Footprint& f) {
  Seen seen;
  for (unsigned near = 0; near < 3; ++near) {
    for (unsigned i = 0; i < kAreas; ++i) {
      seen.declared += f.reads.at(static_cast<Nearness>(near)).has(static_cast<Area>(i));
      seen.mattered += notes.read[site][near][i];
    }
  }
  return seen;
}

// Every declared read that has mattered would be a complaint if it were not declared: that is what
// keeps the table from becoming too small. Those that have not are for rare worlds (a wired page
// freed by a failed swap-in), or are split areas that change together.
TEST(Footprint, IsTrueAndNotMuchTooLarge) {
  Notes& notes = new_notes();
  for (const Case& c : cases()) {
    ASSERT_EQ(complaint(c.size), "");
    const Config config = config_of(c);
    Trial trial(config, declared_for(config.personality), notes);
    ASSERT_TRUE(trial.run(worlds_of(c, c.in_breadth, kWalks), kDraws)) << notes.complaint;
  }
  Seen all;
  for (std::uint32_t site = 0; site < kSites; ++site) {
    const Footprint f = footprint(static_cast<OpId>(site >> 8), site >> 4 & 15,
                                  static_cast<FaultStep>(site & 15));
    const bool in_fault = (site & 15) <= static_cast<unsigned>(FaultStep::read_object);
    if (!in_fault || f.reads.kin == AreaSet::all()) continue;  // no such step
    const Seen seen = seen_at(notes, site, f);
    EXPECT_GT(seen.mattered, 0u) << site_name(site);
    all.declared += seen.declared;
    all.mattered += seen.mattered;
  }
  EXPECT_GE(all.mattered * 2, all.declared);
  RecordProperty("seen", std::to_string(all.mattered) + " of " + std::to_string(all.declared));
  RecordProperty("worlds", std::to_string(notes.worlds));
  RecordProperty("poisons", std::to_string(notes.poisons));
}

/// Something that a step does need, left out of its footprint.
struct Omission {
  OpId op;
  unsigned step;
  FaultStep fault;
  Reach read, written;
};

TEST(Footprint, IsFoundOutWhenItIsTooSmall) {
  constexpr FaultStep kNone = FaultStep::none;
  const auto own = [](Area a) { return Reach{{a}, {}, {}}; };
  const auto kin = [](Area a) { return Reach{{}, {a}, {}}; };
  const auto other = [](Area a) { return Reach{{}, {}, {a}}; };
  const std::vector<Omission> omissions = {
      {op::mmap, 0, kNone, own(Area::process), {}},
      {op::mmap, 0, kNone, own(Area::map_lock), {}},
      {op::munmap, 0, kNone, own(Area::pte_unwired), {}},
      {op::munmap, 1, kNone, other(Area::page_busy), {}},
      {op::mlock, 0, kNone, own(Area::wired_total), {}},
      {op::mlock, 3, FaultStep::lookup, other(Area::page_wire_count), {}},
      {op::munlock, 0, kNone, {}, own(Area::claim)},
      {op::munlock, 0, kNone, {}, other(Area::page_wire_count)},
      {op::physio, 0, FaultStep::lookup, own(Area::slot), {}},
      {op::read, 0, kNone, other(Area::page_data), {}},
      {op::read, 0, kNone, kin(Area::thread_op), {}},
      {op::write, 0, kNone, {}, own(Area::file_data)},
      {op::write, 1, FaultStep::lookup, other(Area::pte_unwired), {}},
      {op::fork, 0, kNone, {}, other(Area::entry)},
      {op::exit, 0, kNone, own(Area::entry), {}},
      {op::truncate, 0, kNone, own(Area::file_size), {}},
      {op::truncate, 0, kNone, {}, other(Area::thread)},
      {op::deactivate, 0, kNone, other(Area::page_queue), {}},
      {op::reactivate, 0, kNone, {}, own(Area::page_queue)},
      {op::scan_inactive, 0, kNone, own(Area::page_clean), {}},
      {op::scan_inactive, 0, kNone, {}, other(Area::pte_unwired)},
      {op::pageout_done, 0, kNone, other(Area::thread), {}},
      {op::swap_shortage, 0, kNone, own(Area::anon), {}},
      {op::forget, 0, kNone, own(Area::pte_unwired), {}},
      {op::forget, 0, kNone, own(Area::panic), {}},
  };
  // Most walks in 1.4 itself end soon, in a deadlock or a panic.
  const Case c{"netbsd-1.4",
               {.set = {{"wire_lock", "downgrade_and_busy"},
                        {"vslock_failure", "reported"},
                        {"vmapbuf_missing", "frame_0"}}},
               {.processes = 2, .threads = {2, 1, 1}, .in_flight = 2, .pages = 2,
                .file_pages = 1, .swap_slots = 1}};
  const Config config = config_of(c);
  const std::vector<World> worlds = worlds_of(c, 100, 40);
  for (const Omission& o : omissions) {
    const std::uint32_t site = family::number(o.op) << 8 | o.step << 4 |
                               static_cast<std::uint32_t>(o.fault);
    const auto too_small = [&, whole = declared_for(config.personality)](std::uint32_t asked) {
      Footprint f = whole(asked);
      if (asked != site) return Footprint{whole_world(), whole_world(), true};
      EXPECT_EQ(f.reads & o.read, o.read) << site_name(site);
      EXPECT_EQ(f.writes & o.written, o.written) << site_name(site);
      f.reads = f.reads - o.read;
      f.writes = f.writes - o.written;
      return f;
    };
    Notes& notes = new_notes();
    EXPECT_FALSE(Trial(config, too_small, notes).run(worlds, 20))
        << site_name(site) << " without " << text_of(o.read) << ", " << text_of(o.written);
  }
}

// Any size, any rules: what the cases above forgot.
RC_GTEST_PROP(Footprint, IsTrueEverywhere, ()) {
  const Drawn run = *any_drawn();
  Model model(run.config);
  Notes& notes = new_notes();
  Trial trial(run.config, declared_for(run.config.personality), notes);
  const std::vector<World> walk = netbsd::worlds_of(model, run);
  std::vector<World> some;
  for (std::size_t i = 0; i < walk.size(); i += 4) some.push_back(walk[i]);
  const bool good = trial.run(some, 6);
  const std::string complaint = notes.complaint;
  munmap(&notes, sizeof(Notes));
  if (!good) RC_FAIL(complaint);
}

}  // namespace
}  // namespace vmwire::netbsd
