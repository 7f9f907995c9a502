// What: successors with silent steps as late as possible: forget, deactivate and reactivate.
// Source: derived; the argument: docs/internals/reductions.md; the concept: explorer/late.h.
// Silent are a pmap that forgets a PTE, and a page that goes to INACTIVE while nothing wired maps
// it: each happens at any time, to nobody's order, and most steps neither see nor change it.
// Read next: footprint.h, which says what the others see.
#include <algorithm>

#include "model/netbsd/footprint.h"
#include "model/netbsd/model.h"
#include "model/netbsd/step.h"

namespace vmwire::netbsd {

namespace {

bool is_on(const Config& c, OpId op) { return (c.ops >> static_cast<unsigned>(op)) & 1u; }

constexpr AreaSet kForgets{Area::pte_unwired, Area::pte_wired, Area::promise};
constexpr AreaSet kQueued{Area::page_phase, Area::page_queue, Area::page_busy,
                          Area::page_wire_count};

Action kernel_action(OpId op, Actor actor, unsigned start, unsigned end) {
  Action a;
  a.op = op;
  a.actor = static_cast<std::uint8_t>(actor);
  a.start = static_cast<std::uint8_t>(start);
  a.end = static_cast<std::uint8_t>(end);
  return a;
}

}  // namespace

Model::Meets Model::meets(const World& w, const Action& a) {
  const std::uint32_t site = this->site(w, a);
  if (meets_.empty()) meets_.resize(std::size_t{kOps} << 8, -1);
  std::int16_t& known = meets_[site];
  if (known < 0) {
    const auto step = static_cast<unsigned>(site >> 4 & 15u);
    const Footprint f = footprint(config_.personality, static_cast<OpId>(site >> 8), step,
                                  static_cast<FaultStep>(site & 15u));
    unsigned bits = 0;
    for (unsigned n = 0; n < 3; ++n) {
      const AreaSet touched = f.reads.at(static_cast<Nearness>(n)) |
                              f.writes.at(static_cast<Nearness>(n));
      if (touched.meets(kForgets)) bits |= 1u << n;
      if (touched.meets(kQueued)) bits |= 8u << n;
    }
    known = static_cast<std::int16_t>(bits);
  }
  return {static_cast<std::uint8_t>(known & 7), static_cast<std::uint8_t>(known >> 3)};
}

/// By their footprints, whichever comes first.
bool Model::independent(const World& w, const Action& a, const Action& silent) {
  const Meets meets = this->meets(w, a);
  const Acting acting = acting_in(config_.size, a);
  if (silent.op == OpId::forget) {
    const Thing pte{Thing::Kind::pte, silent.start, silent.end};
    const Thing cell{Thing::Kind::cell, silent.start, silent.end};
    const auto near = [&](const Thing& t) {
      return static_cast<unsigned>(nearness(t, acting, config_.size));
    };
    return ((meets.forgets >> near(pte) | meets.forgets >> near(cell)) & 1u) == 0;
  }
  // Whether one page may go to INACTIVE depends on how many are there.
  return meets.queues == 0 && config_.personality.deactivate != Deactivate::unmap;
}

bool Model::run_silent(const World& w, const Action& a, World& after) {
  Choices choices;
  choices.first();
  Step s(config_.personality, config_.size, choices);
  run(s, w, a);
  after = s.w;
  return !s.blocked();
}

/// Calls visit(action) for each silent step that can happen here.
template <class Visit>
void Model::each_silent(const World& w, Visit&& visit) {
  if (is_on(config_, OpId::forget)) {
    for (unsigned i = 0; i < config_.size.processes; ++i) {
      for (unsigned va = 0; va < config_.size.va_pages; ++va) {
        if (w.pte[i][va].phase() != PtePhase::present) continue;
        visit(kernel_action(OpId::forget, Actor::pmap, i, va));
      }
    }
  }
  if (!is_on(config_, OpId::deactivate) || !is_on(config_, OpId::reactivate)) return;
  for (unsigned i = 0; i < config_.size.pages; ++i) {
    if (can_rest(w, i)) visit(kernel_action(OpId::deactivate, Actor::pagedaemon, i, 0));
  }
}

/// Whether a page may go to INACTIVE, and nothing wired maps it if that unmaps it.
bool Model::can_rest(const World& w, unsigned i) const {
  const Page& page = w.page[i];
  if (page.phase != PagePhase::active || page.busy || page.wire_count != 0) return false;
  unsigned inactive = 0;
  for (unsigned k = 0; k < config_.size.pages; ++k) {
    inactive += w.page[k].phase == PagePhase::inactive;
  }
  if (inactive >= config_.size.inactive) return false;
  if (config_.personality.deactivate != Deactivate::unmap) return true;
  for (unsigned p = 0; p < config_.size.processes; ++p) {
    for (unsigned va = 0; va < config_.size.va_pages; ++va) {
      if (w.pte[p][va].wired() && w.pte[p][va].page() == id_of<PageId>(i)) return false;
    }
  }
  return true;
}

/// Fills variants_ with all worlds that silent steps alone lead to; the first is the one given.
void Model::list_variants(const World& w) {
  variants_used_ = 0;
  const auto add = [&](const World& world) -> Variant& {
    if (variants_used_ == variants_.size()) variants_.emplace_back();
    Variant& v = variants_[variants_used_++];
    v.world = world;
    v.silent.clear();
    v.from.clear();
    v.outcomes.clear();
    return v;
  };
  add(w).world.event = Event{};
  for (unsigned at = 0; at < variants_used_; ++at) {
    const World here = variants_[at].world;
    each_silent(here, [&](const Action& step) {
      World there;
      if (!run_silent(here, step, there)) return;
      unsigned to = 0;
      while (to < variants_used_ && !(variants_[to].world == there)) ++to;
      if (to == variants_used_) {
        Variant& v = add(there);
        v.silent = variants_[at].silent;
        v.silent.push_back(step);
      }
      if (to > at) variants_[to].from.push_back({at, step});
    });
  }
}

/// Moves pages back to ACTIVE from where a silent step could take them away again: of all worlds
/// that silent steps lead to from each other, one stands for all.
void Model::settle_pages(World& w, std::vector<Action>& steps) {
  steps.clear();
  if (!is_on(config_, OpId::deactivate) || !is_on(config_, OpId::reactivate)) return;
  if (!(w.event == Event{}) || terminal(w)) return;  // what just happened must be seen
  for (unsigned i = 0; i < config_.size.pages; ++i) {
    if (w.page[i].phase != PagePhase::inactive) continue;
    const Action up = kernel_action(OpId::reactivate, Actor::pagedaemon, i, 0);
    const Action down = kernel_action(OpId::deactivate, Actor::pagedaemon, i, 0);
    World active, again;
    if (w.page[i].busy || !run_silent(w, up, active) || !can_rest(active, i)) continue;
    if (!run_silent(active, down, again) || !(again == w)) continue;
    w = active;
    steps.push_back(up);
  }
}

/// Whether this is a silent step here, so that a search need not take it.
bool Model::leads_to_variant(const World& w, const Action& a) {
  if (a.op == OpId::forget) return true;
  if (a.op == OpId::deactivate) return is_on(config_, OpId::reactivate) && can_rest(w, a.start);
  World there;
  if (a.op != OpId::reactivate || !run_silent(w, a, there)) return false;
  return std::any_of(variants_.begin(), variants_.begin() + variants_used_,
                     [&](const Variant& v) { return v.world == there; });
}

/// Whether the same step, one silent step earlier, has led to a world from which that silent step
/// leads here, or has led here itself.
bool Model::covered(const Variant& v, const Action& a, bool blocked, const World& outcome) {
  for (const Variant::From& from : v.from) {
    for (const Variant::Outcome& before : variants_[from.variant].outcomes) {
      if (!(before.action == a)) continue;
      // Who waits does not depend on silent steps: deadlocks are judged without them.
      VMWIRE_CHECK(before.blocked == blocked || a.begins);
      if (blocked || before.world == outcome) return true;
      if (!(before.world.event == Event{}) || !(outcome.event == Event{})) break;
      if (terminal(before.world)) break;
      bool leads = false;
      each_silent(before.world, [&](const Action& step) {
        World there;
        if (!leads && step == from.step && run_silent(before.world, step, there)) {
          leads = there == outcome;
        }
      });
      if (leads) return true;
    }
  }
  return false;
}

void Model::generate_late(const World& w, LateSink& sink) {
  if (terminal(w)) return;
  report_cap(w, sink);
  list_variants(w);
  Choices choices;
  Step s(config_.personality, config_.size, choices);
  for (unsigned at = 0; at < variants_used_; ++at) {
    list_actions(variants_[at].world, actions_);
    for (Action a : actions_) {
      Variant& v = variants_[at];
      if (leads_to_variant(v.world, a)) continue;
      const bool postponed = std::any_of(v.from.begin(), v.from.end(), [&](const auto& from) {
        return independent(v.world, a, from.step);
      });
      if (postponed) continue;
      choices.first();
      a.choice = 0;
      do {
        run(s, v.world, a);
        const bool offered = !(s.blocked() && s.wait() == WaitFor::not_offered);
        if (offered && !covered(v, a, s.blocked(), s.w)) {
          if (s.blocked()) {
            if (at == 0 && a.actor < kThreadsMax && !a.begins) {
              sink.blocked(a.actor, s.holders());
            }
          } else {
            World next = s.w;
            settle_pages(next, settled_);
            if (at == 0 && settled_.empty()) {
              sink.transition(a, next);
            } else {
              sink.late(v.silent, a, next, settled_);
            }
          }
        }
        if (offered && variants_used_ > 1) v.outcomes.push_back({a, s.blocked(), s.w});
        ++a.choice;
      } while (choices.next());
    }
  }
}

}  // namespace vmwire::netbsd
