// What: initial worlds, and the successors of a world in a fixed order.
// Source: derived; who may begin what: docs/internals/atomicity.md.
// For the file of a family that instantiates its model, and for nobody else.
#pragma once

#include <algorithm>

#include "model/family/late.h"
#include "model/family/model.h"

namespace vmwire::family {

template <class F>
FamilyModel<F>::FamilyModel(const Config<F>& config)
    : config_(config),
      shape_(config.size),
      packing_(F::used(config.size)),
      ops_(F::ops().data()),
      initial_(F::initial(config.size)) {
  VMWIRE_CHECK(F::ops().size() <= kOpsMax && "a set of operations is a 64-bit mask");
  F::marks();  // they have their numbers from here on
  list_beginnings();
}

template <class F>
void FamilyModel<F>::list_beginnings() {
  for (unsigned i = 1; i < F::ops().size(); ++i) {
    const Op<F>& op = *ops_[i];
    const OpId id = static_cast<OpId>(i);
    if (!enabled(id)) continue;
    const auto args =
        static_cast<std::uint8_t>(std::max<std::size_t>(1u, op.arguments.size()));
    for (const auto& [first, second] : op.operands->each(config_.size)) {
      (op.by_thread() ? of_threads_ : of_kernel_).push_back({&op, id, first, second, args});
    }
  }
}

template <class F>
unsigned FamilyModel<F>::in_flight(const World& w) const {
  unsigned n = 0;
  for (unsigned k = 0; k < shape_.threads; ++k) n += !idle(w, k);
  return n;
}

/// Calls visit(action) for everything that could begin or go on here, in a fixed order. There is
/// one Action all along: visit may count up its choice.
template <class F>
template <class Visit>
void FamilyModel<F>::each_action(const World& w, Visit&& visit) const {
  Offer<F> offer{w, config_.personality, config_.size};
  Action a;
  const auto at = [&](const Beginning& b) {
    a.op = b.id;
    offer.first = a.first = b.first;
    offer.second = a.second = b.second;
  };
  const bool full = in_flight(w) >= config_.size.in_flight;
  for (unsigned k = 0; k < shape_.threads; ++k) {
    a.actor = static_cast<std::uint8_t>(k);
    if (const OpId op = F::op_of(w, k); op != OpId::none) {
      a.op = op;
      a.begins = a.first = a.second = 0;
      visit(a);
      continue;
    }
    if (full || !F::may_begin(w, shape_, k)) continue;
    offer.thread = k;
    offer.process = shape_.process_of[k];
    a.begins = 1;
    for (const Beginning& b : of_threads_) {
      at(b);
      if (!offered(*b.op, offer)) continue;
      for (a.arg = 0; a.arg < b.args; ++a.arg) visit(a);
      a.arg = 0;
    }
  }
  a.begins = 0;
  for (const Beginning& b : of_kernel_) {
    at(b);
    a.actor = b.op->actor;
    if (offered(*b.op, offer)) visit(a);
  }
}

template <class F>
bool FamilyModel<F>::on_offer(const World& w, const Action& a) const {
  if (!enabled(a.op)) return false;
  const bool by_thread = a.actor < F::kThreadsMax;
  if (by_thread) {
    if (a.begins == 0) return !idle(w, a.actor);
    if (in_flight(w) >= config_.size.in_flight || !could_begin(w, a.actor)) return false;
  }
  Offer<F> offer{w, config_.personality, config_.size};
  offer.thread = a.actor;
  if (by_thread) offer.process = shape_.process_of[a.actor];
  offer.first = a.first;
  offer.second = a.second;
  return offered(*ops_[number(a.op)], offer);
}

/// Somebody idle could still free memory or a lock, but for the size's cap on operations.
template <class F>
void FamilyModel<F>::report_cap(const World& w, SuccessorSink<World>& sink) const {
  if (in_flight(w) < config_.size.in_flight) return;
  for (unsigned k = 0; k < shape_.threads; ++k) {
    if (could_begin(w, k)) return sink.withheld();
  }
}

template <class F>
void FamilyModel<F>::prepare(Step& s, const World& w, const Action& a) const {
  s.restart(w, a);
  F::enter(s, shape_);
}

template <class F>
void FamilyModel<F>::execute(Step& s) const {
  const bool asleep =
      s.action.actor < F::kThreadsMax && s.action.begins == 0 && F::still_asleep(s);
  if (!asleep) ops_[number(s.action.op)]->step(s);
}

template <class F>
void FamilyModel<F>::run(Step& s, const World& w, const Action& a) {
  prepare(s, w, a);
  execute(s);
  if (s.blocked()) return;
  for (unsigned i = 0; i < s.mark_count(); ++i) {
    const unsigned number = s.mark_at(i).number;
    VMWIRE_CHECK(number < MarkTable::kMarksMax && "a mark that no operation lists");
    reached_[number] = true;
  }
}

template <class F>
void FamilyModel<F>::list_actions(const World& w, std::vector<Action>& actions) const {
  actions.clear();
  each_action(w, [&](const Action& a) { actions.push_back(a); });
}

template <class F>
void FamilyModel<F>::generate(const World& w, SuccessorSink<World>& sink) {
  if (terminal(w)) return;
  report_cap(w, sink);
  Choices choices;
  Step s(config_.personality, config_.size, choices);
  const World before = without_event(w);
  each_action(before, [&](Action& a) {
    choices.first();
    a.choice = 0;
    do {
      run(s, before, a);
      if (!s.blocked()) {
        sink.transition(a, s.w);
      } else if (a.begins == 0 && a.actor < F::kThreadsMax &&
                 s.wait() != F::WaitFor::not_offered) {
        sink.blocked(a.actor, s.holders());
      }
      ++a.choice;
    } while (choices.next());
  });
}

template <class F>
bool FamilyModel<F>::take(const World& before, const Action& action, World& after, Taken& taken) {
  if (terminal(before)) return false;
  bool found = false;
  const World start = without_event(before);
  each_action(start, [&](Action& a) {
    a.choice = action.choice;
    if (found || !(a == action)) return;
    Choices choices;
    choices.first();
    Step s(config_.personality, config_.size, choices);
    for (unsigned i = 0;; ++i) {
      prepare(s, start, a);
      execute(s);
      if (i == action.choice) break;
      if (!choices.next()) return;
    }
    if (s.blocked()) return;
    found = true;
    after = s.w;
    taken.action = action;
    taken.marks.clear();
    for (unsigned k = 0; k < s.mark_count(); ++k) taken.marks.push_back(&s.mark_at(k));
  });
  return found;
}

template <class F>
std::vector<Blocked> FamilyModel<F>::waits(const World& w) {
  std::vector<Blocked> waits;
  if (terminal(w)) return waits;
  const World before = without_event(w);
  for (unsigned k = 0; k < shape_.threads; ++k) {
    if (idle(w, k)) continue;
    Action a;
    a.actor = static_cast<std::uint8_t>(k);
    a.op = F::op_of(w, k);
    Choices choices;
    choices.first();
    Step s(config_.personality, config_.size, choices);
    prepare(s, before, a);
    execute(s);
    if (!s.blocked() || s.wait() == F::WaitFor::not_offered) continue;
    waits.push_back({k, F::wait_text(s), s.holders()});
  }
  return waits;
}

template <class F>
std::uint32_t FamilyModel<F>::site(const World& before, const Action& a) const {
  const bool goes_on = a.actor < F::kThreadsMax && a.begins == 0;
  return number(a.op) << 8 | (goes_on ? F::place(before, a.actor) : 0u);
}

template <class F>
std::string FamilyModel<F>::action_text(const World& before, const Action& a) const {
  const bool goes_on = a.actor < F::kThreadsMax && a.begins == 0;
  const Action shown = goes_on ? F::shown(before, a) : a;
  const Op<F>& op = *ops_[number(a.op)];
  std::string text = op.name;
  if (shown.arg < op.arguments.size()) text += std::string(" ") + op.arguments[shown.arg];
  return text + op.operands->text(shown.first, shown.second);
}

template <class F>
Reached FamilyModel<F>::coverage() const {
  Reached marks;
  for (unsigned i = 0; i < MarkTable::kMarksMax; ++i) marks[i] = reached_[i];
  return marks;
}

template <class F>
void FamilyModel<F>::merge(const FamilyModel& copy) {
  for (unsigned i = 0; i < MarkTable::kMarksMax; ++i) reached_[i] |= copy.reached_[i];
}

}  // namespace vmwire::family
