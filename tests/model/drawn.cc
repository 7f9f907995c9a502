// What: see drawn.h.
#include "tests/model/drawn.h"

#include <algorithm>
#include <stdexcept>

#include <rapidcheck.h>

#include "explorer/random_walk.h"
#include "model/netbsd/fields.h"

namespace vmwire::netbsd {

Personality personality_of(const std::string& version, const Selection& selection) {
  Personality p = find_version(version)->personality;
  const std::string wrong = rule_table().apply(selection, family::bytes_of(p));
  if (!wrong.empty()) throw std::invalid_argument(wrong);
  return p;
}

std::string options_of(const Size& size) {
  return size_table().options_of(family::numbers_of(size));
}

std::ostream& operator<<(std::ostream& out, const Drawn& run) {
  return out << run.rules << ' ' << options_of(run.config.size) << ", ops " << std::hex
             << run.config.ops << std::dec << ", seed " << run.seed << ", steps " << run.steps;
}

rc::Gen<Size> any_size() {
  return rc::gen::exec([] {
    family::AnySize numbers = family::numbers_of(Size{});
    for (const family::Knob& knob : size_table().knobs) {
      if (!knob.list()) numbers[knob.place] = *rc::gen::inRange(knob.low, knob.high + 1);
    }
    Size size = family::size_of<Size>(numbers);
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

rc::Gen<std::pair<std::string, Selection>> any_rules() {
  return rc::gen::exec([] {
    const std::string version = *rc::gen::element<std::string>("netbsd-1.4", "netbsd-1.6");
    Selection selection;
    switch (*rc::gen::inRange(0, 3)) {
      case 1: selection.fixed = true; break;
      case 2: selection.proposed = true; break;
      default: break;
    }
    const auto& rules = rule_table().rules();
    const unsigned extra = *rc::gen::inRange(0u, static_cast<unsigned>(2 * rules.size()));
    if (extra < rules.size()) selection.with = {rules[extra].id};
    return std::pair{version, selection};
  });
}

rc::Gen<Drawn> any_drawn() {
  return rc::gen::exec([] {
    Drawn run;
    run.config.size = *any_size();
    const auto [version, selection] = *any_rules();
    run.config.personality = personality_of(version, selection);
    run.rules = version + ' ' + family::options_of(selection);
    // A walk that has met exit soon comes to an end, so most runs do without.
    run.config.ops = *rc::gen::inRange(0, 4) == 0 ? kAllOps : without(op::exit);
    run.seed = *rc::gen::arbitrary<std::uint64_t>();
    run.steps = *rc::gen::inRange(1u, 120u);
    return run;
  });
}

std::vector<World> worlds_of(Model& model, const Drawn& run) {
  std::vector<World> worlds;
  explorer::random_walk(model, run.seed, run.steps, [&](const World& w) {
    worlds.push_back(w);
    return true;
  });
  return worlds;
}

std::string differences(const Size& size, const World& a, const World& b) {
  std::string text;
  for (const Field& f : fields(size)) {
    const unsigned one = f.get(family::view_of(a)), other = f.get(family::view_of(b));
    if (one == other) continue;
    text += f.name() + ": " + f.text(one) + " / " + f.text(other) + "; ";
  }
  return text.empty() && !(a == b) ? "something outside the size" : text;
}

}  // namespace vmwire::netbsd
