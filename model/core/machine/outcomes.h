// What: a lifecycle's answers as a dense table: from phase, count and event to phase and count.
// Source: derived: an event costs a Boost.MSM machine some 10 ns, and a look-up one. A table is
// filled at the first event, by asking the machine whatever can be asked.
// Read next: page.h, which uses it; tests/machine/truth.h, where the machine is its referee.
#pragma once

#include <cstdint>

#include "model/core/check.h"

namespace vmwire::machine {

template <class Thing>
constexpr unsigned phase_number(const Thing& thing) {
  if constexpr (requires { thing.phase_bits; }) {
    return thing.phase_bits;
  } else {
    return static_cast<unsigned>(thing.phase);
  }
}
template <class Thing>
constexpr void set_phase_number(Thing& thing, unsigned number) {
  if constexpr (requires { thing.phase_bits; }) {
    thing.phase_bits = static_cast<decltype(thing.phase_bits)>(number);
  } else {
    thing.phase = static_cast<decltype(thing.phase)>(number);
  }
}

/// The count of wirings that some lifecycles keep beside the phase; 0 where there is none.
template <class Thing>
constexpr unsigned count_of(const Thing& thing) {
  if constexpr (requires { thing.wire_count; }) return thing.wire_count;
  if constexpr (requires { thing.wired_count; }) return thing.wired_count;
  return 0;
}
template <class Thing>
constexpr void set_count(Thing& thing, unsigned count) {
  if constexpr (requires { thing.wire_count; }) thing.wire_count = count;
  if constexpr (requires { thing.wired_count; }) thing.wired_count = count;
}

/// Whether a Thing has the bits for these; whoever sets them asserts it of the highest, at compile
/// time, since a bit-field keeps what fits and says nothing.
template <class Thing>
constexpr bool has_room(unsigned phase, unsigned count) {
  Thing thing{};
  set_phase_number(thing, phase);
  set_count(thing, count);
  return phase_number(thing) == phase && count_of(thing) == count;
}

template <class Thing, class Event, unsigned phases, unsigned counts, unsigned events>
class Outcomes {
 public:
  using Machine = bool (*)(Thing&, Event);

  // Apart: inlined into the first call, its registers are saved on every call, at twice the time.
  [[gnu::noinline]] explicit Outcomes(Machine machine) {
    for (unsigned phase = 0; phase < phases; ++phase) {
      for (unsigned count = 0; count < counts; ++count) {
        for (unsigned event = 0; event < events; ++event) {
          Thing thing{};
          set_phase_number(thing, phase);
          set_count(thing, count);
          const bool allowed = machine(thing, static_cast<Event>(event));
          VMWIRE_CHECK(phase_number(thing) < phases && count_of(thing) < counts);
          outcome_[phase][count][event] = static_cast<std::uint8_t>(
              (allowed ? kAllowed : 0u) | phase_number(thing) | count_of(thing) << 3);
        }
      }
    }
  }

  /// What the machine does: false, and nothing changed, where it does not allow the event.
  bool apply(Thing& thing, Event event) const {
    const unsigned phase = phase_number(thing), number = static_cast<unsigned>(event);
    VMWIRE_CHECK(phase < phases);
    if (number >= events) return false;
    const unsigned outcome = outcome_[phase][count_of(thing)][number];
    if (!(outcome & kAllowed)) return false;
    set_phase_number(thing, outcome & 7u);
    set_count(thing, outcome >> 3 & 7u);
    return true;
  }

 private:
  static_assert(phases <= 8 && counts <= 8);
  static_assert(has_room<Thing>(phases - 1, counts - 1), "a field is too narrow");
  static constexpr unsigned kAllowed = 128;
  std::uint8_t outcome_[phases][counts][events];  ///< phase, count << 3, kAllowed
};

}  // namespace vmwire::machine
