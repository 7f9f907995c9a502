// What: a script: which operations threads begin, in which order; and how far a run has come in it.
// Source: derived: a bug report tells what was begun when, and leaves the rest to the kernel.
// Leaves out: words (cli/scenario.h), and when a thread may go on: it always may.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

#include "model/family/action.h"

namespace vmwire::families {

/// One thread begins one of these; what a report leaves open are several.
struct ScriptStep {
  unsigned thread = 0;
  std::vector<family::Action> any;
  unsigned number = 0;  ///< its place in the whole script
};

/// Steps that are begun in this order. The next one waits for no return, but that a thread is in
/// one operation at a time.
using ScriptGroup = std::vector<ScriptStep>;
/// Groups that know nothing of each other's order. No thread has steps in two of them: so a begin
/// says by itself which step it is.
using ScriptPhase = std::vector<ScriptGroup>;

/// How far a run has come: the phase, and in each of its groups the step that comes next. Of the
/// ways to say the same the one with the latest phase is taken (Script::settle).
struct Progress {
  static constexpr unsigned kGroupsMax = 7;
  std::uint8_t phase = 0;
  std::array<std::uint8_t, kGroupsMax> at{};
  bool operator==(const Progress&) const = default;
};

class Script {
 public:
  static constexpr unsigned kStepsMax = 64;

  /// Needs: no phase and no group is empty, and each is within its limit.
  explicit Script(std::vector<ScriptPhase> phases = {});

  bool empty() const { return phases_.empty(); }
  unsigned steps() const { return steps_; }
  unsigned groups_max() const { return groups_max_; }  ///< of a phase, at most
  /// The operations that its steps may be.
  family::OpSet ops() const { return ops_; }

  /// What the thread would begin now; null: nothing.
  const ScriptStep* next(const Progress& progress, unsigned thread) const;
  /// Whether `action`, a begin, is what its thread may begin now; then it counts as begun.
  const ScriptStep* begin(Progress& progress, const family::Action& action) const;
  /// Goes past a phase that is through: all is begun and every thread has returned.
  /// idle(thread): it is in no operation.
  template <class Idle>
  void settle(Progress& progress, unsigned threads, Idle&& idle) const {
    if (!begun(progress)) return;
    for (unsigned k = 0; k < threads; ++k) {
      if (!idle(k)) return;
    }
    progress = {static_cast<std::uint8_t>(progress.phase + 1u), {}};
  }

 private:
  struct Place {
    const ScriptStep* step = nullptr;
    unsigned group = 0;
  };
  Place place(const Progress& progress, unsigned thread) const;
  /// All of the phase is begun, and there is a phase.
  bool begun(const Progress& progress) const;

  std::vector<ScriptPhase> phases_;
  unsigned steps_ = 0, groups_max_ = 0;
  family::OpSet ops_ = 0;
};

/// The steps of a script that some run began, by number.
using Begun = std::bitset<Script::kStepsMax>;

}  // namespace vmwire::families
