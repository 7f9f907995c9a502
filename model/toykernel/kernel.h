// What: the toy kernel as the mechanism sees it: its behaviours and its types.
// Source: derived: model/family/model.h says what each of these is for.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "model/family/field.h"
#include "model/family/model.h"
#include "model/family/personality.h"
#include "model/family/rules.h"
#include "model/family/size.h"
#include "model/family/words.h"
#include "model/toykernel/ops.h"
#include "model/toykernel/world.h"

// The behaviours: X(field, its enum, default, citation, question, answers...).
#define VMWIRE_TOY_PERSONALITY(X)                                             \
  X(wire_order, WireOrder, counts_first, "derived:",                          \
    "whether wire counts before it brings the page in, or afterwards", counts_first, faults_first)

namespace vmwire::toykernel {

VMWIRE_TOY_PERSONALITY(VMWIRE_PERSONALITY_ENUM)

struct Personality {
  VMWIRE_TOY_PERSONALITY(VMWIRE_PERSONALITY_MEMBER)
  bool operator==(const Personality&) const = default;
};

const std::vector<family::Version<Personality>>& versions();
const family::RuleTable& rule_table();
const family::SizeTable& size_table();
family::Fields fields(const Size& size);

class Step;

struct ToyKernel {
  using World = toykernel::World;
  using Personality = toykernel::Personality;
  using Size = toykernel::Size;
  using Step = toykernel::Step;
  using Offer = family::Offer<ToyKernel>;
  enum class WaitFor : std::uint8_t { nothing, not_offered };
  struct Shape {
    explicit Shape(const Size& size) : threads(size.threads) {}
    unsigned threads;
    unsigned process_of[kThreadsMax] = {};  // there is one
  };
  struct StepRow {
    unsigned number;
    const char* name;
    unsigned (*outcomes)(const Size&) = nullptr;  // null: one
  };
  static constexpr unsigned kThreadsMax = toykernel::kThreadsMax;
  static constexpr std::uint8_t kDaemon = kThreadsMax;

  static std::span<const family::Op<ToyKernel>* const> ops();
  static const family::MarkTable& marks();
  static family::UsedBytes used(const Size& size);
  static std::vector<World> initial(const Size&) { return {World{}}; }
  static bool terminal(const World&) { return false; }
  static void clear_event(World& w) { w.event = Event{}; }
  static bool has_event(const World& w) { return !(w.event == Event{}); }
  static OpId op_of(const World& w, unsigned thread) { return OpId{w.thread[thread].op}; }
  static bool may_begin(const World&, const Shape&, unsigned) { return true; }
  static void enter(Step& s, const Shape&);
  static bool still_asleep(Step&) { return false; }
  static std::uint8_t place(const World& w, unsigned thread) { return w.thread[thread].step; }
  static std::array<std::uint8_t, 8> canonicalize(World& w, const Shape& shape);
  static std::string wait_text(const Step&) { return "nothing"; }
  static std::string actor_name(const Size&, unsigned actor);
  static family::Action shown(const World& before, family::Action a);
  static std::vector<family::Place> places(OpId id, const Size&);
};

/// A step of this kernel needs nothing beyond what all steps have.
class Step : public family::StepBase<ToyKernel> {
 public:
  using StepBase::StepBase;
  Thread& t() { return w.thread[thread]; }
  Page& page() { return w.page[action.actor < kThreadsMax ? t().page : action.first]; }
  void finish() { t() = Thread{}; }
};

using Op = family::Op<ToyKernel>;
using Offer = ToyKernel::Offer;
using family::Mark;

extern const family::Operands<ToyKernel> kOnePage;  ///< the page with index `first`

// The rows, each at the end of its operation's file.
#define VMWIRE_TOY_ROW(name) extern const Op name##_op;
VMWIRE_TOY_OPS(VMWIRE_TOY_ROW)
#undef VMWIRE_TOY_ROW

}  // namespace vmwire::toykernel
