// What: what the lifecycles share: the spelling of a row, one event, and reading a table out.
// Source: derived: Boost.MSM 1.81 (back-end `back`, functor front-end), measured on this use.
// Only machine .cc files include this header: it costs seconds to compile. Read next: page.cc.
#pragma once

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/integral.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mpl/bool.hpp>
#include <boost/mpl/count_if.hpp>
#include <boost/mpl/for_each.hpp>
#include <boost/mpl/size.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

#include "model/core/check.h"
#include "model/core/described.h"
#include "model/core/machine/outcomes.h"
#include "model/core/machine/table.h"

namespace vmwire::machine {

/// What an event brings along: nothing, unless a machine specializes this (pte.cc).
template <class EventEnum>
struct Given {};

/// MSM wants a type for each event and for each phase; these make one out of our enumerators.
template <auto E>
struct On : Given<decltype(E)> {
  static constexpr auto event = E;
};
template <auto P>
struct In : boost::msm::front::state<> {
  static constexpr auto phase = P;
};

using Nothing = boost::msm::front::none;

/// Functors around a plain `static void run(Thing&)`, with the event as second argument where
/// the action wants what it brings along, and a plain `static bool test(const Thing&)`.
template <class Action>
struct Do {
  void operator()(const auto& event, auto& machine, auto&, auto&) const {
    if constexpr (requires { Action::run(*machine.thing, event); }) {
      Action::run(*machine.thing, event);
    } else {
      Action::run(*machine.thing);
    }
  }
};
template <class Guard>
struct If {
  static constexpr const char* text = Guard::text;
  bool operator()(const auto& event, auto& machine, auto&, auto&) const {
    if constexpr (requires { Guard::test(*machine.thing, event); }) {
      return Guard::test(*machine.thing, event);
    } else {
      return Guard::test(*machine.thing);
    }
  }
};

/// One row, in the order in which it is read: from, event, to, action, guard.
template <class From, auto E, class To, class Action = Nothing, class Guard = Nothing>
using Row = boost::msm::front::Row<
    From, On<E>, To,
    std::conditional_t<std::is_same_v<Action, Nothing>, Nothing, Do<Action>>,
    std::conditional_t<std::is_same_v<Guard, Nothing>, Nothing, If<Guard>>>;

/// The base of every machine. A machine lives for one step, so it needs neither a queue nor a
/// net for exceptions; the two together would add nearly 30 ns a step.
template <class Derived, class Thing>
struct Lifecycle : boost::msm::front::state_machine_def<Derived> {
  using no_message_queue = int;
  using no_exception_thrown = int;
  Thing* thing = nullptr;

  // The default asserts. Here "not allowed" is an answer, and the caller of step() decides.
  template <class Event, class Machine>
  void no_transition(const Event&, Machine&, int) {}
};

template <class Front>
using Machine = boost::msm::back::state_machine<Front>;

/// The archive that loads a phase: serialize() hands it the array of active ids, one for each
/// region, and then members that no step of ours uses.
struct PhaseLoader {
  int id;
  template <std::size_t regions>
  void operator&(int (&active)[regions]) {
    static_assert(regions == 1);
    active[0] = id;
  }
  template <class Other>
  void operator&(Other&) {}
};

/// The phases whose lifecycle Front is, as an enum.
template <class Front>
using PhaseOf = std::remove_const_t<decltype(Front::first)>;

/// MSM numbers phases by the rows they first stand in, so an edit may renumber them. Every
/// machine's ids must be its phase enum, counted from Front::first.
template <class Front>
constexpr bool ids_are_phases() {
  constexpr int first = static_cast<int>(Front::first);
  constexpr int phases = boost::mpl::size<typename Machine<Front>::state_list>::value;
  bool same = phases == static_cast<int>(kEnumerators<PhaseOf<Front>>) - first;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<PhaseOf<Front>>>([&](auto p) {
    using Phase = In<decltype(p)::value>;
    if constexpr (static_cast<int>(Phase::phase) >= first) {
      using Id = boost::msm::back::get_state_id<typename Machine<Front>::stt, Phase>;
      same = same && Id::value == static_cast<int>(Phase::phase) - first;
    }
  });
  return same;
}

/// Loads the phase, processes one event, stores the phase. False, and nothing changed, where no
/// row applies: HANDLED_GUARD_REJECT is not "handled" either. MSM fills its dispatch tables while
/// static objects are made, so no event may happen before main().
template <class Front, auto E, class Thing>
bool step(Thing& thing, const Given<decltype(E)>& given = {}) {
  constexpr int first = static_cast<int>(Front::first);
  constexpr int phases = boost::mpl::size<typename Machine<Front>::state_list>::value;
  static_assert(ids_are_phases<Front>(), "the rows name other phases, or in another order");
  static_assert(has_room<Thing>(first + phases - 1, 0), "the phase's bits are too few");
  const int id = static_cast<int>(phase_number(thing)) - first;
  if (first > 0 && id < 0) return false;  // a phase without a row in this table
  VMWIRE_CHECK(id < phases);

  Machine<Front> machine;
  machine.thing = &thing;
  PhaseLoader loader{id};
  machine.serialize(loader, 0);
  if (machine.process_event(On<E>{given}) != boost::msm::back::HANDLED_TRUE) return false;
  set_phase_number(thing, static_cast<unsigned>(machine.current_state()[0] + first));
  return true;
}

/// Whether a row is for the event E, and whether any row of a table is.
template <auto E>
struct IsFor {
  template <class AnyRow>
  struct apply : boost::mpl::bool_<std::is_same_v<typename AnyRow::Evt, On<E>>> {};
};
template <auto E>
struct HasRowFor {
  template <class Front>
  using fn = boost::mp11::mp_bool<
      boost::mpl::count_if<typename Front::transition_table, IsFor<E>>::value != 0>;
};

/// Processes one event that is known at run time only, in the one table of the machine that has
/// it. False where that table does not allow it, and for a number outside the enum.
template <class... Fronts, class Event, class Thing>
bool ask(Thing& thing, Event event, const Given<Event>& given = {}) {
  constexpr unsigned events = kEnumerators<Event>;
  const unsigned number = static_cast<unsigned>(event);
  if (number >= events) return false;
  return boost::mp11::mp_with_index<events>(number, [&](auto i) {
    constexpr auto E = static_cast<Event>(decltype(i)::value);
    using Tables = boost::mp11::mp_copy_if_q<boost::mp11::mp_list<Fronts...>, HasRowFor<E>>;
    static_assert(boost::mp11::mp_size<Tables>::value == 1, "an event has exactly one table");
    return step<boost::mp11::mp_front<Tables>, E>(thing, given);
  });
}

/// Appends the rows of Front's own transition table, in its order.
template <class Front>
void append_rows(MachineTable& table) {
  boost::mpl::for_each<typename Front::transition_table>([&](auto row) {
    using R = decltype(row);
    const char* guard = "";
    if constexpr (!std::is_same_v<typename R::Guard, Nothing>) guard = R::Guard::text;
    table.rows.push_back({name(R::Source::phase),
                          boost::describe::enum_to_string(R::Evt::event, "?"),
                          name(R::Target::phase), guard});
  });
}

/// A machine of several tables over one phase enum, as data.
template <class Front, class... Fronts>
MachineTable table_of(std::string machine, std::string what, std::string source) {
  MachineTable table{std::move(machine), std::move(what), std::move(source), {}, {}};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<PhaseOf<Front>>>(
      [&](auto phase) { table.phases.push_back(name(phase.value)); });
  append_rows<Front>(table);
  (append_rows<Fronts>(table), ...);
  return table;
}

}  // namespace vmwire::machine
