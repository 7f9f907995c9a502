// What: all transition groups of a size, numbered before any state has been seen.
// Source: derived: who may begin what is each_action's in model/netbsd/model.cc.
// A group yields one successor at most, so each outcome of a step is a group of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/core/thread.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/op.h"
#include "model/netbsd/world.h"

namespace vmwire::abi {

struct Group {
  netbsd::Action action;  ///< its `choice` is the outcome
  std::uint8_t step = 0;  ///< where it goes on with an operation: Thread::step
  FaultStep fault = FaultStep::none;  ///< ... and Thread::fault
  std::string name;       ///< "P0.t1 mlock [0,1)"

  bool of_thread() const { return action.actor < netbsd::kThreadsMax; }
  bool goes_on() const { return of_thread() && !action.begins; }
};

class Groups {
 public:
  explicit Groups(const netbsd::Model& model);

  int size() const { return static_cast<int>(groups_.size()); }
  const Group& operator[](int i) const { return groups_[static_cast<std::size_t>(i)]; }

  /// The group of a transition that `before` offers. Aborts if there is none: the table that
  /// says where operations stop, or the bound on outcomes, is wrong then.
  int of(const netbsd::World& before, const netbsd::Action& action) const;

 private:
  /// The groups of a thing to do stand together, by outcome.
  struct Run {
    std::uint32_t first = 0, outcomes = 0;
  };
  void add(const netbsd::Model& model, Group group, unsigned outcomes);

  std::vector<Group> groups_;
  std::vector<Run> begins_, goes_on_, kernel_;
};

}  // namespace vmwire::abi
