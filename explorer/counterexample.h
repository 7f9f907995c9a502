// What: from a finding, which is two indices, to a violation with a path and names.
// Next: path.h.
#pragma once

#include <optional>
#include <vector>

#include "explorer/late.h"
#include "explorer/search.h"
#include "explorer/stats.h"

namespace vmwire::explorer {

/// The path to a state by the tree; or, given `parent`, to the parent and from there in one step.
template <Model M>
std::optional<Path<M>> path_to(Search<M>& search, StateIndex parent, StateIndex child,
                               std::optional<std::uint32_t> site) {
  const auto go_on = [&] { return search.watch.finish(); };
  std::vector<std::vector<std::byte>> chain{search.packed(child)};
  for (StateIndex i = parent; i != kNoState; i = search.arrival(i).parent) {
    if (!go_on()) return std::nullopt;
    chain.push_back(search.packed(i));
  }
  std::reverse(chain.begin(), chain.end());
  return concretize(search.model, search.options.reduce, chain, site, go_on);
}

/// The actors named by the finding are those of the stored state; the path has names of its own.
template <Model M>
std::vector<Wait> waits_at_the_end(Search<M>& search, const Finding& finding, const Path<M>& path) {
  const WaitsFor waits = expand(search.model, path.last()).waits;
  if (finding.kind == ViolationKind::deadlock) {
    auto cycle = waits.cycle();
    EXPLORER_CHECK(!cycle.empty(), "blocked() reports depend on names");
    return cycle;
  }
  auto state = path.last();
  const ActorMap renamed = normalize(search.model, search.options.reduce, state);
  const std::uint8_t awake = search.store.awake(finding.child);
  std::vector<Wait> stuck;
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((awake >> renamed[a] & 1) == 0) stuck.push_back({a, waits.waits_on(a)});
  }
  return stuck;
}

/// A law may break only once some silent steps have happened that nothing else needed.
template <Model M>
void append_late(Search<M>& search, unsigned law, Path<M>& path) {
  if constexpr (LateModel<M>) {
    if ((search.model.broken(path.last()) >> law & 1) != 0) return;
    std::optional<std::vector<typename M::Action>> steps;
    search.model.late_states(
        path.last(), [&](std::span<const typename M::Action> taken, const typename M::State& s) {
          const bool wanted = !steps && (search.model.broken(s) >> law & 1) != 0;
          if (wanted) steps.emplace(taken.begin(), taken.end());
        });
    EXPLORER_CHECK(steps, "broken or late_states depends on names");
    for (const auto& action : *steps) append(search.model, path, action);
  }
}

/// Notes the silent steps to a deadlock, if there are any.
template <Model M>
struct LateDeadlock {
  using Action = typename M::Action;
  std::optional<std::vector<Action>> steps;

  void transition(Action, const typename M::State&) {}
  void late(std::span<const Action>, Action, const typename M::State&, std::span<const Action>) {}
  void blocked(unsigned, std::uint32_t) {}
  template <class Waits>
  void late_waits(std::span<const Action> before, const Waits& waits) {
    WaitsFor later;
    for (const auto& wait : waits) later.add(wait.actor, wait.waits_on);
    if (!steps && later.doomed() != 0) steps.emplace(before.begin(), before.end());
  }
};

/// As append_late, for a deadlock.
template <Model M>
void append_late_deadlock(Search<M>& search, Path<M>& path) {
  if constexpr (LateModel<M>) {
    if (expand(search.model, path.last()).waits.doomed() != 0) return;
    LateDeadlock<M> sink;
    search.model.late_successors(path.last(), sink);
    EXPLORER_CHECK(sink.steps, "late_waits depends on names");
    for (const auto& action : *sink.steps) append(search.model, path, action);
  }
}

/// Nothing when the search was stopped on the way.
template <Model M>
std::optional<Violation<M>> violation_of(Search<M>& search, const Finding& finding) {
  const auto site = finding.parent == kNoState ? std::nullopt : std::optional(finding.site);
  auto path = path_to(search, finding.parent, finding.child, site);
  if (!path) return std::nullopt;
  if (by_order(search.options.reduce)) {
    if (finding.kind == ViolationKind::law) append_late(search, finding.law, *path);
    if (finding.kind == ViolationKind::deadlock) append_late_deadlock(search, *path);
  }
  Violation<M> violation{finding.kind, finding.law, static_cast<std::uint32_t>(path->length()),
                         finding.site, std::move(*path), {}};
  if (finding.kind != ViolationKind::law) {
    violation.cycle = waits_at_the_end(search, finding, violation.path);
  }
  return violation;
}

}  // namespace vmwire::explorer
