// What: marks, actors and actions in words.
// Source: derived: from the tables of marks.h and op/op.cc.
#include "model/netbsd/marks.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/op.h"

namespace vmwire::netbsd {

const std::vector<Mark>& marks() {
  static const std::vector<Mark> table = {
#define VMWIRE_MARK_ROW(id, op, function, text, citation) {#id, function, text, citation, op},
      VMWIRE_NETBSD_MARKS(VMWIRE_MARK_ROW)
#undef VMWIRE_MARK_ROW
  };
  return table;
}

std::string Model::actor_name(unsigned actor) const {
  if (actor < kThreadsMax) return config_.size.thread_name(actor);
  switch (static_cast<Actor>(actor)) {
    case Actor::pagedaemon: return "pagedaemon";
    case Actor::disk: return "disk";
    case Actor::pmap: return "pmap";
  }
  return "?";
}

std::string Model::action_text(const World& before, const Action& a) const {
  const auto number = [](unsigned n) { return std::to_string(n); };
  Action shown = a;
  if (a.actor < kThreadsMax && !a.begins) {
    const Thread& t = before.thread[a.actor];
    shown.start = static_cast<std::uint8_t>(t.start);
    shown.end = static_cast<std::uint8_t>(t.end);
    shown.arg = static_cast<std::uint8_t>(t.arg);
    const bool unlocking = a.op == OpId::physio && t.step == 3;  // arg is gone by then
    if (unlocking) shown.arg = 0xff;
  }
  const OpInfo& info = op_info(a.op);
  std::string text = info.name;
  if (shown.arg < info.arguments.size()) text += std::string(" ") + info.arguments[shown.arg];
  if (a.op == OpId::read || a.op == OpId::write) return text + " " + number(shown.start);
  if (info.range) return text + " [" + number(shown.start) + "," + number(shown.end) + ")";
  switch (a.op) {
    case OpId::truncate:
    case OpId::extend: return text + " to " + number(shown.start);
    case OpId::fork:
    case OpId::exit: return text;
    case OpId::forget: return text + " P" + number(a.start) + ":" + number(a.end);
    default: return text + " page " + number(a.start);
  }
}

}  // namespace vmwire::netbsd
