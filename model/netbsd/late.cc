// What: successors with silent steps as late as possible.
// Source: derived; the argument: docs/internals/reductions.md; the concept: explorer/late.h.
// Two kinds of step are silent. A thread's step is local when it changes nothing but the thread's
// own record: a trap, a fault that finds it must copy, falling asleep. And a page rests when it
// goes to INACTIVE and nobody but the pagedaemon can tell.
// Read next: model.h (Local, Outcome).
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "model/netbsd/model.h"
#include "model/netbsd/step.h"

namespace vmwire::netbsd {

namespace {

bool is_on(const Config& c, OpId op) { return (c.ops >> static_cast<unsigned>(op)) & 1u; }

Action page_action(OpId op, unsigned page) {
  Action a;
  a.op = op;
  a.actor = static_cast<std::uint8_t>(Actor::pagedaemon);
  a.start = static_cast<std::uint8_t>(page);
  return a;
}

/// Nothing but the record of thread `k` differs, and the thread is in the middle of something.
bool local_only(const World& before, const World& after, unsigned k) {
  if (after.thread[k].phase == ThreadPhase::idle) return false;
  const auto* const a = reinterpret_cast<const std::byte*>(&before);
  const auto* const b = reinterpret_cast<const std::byte*>(&after);
  constexpr std::size_t kRecord = sizeof before.thread[0];
  static_assert(offsetof(World, thread) == 0);
  const std::size_t end = (k + 1) * kRecord;
  return std::memcmp(a + end, b + end, sizeof before - end) == 0 &&
         std::memcmp(a, b, k * kRecord) == 0;
}

bool on_queue(const Page& page) {
  return page.phase == PagePhase::active || page.phase == PagePhase::inactive;
}

}  // namespace

/// All outcomes of one step, in the order of their choices; none when it is not on offer.
void Model::list_outcomes(const World& w, Action a, std::vector<Outcome>& outcomes) {
  outcomes.clear();
  if (!on_offer(w, a)) return;
  Choices choices;
  Step s(config_.personality, config_.size, choices);
  choices.first();
  a.choice = 0;
  do {
    run(s, w, a);
    if (!s.blocked()) {
      outcomes.push_back({a, false, 0, s.w});
    } else if (s.wait() != WaitFor::not_offered) {
      outcomes.push_back({a, true, s.holders(), w});
    }
    ++a.choice;
  } while (choices.next());
}

/// Takes one step, with the choice that it names.
bool Model::take_one(const World& w, const Action& a, World& after) {
  list_outcomes(w, a, outcomes_of_one_);
  for (const Outcome& o : outcomes_of_one_) {
    if (!(o.action == a) || o.blocked) continue;
    after = o.world;
    return true;
  }
  return false;
}

/// Whether a page may go to INACTIVE unseen: nothing maps it if that would unmap it.
bool Model::can_rest(const World& w, unsigned i) const {
  if (!is_on(config_, OpId::reactivate) || w.page[i].wire_count != 0) return false;
  // Two pages at once would have to be followed; and by this rule wired pages stay on a queue.
  if (config_.size.inactive != 1) return false;
  if (config_.personality.page_wire_queue != PageWireQueue::leaves) return false;
  if (!on_offer(w, page_action(OpId::deactivate, i))) return false;
  if (config_.personality.deactivate != Deactivate::unmap) return true;
  for (unsigned p = 0; p < config_.size.processes; ++p) {
    for (unsigned va = 0; va < config_.size.va_pages; ++va) {
      if (w.pte[p][va].present() && w.pte[p][va].page() == id_of<PageId>(i)) return false;
    }
  }
  return true;
}

/// Moves pages back to ACTIVE from where they could go away again unseen: of all worlds that
/// resting leads to from each other, one stands for all. An event must be seen first.
void Model::settle_pages(World& w, std::vector<Action>& steps) {
  steps.clear();
  if (!(w.event == Event{}) || terminal(w)) return;
  for (unsigned i = 0; i < config_.size.pages; ++i) {
    if (w.page[i].phase != PagePhase::inactive) continue;
    World active, again;
    if (!take_one(w, page_action(OpId::reactivate, i), active) || !can_rest(active, i)) continue;
    if (!take_one(active, page_action(OpId::deactivate, i), again) || !(again == w)) continue;
    w = active;
    steps.push_back(page_action(OpId::reactivate, i));
  }
}

/// Where local steps alone take each thread; first where it is. `effects` gets every other step of
/// a thread, from wherever local steps have taken it.
void Model::list_locals(const World& base, std::vector<Effect>* effects) {
  list_actions(base, actions_);
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) {
    std::vector<Local>& chain = chain_[k];
    chain.assign(1, Local{base.thread[k], {}, false, 0});
    for (unsigned i = 0; i < chain.size(); ++i) {
      World here = base;
      here.thread[k] = chain[i].record;
      const auto each = [&](const Action& a) {
        list_outcomes(here, a, outcomes_);
        bool has_effect = false;
        for (const Outcome& o : outcomes_) {
          if (o.blocked) {
            chain[i].blocked |= a.begins == 0;
            chain[i].holders |= a.begins == 0 ? o.holders : 0u;
          } else if (!local_only(here, o.world, k)) {
            has_effect = true;
          } else if (std::none_of(chain.begin(), chain.end(), [&](const Local& l) {
                       return l.record == o.world.thread[k];
                     })) {
            std::vector<Action> path = chain[i].path;
            path.push_back(o.action);
            chain.push_back({o.world.thread[k], std::move(path), false, 0});
          }
        }
        if (has_effect && effects != nullptr) effects->push_back({a, k, i});
      };
      if (i == 0) {
        for (const Action& a : actions_) {
          if (a.actor == k) each(a);
        }
      } else {
        Action a;
        a.actor = static_cast<std::uint8_t>(k);
        a.op = static_cast<OpId>(chain[i].record.op);
        each(a);
      }
    }
  }
}

/// Calls visit() for each way in which the threads other than `except` may stand: at[k] is the
/// place in its chain. Not more are in flight than may be.
template <class Visit>
void Model::each_stand(unsigned except, bool begins, Visit&& visit) {
  const unsigned threads = config_.size.thread_count();
  const auto flying = [&] {
    unsigned n = begins ? 1u : 0u;
    for (unsigned k = 0; k < threads; ++k) {
      n += chain_[k][at_[k]].record.phase != ThreadPhase::idle;
    }
    return n;
  };
  for (;;) {
    unsigned k = 0;
    for (; k < threads; ++k) {
      if (k == except) continue;
      if (++at_[k] < chain_[k].size()) break;
      at_[k] = 0;
    }
    if (k == threads) return;
    if (flying() <= config_.size.in_flight) visit();
  }
}

/// The local steps that lead to where the threads stand.
void Model::list_prefix(std::vector<Action>& prefix) const {
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) {
    const std::vector<Action>& path = chain_[k][at_[k]].path;
    prefix.insert(prefix.end(), path.begin(), path.end());
  }
}

World Model::standing(const World& base) const {
  World w = base;
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) w.thread[k] = chain_[k][at_[k]].record;
  return w;
}

/// Whether local steps lead from `from` to `to`, by the paths to where the threads stand.
bool Model::leads_locally(const World& from, const World& to) {
  if (!(from.event == Event{}) || terminal(from)) return false;  // it would be gone; or no step is
  World same = from;
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) same.thread[k] = to.thread[k];
  if (!(same == to)) return false;
  World now = from, next;
  for (unsigned k = 0; k < config_.size.thread_count(); ++k) {
    if (from.thread[k] == to.thread[k]) continue;
    for (const Action& a : chain_[k][at_[k]].path) {
      if (!take_one(now, a, next) || !local_only(now, next, k)) return false;
      now = next;
    }
  }
  return now == to;
}

void Model::emit_late(LateSink& sink, const Action& a, const World& outcome, unsigned rests) {
  prefix_.clear();
  list_prefix(prefix_);
  if (rests < kPagesMax) prefix_.push_back(page_action(OpId::deactivate, rests));
  World next = outcome;
  settle_pages(next, settled_);
  if (prefix_.empty() && settled_.empty()) return sink.transition(a, next);
  sink.late(prefix_, a, next, settled_);
}

/// One step with an effect: where only its own thread has moved, and then wherever the others may
/// stand, if that makes a difference. `rests`: a page that goes to INACTIVE just before.
void Model::take_effect(const World& base, const Effect& effect, unsigned rests, LateSink& sink) {
  at_.fill(0);
  if (effect.thread < kThreadsMax) at_[effect.thread] = effect.local;
  covers_.clear();
  take_standing(base, effect, rests, sink);
  each_stand(effect.thread, effect.action.begins != 0,
             [&] { take_standing(base, effect, rests, sink); });
}

/// The same where the threads stand now. What earlier outcomes lead to is left out.
void Model::take_standing(const World& base, const Effect& effect, unsigned rests,
                          LateSink& sink) {
  World before = standing(base);
  const World awake = before;
  if (rests < kPagesMax && !take_one(awake, page_action(OpId::deactivate, rests), before)) return;
  list_outcomes(before, effect.action, outcomes_);
  unsigned restless = 0;  // bit set of pages that could rest before, and now cannot
  for (const Outcome& o : outcomes_) {
    const bool local = effect.thread < kThreadsMax && local_only(before, o.world, effect.thread);
    if (o.blocked || local) continue;
    for (unsigned i = 0; rests == kPagesMax && i < config_.size.pages; ++i) {
      if (on_queue(o.world.page[i]) && can_rest(before, i) && !can_rest(o.world, i)) {
        restless |= 1u << i;
      }
    }
    const bool covered = std::any_of(covers_.begin(), covers_.end(), [&](const Outcome& c) {
      return c.action == o.action && (c.world == o.world || leads_locally(c.world, o.world));
    });
    if (covered) continue;
    covers_.push_back(o);
    emit_late(sink, o.action, o.world, rests);
  }
  for (unsigned i = 0; restless != 0; restless >>= 1, ++i) {
    if ((restless & 1u) != 0) take_standing(base, effect, i, sink);
  }
}

/// Who would wait for whom after local steps: a thread may hold a lock and be one local step away
/// from waiting for another.
void Model::report_waits(LateSink& sink) {
  const unsigned threads = config_.size.thread_count();
  unsigned waiting = 0;
  bool later = false;
  for (unsigned k = 0; k < threads; ++k) {
    const Local& now = chain_[k][0];
    if (now.blocked) sink.blocked(k, now.holders);
    bool holds = false;
    for (const Local& l : chain_[k]) holds |= l.blocked && l.holders != 0;
    for (unsigned i = 1; i < chain_[k].size(); ++i) later |= chain_[k][i].holders != 0;
    waiting += holds;
  }
  if (waiting < 2 || !later) return;
  at_.fill(0);
  each_stand(kThreadsMax, false, [&] {
    waits_.clear();
    for (unsigned k = 0; k < threads; ++k) {
      const Local& l = chain_[k][at_[k]];
      if (l.blocked) waits_.push_back({k, l.holders});
    }
    if (waits_.size() < 2) return;
    prefix_.clear();
    list_prefix(prefix_);
    sink.late_waits(prefix_, waits_);
  });
}

void Model::generate_late(const World& w, LateSink& sink) {
  if (terminal(w)) return;
  report_cap(w, sink);
  World base = w;
  base.event = Event{};
  effects_.clear();
  list_locals(base, &effects_);
  report_waits(sink);
  for (std::size_t i = 0; i < effects_.size(); ++i) take_effect(base, effects_[i], kPagesMax, sink);
  for (const Action& a : actions_) {  // as list_locals left them
    if (a.actor < kThreadsMax) continue;
    if (a.op == OpId::deactivate && can_rest(base, a.start)) continue;
    take_effect(base, {a, kThreadsMax, 0}, kPagesMax, sink);
  }
  // What the pagedaemon may do to a page once it rests.
  for (unsigned i = 0; i < config_.size.pages; ++i) {
    if (!is_on(config_, OpId::scan_inactive) || !can_rest(base, i)) continue;
    take_effect(base, {page_action(OpId::scan_inactive, i), kThreadsMax, 0}, i, sink);
  }
}

/// Fills late_ with where local steps lead. Resting is left out: no law can tell (its test says
/// that none reads Area::page_queue).
void Model::list_late(const World& w) {
  late_.clear();
  World base = w;
  base.event = Event{};
  list_locals(base, nullptr);
  at_.fill(0);
  each_stand(kThreadsMax, false, [&] {
    late_.push_back({{}, standing(base)});
    list_prefix(late_.back().silent);
  });
}

}  // namespace vmwire::netbsd
