// What: successors with silent steps as late as possible.
// Source: derived; the argument: docs/internals/reductions.md; what is silent: late_steps.h.
// A family that has things that rest says so in F::Rest:
//   rest, wake, next   operations of the kernel's own: it goes to rest, wakes up, and what may be
//                      done to it only while it rests
//   count(size)        things that there are; first of an Action says which
//   resting(w, i)      it rests;   queued(w, i)    it exists, and rests or could
//   unseen(config, w, i)   whether it may go to rest without anybody being able to tell
// Where others look at something in a thread's record, F::others_see(before, after) says whether a
// step has changed it.
// For the file of a family that instantiates its model, and for nobody else.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "model/family/model.h"

namespace vmwire::family {

namespace late {

/// Nothing but the record of thread `k` differs, in nothing that others look at, and the thread is
/// in the middle of something.
template <class F>
bool local_only(const typename F::World& before, const typename F::World& after, unsigned k) {
  if (F::op_of(after, k) == OpId::none) return false;
  if constexpr (requires { F::others_see(before.thread[k], after.thread[k]); }) {
    if (F::others_see(before.thread[k], after.thread[k])) return false;
  }
  using World = typename F::World;
  const auto* const a = reinterpret_cast<const std::byte*>(&before);
  const auto* const b = reinterpret_cast<const std::byte*>(&after);
  constexpr std::size_t kRecord = sizeof before.thread[0];
  static_assert(offsetof(World, thread) == 0);
  const std::size_t end = (k + 1) * kRecord;
  return std::memcmp(a + end, b + end, sizeof before - end) == 0 &&
         std::memcmp(a, b, k * kRecord) == 0;
}

template <class F>
inline constexpr bool kRests = requires { typename F::Rest; };

template <class F>
Action kernel_action(OpId op, unsigned thing) {
  Action a;
  a.op = op;
  a.actor = F::ops()[number(op)]->actor;
  a.first = static_cast<std::uint8_t>(thing);
  return a;
}

template <class F>
unsigned things(const typename F::Size& size) {
  if constexpr (kRests<F>) return F::Rest::count(size);
  return 0;
}

}  // namespace late

/// All outcomes of one step, in the order of their choices; none when it is not on offer.
template <class F>
void LateSteps<F>::list_outcomes(Model& model, const World& w, Action a,
                                 std::vector<Outcome>& outcomes) {
  outcomes.clear();
  if (!model.on_offer(w, a)) return;
  Choices choices;
  typename F::Step s(model.config().personality, model.config().size, choices);
  choices.first();
  a.choice = 0;
  do {
    model.run(s, w, a);
    if (!s.blocked()) {
      outcomes.push_back({a, false, 0, s.w});
    } else if (s.wait() != F::WaitFor::not_offered) {
      outcomes.push_back({a, true, s.holders(), w});
    }
    ++a.choice;
  } while (choices.next());
}

/// Takes one step, with the choice that it names.
template <class F>
bool LateSteps<F>::take_one(Model& model, const World& w, const Action& a, World& after) {
  list_outcomes(model, w, a, outcomes_of_one_);
  for (const Outcome& o : outcomes_of_one_) {
    if (!(o.action == a) || o.blocked) continue;
    after = o.world;
    return true;
  }
  return false;
}

/// Whether a thing may go to rest unseen.
template <class F>
bool LateSteps<F>::can_rest(const Model& model, const World& w, unsigned thing) const {
  if constexpr (late::kRests<F>) {
    using Rest = typename F::Rest;
    return model.enabled(Rest::wake) && Rest::unseen(model.config(), w, thing) &&
           model.on_offer(w, late::kernel_action<F>(Rest::rest, thing));
  } else {
    return false;
  }
}

/// Wakes things that could go to rest again unseen: of all worlds that resting leads to from each
/// other, one stands for all. An event must be seen first.
template <class F>
void LateSteps<F>::settle(Model& model, World& w, std::vector<Action>& steps) {
  steps.clear();
  if constexpr (late::kRests<F>) {
    using Rest = typename F::Rest;
    if (F::has_event(w) || model.terminal(w)) return;
    for (unsigned i = 0; i < late::things<F>(model.config().size); ++i) {
      if (!Rest::resting(w, i)) continue;
      const Action wake = late::kernel_action<F>(Rest::wake, i);
      const Action rest = late::kernel_action<F>(Rest::rest, i);
      World awake, again;
      if (!take_one(model, w, wake, awake) || !can_rest(model, awake, i)) continue;
      if (!take_one(model, awake, rest, again) || !(again == w)) continue;
      w = awake;
      steps.push_back(wake);
    }
  }
}

/// Where local steps alone take each thread; first where it is. `effects` gets every other step of
/// a thread, from wherever local steps have taken it.
template <class F>
void LateSteps<F>::list_locals(Model& model, const World& base, std::vector<Effect>* effects) {
  model.list_actions(base, actions_);
  for (unsigned k = 0; k < model.shape().threads; ++k) {
    std::vector<Local>& chain = chain_[k];
    chain.assign(1, Local{base.thread[k], {}, false, 0});
    for (unsigned i = 0; i < chain.size(); ++i) {
      World here = base;
      here.thread[k] = chain[i].record;
      const auto each = [&](const Action& a) {
        list_outcomes(model, here, a, outcomes_);
        bool has_effect = false;
        for (const Outcome& o : outcomes_) {
          if (o.blocked) {
            chain[i].blocked |= a.begins == 0;
            chain[i].holders |= a.begins == 0 ? o.holders : 0u;
          } else if (!late::local_only<F>(here, o.world, k)) {
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
        a.op = F::op_of(here, k);
        each(a);
      }
    }
  }
}

/// Calls visit() for each way in which the threads other than `except` may stand: at[k] is the
/// place in its chain. Not more are in flight than may be.
template <class F>
template <class Visit>
void LateSteps<F>::each_stand(const Model& model, unsigned except, bool begins, Visit&& visit) {
  const unsigned threads = model.shape().threads;
  const auto flying = [&] {
    unsigned n = begins ? 1u : 0u;
    for (unsigned k = 0; k < threads; ++k) n += !(chain_[k][at_[k]].record == Record{});
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
    if (flying() <= model.config().size.in_flight) visit();
  }
}

/// The local steps that lead to where the threads stand.
template <class F>
void LateSteps<F>::list_prefix(const Model& model, std::vector<Action>& prefix) const {
  for (unsigned k = 0; k < model.shape().threads; ++k) {
    const std::vector<Action>& path = chain_[k][at_[k]].path;
    prefix.insert(prefix.end(), path.begin(), path.end());
  }
}

template <class F>
typename LateSteps<F>::World LateSteps<F>::standing(const Model& model, const World& base) const {
  World w = base;
  for (unsigned k = 0; k < model.shape().threads; ++k) w.thread[k] = chain_[k][at_[k]].record;
  return w;
}

/// Whether local steps lead from `from` to `to`, by the paths to where the threads stand.
template <class F>
bool LateSteps<F>::leads_locally(Model& model, const World& from, const World& to) {
  if (F::has_event(from) || model.terminal(from)) return false;  // it would be gone; or no step is
  World same = from;
  for (unsigned k = 0; k < model.shape().threads; ++k) same.thread[k] = to.thread[k];
  if (!(same == to)) return false;
  World now = from, next;
  for (unsigned k = 0; k < model.shape().threads; ++k) {
    if (from.thread[k] == to.thread[k]) continue;
    for (const Action& a : chain_[k][at_[k]].path) {
      if (!take_one(model, now, a, next) || !late::local_only<F>(now, next, k)) return false;
      now = next;
    }
  }
  return now == to;
}

template <class F>
void LateSteps<F>::emit(Model& model, Sink& sink, const Action& a, const World& outcome,
                        unsigned rests) {
  prefix_.clear();
  list_prefix(model, prefix_);
  if constexpr (late::kRests<F>) {
    if (rests != kNothing) prefix_.push_back(late::kernel_action<F>(F::Rest::rest, rests));
  }
  World next = outcome;
  settle(model, next, settled_);
  if (prefix_.empty() && settled_.empty()) return sink.transition(a, next);
  sink.late(prefix_, a, next, settled_);
}

/// One step with an effect: where only its own thread has moved, and then wherever the others may
/// stand, if that makes a difference. `rests`: a thing that goes to rest just before.
template <class F>
void LateSteps<F>::take_effect(Model& model, const World& base, const Effect& effect,
                               unsigned rests, Sink& sink) {
  at_.fill(0);
  if (effect.thread < F::kThreadsMax) at_[effect.thread] = effect.local;
  covers_.clear();
  take_standing(model, base, effect, rests, sink);
  each_stand(model, effect.thread, effect.action.begins != 0,
             [&] { take_standing(model, base, effect, rests, sink); });
}

/// The same where the threads stand now. What earlier outcomes lead to is left out.
template <class F>
void LateSteps<F>::take_standing(Model& model, const World& base, const Effect& effect,
                                 unsigned rests, Sink& sink) {
  World before = standing(model, base);
  const World awake = before;
  if constexpr (late::kRests<F>) {
    const auto go = [&] { return late::kernel_action<F>(F::Rest::rest, rests); };
    if (rests != kNothing && !take_one(model, awake, go(), before)) return;
  }
  list_outcomes(model, before, effect.action, outcomes_);
  std::uint32_t kept_awake = 0;  // bit set of things that could rest before, and now cannot
  for (const Outcome& o : outcomes_) {
    const bool local =
        effect.thread < F::kThreadsMax && late::local_only<F>(before, o.world, effect.thread);
    if (o.blocked || local) continue;
    if constexpr (late::kRests<F>) {
      for (unsigned i = 0; rests == kNothing && i < late::things<F>(model.config().size); ++i) {
        if (F::Rest::queued(o.world, i) && can_rest(model, before, i) &&
            !can_rest(model, o.world, i)) {
          kept_awake |= 1u << i;
        }
      }
    }
    const bool covered = std::any_of(covers_.begin(), covers_.end(), [&](const Outcome& c) {
      return c.action == o.action &&
             (c.world == o.world || leads_locally(model, c.world, o.world));
    });
    if (covered) continue;
    covers_.push_back(o);
    emit(model, sink, o.action, o.world, rests);
  }
  for (unsigned i = 0; kept_awake != 0; kept_awake >>= 1, ++i) {
    if ((kept_awake & 1u) != 0) take_standing(model, base, effect, i, sink);
  }
}

/// Who would wait for whom after local steps: a thread may hold a lock and be one local step away
/// from waiting for another.
template <class F>
void LateSteps<F>::report_waits(const Model& model, Sink& sink) {
  const unsigned threads = model.shape().threads;
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
  each_stand(model, F::kThreadsMax, false, [&] {
    waits_.clear();
    for (unsigned k = 0; k < threads; ++k) {
      const Local& l = chain_[k][at_[k]];
      if (l.blocked) waits_.push_back({k, l.holders});
    }
    if (waits_.size() < 2) return;
    prefix_.clear();
    list_prefix(model, prefix_);
    sink.late_waits(prefix_, waits_);
  });
}

template <class F>
void LateSteps<F>::generate(Model& model, const World& w, Sink& sink) {
  if (model.terminal(w)) return;
  model.report_cap(w, sink);
  World base = w;
  F::clear_event(base);
  effects_.clear();
  list_locals(model, base, &effects_);
  report_waits(model, sink);
  for (std::size_t i = 0; i < effects_.size(); ++i) {
    take_effect(model, base, effects_[i], kNothing, sink);
  }
  for (const Action& a : actions_) {  // as list_locals left them
    if (a.actor < F::kThreadsMax) continue;
    if constexpr (late::kRests<F>) {
      if (a.op == F::Rest::rest && can_rest(model, base, a.first)) continue;
    }
    take_effect(model, base, {a, F::kThreadsMax, 0}, kNothing, sink);
  }
  // What the kernel may do to a thing once it rests.
  if constexpr (late::kRests<F>) {
    for (unsigned i = 0; i < late::things<F>(model.config().size); ++i) {
      if (!model.enabled(F::Rest::next) || !can_rest(model, base, i)) continue;
      const Action next = late::kernel_action<F>(F::Rest::next, i);
      take_effect(model, base, {next, F::kThreadsMax, 0}, i, sink);
    }
  }
}

template <class F>
const std::vector<LateWorld<typename F::World>>& LateSteps<F>::list(Model& model,
                                                                     const World& w) {
  late_.clear();
  World base = w;
  F::clear_event(base);
  list_locals(model, base, nullptr);
  at_.fill(0);
  each_stand(model, F::kThreadsMax, false, [&] {
    late_.push_back({{}, standing(model, base)});
    list_prefix(model, late_.back().silent);
  });
  return late_;
}

}  // namespace vmwire::family
