// What: the spelling of verdicts, limits and kinds, for reports and traces.
#include "explorer/verdict.h"

namespace vmwire::explorer {

const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::violated: return "violated";
    case Verdict::inconclusive: return "inconclusive";
    case Verdict::goal_reached: return "goal_reached";
    case Verdict::unreachable: return "unreachable";
  }
  return "?";
}

const char* name(Limit limit) {
  switch (limit) {
    case Limit::none: return "none";
    case Limit::states: return "states";
    case Limit::depth: return "depth";
    case Limit::memory: return "memory";
    case Limit::time: return "time";
    case Limit::stopped: return "stopped";
    case Limit::index_space: return "index_space";
    case Limit::probabilistic: return "probabilistic";
  }
  return "?";
}

const char* name(ViolationKind kind) {
  switch (kind) {
    case ViolationKind::law: return "law";
    case ViolationKind::deadlock: return "deadlock";
    case ViolationKind::stuck: return "stuck";
  }
  return "?";
}

}  // namespace vmwire::explorer
