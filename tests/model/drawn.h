// What: sizes, personalities and runs drawn by RapidCheck, for the tests of the model as a whole.
// Source: derived: worlds come from random walks, so that every one of them can be reached.
// Leaves out: worlds that no run reaches; tests/traces draws those for the codec.
#pragma once

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "explorer/random_walk.h"
#include "model/netbsd/fields.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/rules.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

inline constexpr std::uint32_t kAllOps = ~0u;
constexpr std::uint32_t without(OpId op) { return kAllOps & ~(1u << static_cast<unsigned>(op)); }

template <class... Ops>
constexpr std::uint32_t only(Ops... ops) {
  return (0u | ... | (1u << static_cast<unsigned>(ops)));
}

inline Personality personality_of(const std::string& version, const Selection& selection) {
  Personality p = find_version(version)->personality;
  const std::string wrong = apply(selection, p);
  if (!wrong.empty()) throw std::invalid_argument(wrong);
  return p;
}

/// A walk of at most `steps` steps.
struct Drawn {
  Config config;
  std::uint64_t seed = 0;
  unsigned steps = 0;
  std::string rules;
};

inline std::ostream& operator<<(std::ostream& out, const Drawn& run) {
  return out << run.rules << ' ' << options_of(run.config.size) << ", ops " << std::hex
             << run.config.ops << std::dec << ", seed " << run.seed << ", steps " << run.steps;
}

/// Any size that has no complaint, up to the largest that fits into the world.
inline rc::Gen<Size> any_size() {
  return rc::gen::exec([] {
    Size size;
    for (const SizeKnob& knob : size_knobs()) {
      if (knob.member == nullptr) continue;
      size.*knob.member = *rc::gen::inRange(knob.low, knob.high + 1);
    }
    unsigned left = kThreadsMax - size.processes;
    for (unsigned p = 0; p < size.processes; ++p) {
      size.threads[p] = 1 + *rc::gen::inRange(0u, left + 1);
      left -= size.threads[p] - 1;
    }
    size.in_flight = std::min(size.in_flight, size.thread_count());
    while (!complaint(size).empty()) {
      if (size.va_pages > 1) {
        --size.va_pages;
      } else if (size.in_flight > 1) {
        --size.in_flight;
      } else {
        --size.pages;
      }
    }
    return size;
  });
}

/// A version as it was, all fixed, or as proposed; perhaps with one rule more.
inline rc::Gen<std::pair<std::string, Selection>> any_rules() {
  return rc::gen::exec([] {
    const std::string version = *rc::gen::element<std::string>("netbsd-1.4", "netbsd-1.6");
    Selection selection;
    switch (*rc::gen::inRange(0, 3)) {
      case 1: selection.fixed = true; break;
      case 2: selection.proposed = true; break;
      default: break;
    }
    const unsigned extra = *rc::gen::inRange(0u, static_cast<unsigned>(2 * rules().size()));
    if (extra < rules().size()) selection.with = {rules()[extra].id};
    return std::pair{version, selection};
  });
}

inline rc::Gen<Drawn> any_drawn() {
  return rc::gen::exec([] {
    Drawn run;
    run.config.size = *any_size();
    const auto [version, selection] = *any_rules();
    run.config.personality = personality_of(version, selection);
    run.rules = version + ' ' + options_of(selection);
    // A walk that has met exit soon comes to an end, so most runs do without.
    run.config.ops = *rc::gen::inRange(0, 4) == 0 ? kAllOps : without(OpId::exit);
    run.seed = *rc::gen::arbitrary<std::uint64_t>();
    run.steps = *rc::gen::inRange(1u, 120u);
    return run;
  });
}

/// The worlds of the run's walk, raw, in order.
inline std::vector<World> worlds_of(Model& model, const Drawn& run) {
  std::vector<World> worlds;
  explorer::random_walk(model, run.seed, run.steps, [&](const World& w) {
    worlds.push_back(w);
    return true;
  });
  return worlds;
}

/// What differs, by name: for a failing test's message. Empty when the worlds are equal.
inline std::string differences(const Size& size, const World& a, const World& b) {
  std::string text;
  for (const Field& f : fields(size)) {
    if (f.get(a) == f.get(b)) continue;
    text += f.name() + ": " + f.text(f.get(a)) + " / " + f.text(f.get(b)) + "; ";
  }
  return text.empty() && !(a == b) ? "something outside the size" : text;
}

}  // namespace vmwire::netbsd
