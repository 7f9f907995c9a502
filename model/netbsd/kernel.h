// What: the NetBSD family as the mechanism sees it: its types, and what the model asks of it.
// Source: derived: model/family/model.h says what each of these is for.
// Read next: world.h and personality.h, the types; model.h, what an application needs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/family/model.h"
#include "model/netbsd/area.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

class Step;      // step.h
struct StepRow;  // op/row.h

/// The kernel's own actors; threads come below.
enum class Actor : std::uint8_t { pagedaemon = kThreadsMax, disk, pmap };

/// Why a step cannot be taken now.
enum class WaitFor : std::uint8_t {
  nothing, map_read, map_write, busy_page, memory, vslock, not_offered
};

struct NetBsd {
  using World = netbsd::World;
  using Personality = netbsd::Personality;
  using Size = netbsd::Size;
  using Shape = netbsd::Shape;
  using Step = netbsd::Step;
  using StepRow = netbsd::StepRow;
  using WaitFor = netbsd::WaitFor;
  using Offer = family::Offer<NetBsd>;
  using Areas = netbsd::AreaSet;

  static constexpr unsigned kThreadsMax = netbsd::kThreadsMax;

  static std::span<const family::Op<NetBsd>* const> ops();
  static const family::MarkTable& marks();
  static family::UsedBytes used(const Size& size);
  static std::vector<World> initial(const Size& size);
  static bool terminal(const World& w) { return w.system.panic != Panic::none; }
  static void clear_event(World& w) { w.event = Event{}; }
  static bool has_event(const World& w) { return !(w.event == Event{}); }

  static OpId op_of(const World& w, unsigned thread) {
    const Thread& t = w.thread[thread];
    return t.phase == ThreadPhase::idle ? op::none : static_cast<OpId>(t.op);
  }
  static bool may_begin(const World& w, const Shape& shape, unsigned thread) {
    return w.process[shape.process_of[thread]].phase() == ProcessPhase::alive;
  }
  static void enter(Step& s, const Shape& shape);
  static bool still_asleep(Step& s);
  /// A waiting writer keeps readers out.
  static bool others_see(const Thread& before, const Thread& after) {
    return before.waiting != after.waiting;
  }
  /// Thread::step and Thread::fault.
  static std::uint8_t place(const World& w, unsigned thread) {
    const Thread& t = w.thread[thread];
    return static_cast<std::uint8_t>(static_cast<unsigned>(t.step) << 4 |
                                     static_cast<unsigned>(t.fault));
  }
  static std::array<std::uint8_t, 8> canonicalize(World& w, const Shape& shape);

  static std::string wait_text(const Step& s);
  static std::string actor_name(const Size& size, unsigned actor);
  static family::Action shown(const World& before, family::Action a);
  /// Where an operation of threads can go on.
  static std::vector<family::Place> places(OpId op, const Size& size);

  /// A page rests on INACTIVE: see late.h of model/family.
  struct Rest {
    static constexpr OpId rest = op::deactivate, wake = op::reactivate, next = op::scan_inactive;
    static unsigned count(const Size& size) { return size.pages; }
    static bool resting(const World& w, unsigned i) {
      return w.page[i].phase == PagePhase::inactive;
    }
    static bool queued(const World& w, unsigned i) {
      return resting(w, i) || w.page[i].phase == PagePhase::active;
    }
    static bool unseen(const family::Config<NetBsd>& config, const World& w, unsigned i);
  };
};

using Op = family::Op<NetBsd>;
using Config = family::Config<NetBsd>;
using Offer = family::Offer<NetBsd>;

}  // namespace vmwire::netbsd
