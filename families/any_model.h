// What: a model of any family, behind one door: worlds are bytes, laws and operations have numbers.
// What is virtual is called once a search, once a replayed step, or once a call of the C interface;
// never once a state of our own searches. Next: model_of.h, which makes one of a family's model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explorer/figures.h"
#include "explorer/options.h"
#include "explorer/verdict.h"
#include "explorer/waits_for.h"
#include "families/script.h"
#include "model/family/action.h"
#include "model/family/field.h"
#include "model/family/model.h"
#include "model/family/personality.h"
#include "model/family/size.h"

namespace vmwire::families {

using family::Action;
using family::AnyPersonality;
using family::AnySize;
using family::AnyWorld;
using family::Blocked;
using family::Fields;
using family::OpId;
using family::OpSet;
using family::Taken;
using family::WorldView;

struct Family;

/// What is run. The personality and the size are those of one family.
struct AnyConfig {
  AnyPersonality personality;
  AnySize size;
  OpSet ops = family::kAllOps;
  Script script = Script();  ///< searches follow it; empty: threads begin what they like
};

/// A run of the model: actors keep their names from end to end.
struct Run {
  struct Step {
    Action action;
    AnyWorld world;  ///< after it
  };
  AnyWorld initial;
  std::vector<Step> steps;

  const AnyWorld& last() const { return steps.empty() ? initial : steps.back().world; }
};

/// Of a thread that nothing in a script ever wakes: whether what others begin beyond it could.
enum class Beyond : std::uint8_t {
  unasked,  ///< there was no script, or nobody is stuck
  stuck,    ///< nothing whatever wakes it
  woken,    ///< something would: it is the script that ends
  unknown,  ///< a limit came first
};

/// As explorer::Violation, for any family.
struct Finding {
  explorer::ViolationKind kind = explorer::ViolationKind::law;
  unsigned law = 0;         ///< kind law: its bit
  std::uint32_t depth = 0;  ///< steps of the run
  Run run;
  std::vector<explorer::Wait> cycle;
  Beyond beyond = Beyond::unasked;  ///< kind stuck
};

/// As explorer::Result, for any family.
struct Answer : explorer::Figures {
  std::vector<Finding> violations;  ///< in order of discovery
  std::optional<Run> witness;       ///< of a goal that was reached
  Begun begun;                      ///< which steps of the script some run began
};

/// A predicate over worlds. Where states are kept up to renaming it must not see names.
using Predicate = std::function<bool(WorldView)>;

/// What follows a packed state, one call each; `next` is gone after the call.
struct Emit {
  virtual void operator()(const Action& action, std::uint32_t site, const std::byte* next) = 0;

 protected:
  ~Emit() = default;
};

class AnyModel {
 public:
  virtual ~AnyModel() = default;
  AnyModel(const AnyModel&) = delete;
  AnyModel& operator=(const AnyModel&) = delete;

  const Family& family() const { return family_; }
  const AnyConfig& config() const { return config_; }
  const Fields& fields() const { return fields_; }  ///< of the worlds of this size

  // --- worlds -------------------------------------------------------------------------------
  virtual std::vector<AnyWorld> initial() const = 0;
  /// The kernel has stopped: nothing follows.
  virtual bool terminal(WorldView w) const = 0;

  // --- laws ---------------------------------------------------------------------------------
  /// The laws among `laws`, a mask, that do not hold.
  virtual std::uint64_t broken(WorldView w, std::uint64_t laws) const = 0;
  /// What breaks the law; nothing when it holds.
  virtual std::optional<std::string> culprit(WorldView w, unsigned law) const = 0;

  // --- steps --------------------------------------------------------------------------------
  /// Executes one action on `before`; false when it is not on offer there.
  virtual bool take(WorldView before, const Action& action, AnyWorld& after, Taken& taken) = 0;
  /// Every thread that cannot move in this world.
  virtual std::vector<Blocked> waits(WorldView w) = 0;
  /// Which operation, and where in it, as told apart in findings and in the C interface.
  virtual std::uint32_t site(WorldView before, const Action& action) const = 0;
  virtual std::string action_text(WorldView before, const Action& action) const = 0;
  virtual std::string actor_name(unsigned actor) const = 0;  ///< "P0.t1", "pagedaemon"
  virtual std::vector<unsigned> actors() const = 0;          ///< threads, then the kernel's own
  virtual unsigned threads() const = 0;

  // --- searches -----------------------------------------------------------------------------
  /// Why the explorer cannot search this model like that; or "".
  virtual std::string complaint(const explorer::Options& options, explorer::Task task) const = 0;
  /// With a goal it looks for that; else for broken laws, deadlocks and stuck threads. Needs: no
  /// complaint.
  virtual Answer search(const explorer::Options& options, const Predicate* goal) = 0;
  /// The threads that in no continuation of this world ever move again, as a mask. Explores all
  /// that can follow; nothing within the limits is an empty mask.
  virtual std::uint32_t stuck_from(WorldView w, const explorer::Limits& limits) = 0;
  /// The same where the script goes on from `progress`. Needs: a script.
  virtual std::uint32_t stuck_in_script(WorldView w, const Progress& progress,
                                        const explorer::Limits& limits) = 0;
  /// How far the script is after a step of a run; false: it does not allow the step. A run begins
  /// with Progress().
  virtual bool follow(Progress& progress, const Action& action, WorldView after) const = 0;
  /// Marks reached since the model was made.
  virtual family::Reached coverage() const = 0;

  // --- for other engines --------------------------------------------------------------------
  /// All that a thread can begin, and all that the kernel's own actors can do, in any world.
  virtual std::vector<Action> beginnings() const = 0;
  /// Where an operation of threads can go on. The outcomes that a beginning has at most.
  virtual std::vector<family::Place> places(OpId op) const = 0;
  virtual unsigned outcomes(const Action& beginning) const = 0;
  /// States as the bytes that the size uses. None of these allocates, but for the first fire().
  virtual std::size_t pack_size() const = 0;
  virtual void pack(WorldView w, std::byte* to) const = 0;
  virtual void successors(const std::byte* packed, Emit& emit) = 0;
  /// As take(); `next` may be `packed` itself.
  virtual bool fire(const std::byte* packed, const Action& action, std::byte* next) = 0;
  /// The representative of all states that differ by interchangeable names only. True: that
  /// changed it.
  virtual bool canonicalize_packed(std::byte* packed) const = 0;
  virtual std::uint64_t broken_packed(const std::byte* packed, std::uint64_t laws) const = 0;
  virtual std::uint32_t site_packed(const std::byte* packed, const Action& action) const = 0;
  virtual unsigned value_packed(const std::byte* packed, const family::Field& field) const = 0;
  /// One byte a field: 1 where the step may read (write) it.
  virtual void footprint(const Action& action, std::uint32_t site, unsigned char* reads,
                         unsigned char* writes) const = 0;

 protected:
  AnyModel(const Family& family, AnyConfig config, Fields fields)
      : family_(family), config_(std::move(config)), fields_(std::move(fields)) {}

 private:
  const Family& family_;
  AnyConfig config_;
  Fields fields_;
};

}  // namespace vmwire::families
