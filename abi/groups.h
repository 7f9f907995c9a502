// What: all transition groups of a size, numbered before any state has been seen.
// A group yields one successor at most, so each outcome of a step is a group of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "families/any_model.h"

namespace vmwire::abi {

struct Group {
  family::Action action;   ///< its `choice` is the outcome
  std::uint32_t site = 0;  ///< as AnyModel::site says of the transition
  std::string name;        ///< "P0.t1 mlock [0,1)"
};

class Groups {
 public:
  explicit Groups(const families::AnyModel& model);

  int size() const { return static_cast<int>(groups_.size()); }
  const Group& operator[](int i) const { return groups_[static_cast<std::size_t>(i)]; }

  /// The group of a transition that a state offers. Aborts if there is none: the rows that say
  /// where operations stop, or the bound on outcomes, are wrong then.
  int of(const family::Action& action, std::uint32_t site) const;

 private:
  /// The groups of a thing to do stand together, by outcome.
  struct Run {
    std::uint32_t first = 0, outcomes = 0;
  };
  /// The runs of what one actor can do with one operation: begin it, by its operands and argument;
  /// or go on with it, by the place where it stands.
  struct Doings {
    unsigned seconds = 0, args = 0;  ///< how many there are of Action::second and arg
    std::vector<Run> begins, goes_on;

    std::size_t key(const family::Action& a) const {
      return (std::size_t{a.first} * seconds + a.second) * args + a.arg;
    }
  };

  Run add(Group group, unsigned outcomes);
  Doings& doings(const family::Action& a) { return doings_[index(a)]; }
  static std::size_t index(const family::Action& a) {
    return std::size_t{a.actor} * family::kOpsMax + family::number(a.op);
  }

  unsigned threads_;  ///< actors below are threads, and only they go on with something
  std::vector<Group> groups_;
  std::vector<Doings> doings_;
};

}  // namespace vmwire::abi
