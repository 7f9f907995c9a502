// What: from a finding, which is two indices, to a violation with a path and names.
// Source: derived. Next: path.h.
#pragma once

#include <optional>
#include <vector>

#include "explorer/search.h"
#include "explorer/stats.h"

namespace vmwire::explorer {

/// The path to a state by the tree; or, given `parent`, to the parent and from there in one step.
template <Model M>
std::optional<Path<M>> path_to(Search<M>& search, StateIndex parent, StateIndex child,
                               std::optional<std::uint32_t> site) {
  std::vector<const std::byte*> chain{search.store.at(child)};
  for (StateIndex i = parent; i != kNoState; i = search.store.parent(i)) {
    chain.push_back(search.store.at(i));
  }
  std::reverse(chain.begin(), chain.end());
  return concretize(search.model, search.options.reduce, chain, site,
                    [&] { return search.watch.finish(); });
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
  const std::uint8_t awake = search.store.note(finding.child).awake;
  std::vector<Wait> stuck;
  for (unsigned a = 0; a < kActorsMax; ++a) {
    if ((awake >> renamed[a] & 1) == 0) stuck.push_back({a, waits.waits_on(a)});
  }
  return stuck;
}

/// Nothing when the search was stopped on the way.
template <Model M>
std::optional<Violation<M>> violation_of(Search<M>& search, const Finding& finding) {
  const auto site = finding.parent == kNoState ? std::nullopt : std::optional(finding.site);
  auto path = path_to(search, finding.parent, finding.child, site);
  if (!path) return std::nullopt;
  Violation<M> violation{finding.kind, finding.law, static_cast<std::uint32_t>(path->length()),
                         finding.site, std::move(*path), {}};
  if (finding.kind != ViolationKind::law) {
    violation.cycle = waits_at_the_end(search, finding, violation.path);
  }
  return violation;
}

}  // namespace vmwire::explorer
