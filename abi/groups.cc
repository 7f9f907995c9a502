// What: see groups.h.
// Steps are those of docs/internals/atomicity.md; each operation's row lists its own.
#include "abi/groups.h"

#include <algorithm>

#include "families/family.h"
#include "model/core/check.h"

namespace vmwire::abi {

using family::Action;

Groups::Groups(const families::AnyModel& model) : threads_(model.threads()) {
  const std::vector<unsigned> actors = model.actors();
  const unsigned last = *std::max_element(actors.begin(), actors.end());
  doings_.resize((std::size_t{last} + 1) * family::kOpsMax);
  const std::vector<Action> beginnings = model.beginnings();
  for (const Action& a : beginnings) {
    Doings& d = doings(a);
    d.seconds = std::max(d.seconds, a.second + 1u);
    d.args = std::max(d.args, a.arg + 1u);
  }
  const families::AnyWorld nothing(model.initial().front().size());
  const auto begin = [&](const Action& a) {
    Doings& d = doings(a);
    const std::size_t key = d.key(a);
    if (d.begins.size() <= key) d.begins.resize(key + 1);
    const std::string name = model.actor_name(a.actor) + " " + model.action_text(nothing, a);
    d.begins[key] = add({a, model.site(nothing, a), name}, model.outcomes(a));
  };
  for (const Action& a : beginnings) {
    if (a.begins != 0) begin(a);
  }
  const auto& ops = model.family().ops;
  for (unsigned thread = 0; thread < model.threads(); ++thread) {
    for (unsigned i = 1; i < ops.size(); ++i) {
      Action a;
      a.actor = static_cast<std::uint8_t>(thread);
      a.op = static_cast<family::OpId>(i);
      if (ops[i].actor != "thread" || !family::has(model.config().ops, a.op)) continue;
      for (const family::Place& place : model.places(a.op)) {
        Doings& d = doings(a);
        if (d.goes_on.size() <= place.code) d.goes_on.resize(place.code + 1u);
        const std::string name =
            model.actor_name(thread) + " " + ops[i].name + " goes on, " + place.text;
        d.goes_on[place.code] = add({a, i << 8 | place.code, name}, place.outcomes);
      }
    }
  }
  for (const Action& a : beginnings) {
    if (a.begins == 0) begin(a);  // of the kernel's own
  }
}

Groups::Run Groups::add(Group group, unsigned outcomes) {
  const Run run{static_cast<std::uint32_t>(groups_.size()), outcomes};
  const std::string name = group.name;
  for (unsigned outcome = 0; outcome < outcomes; ++outcome) {
    group.action.choice = static_cast<std::uint16_t>(outcome);
    if (outcomes > 1) group.name = name + ", outcome " + std::to_string(outcome);
    groups_.push_back(group);
  }
  return run;
}

int Groups::of(const Action& a, std::uint32_t site) const {
  const Doings& d = doings_[index(a)];
  const std::uint32_t place = site & 0xffu;
  const bool begins = a.begins != 0 || a.actor >= threads_;  // the kernel's own are one step each
  const std::vector<Run>& runs = begins ? d.begins : d.goes_on;
  const std::size_t key = begins ? d.key(a) : place;
  VMWIRE_CHECK(key < runs.size() && a.choice < runs[key].outcomes);
  return static_cast<int>(runs[key].first + a.choice);
}

}  // namespace vmwire::abi
