// What: the NetBSD family's composition: what it has in model/ and invariants/, and its words.
// For the files here that instantiate the engines; what a composition has: families/describe.h.
#pragma once

#include <vector>

#include "families/family.h"
#include "families/netbsd/messages.h"
#include "families/netbsd/phrasing.h"
#include "invariants/netbsd/distance.h"
#include "invariants/netbsd/laws.h"
#include "model/netbsd/fields.h"
#include "model/netbsd/footprint.h"
#include "model/netbsd/machine/entry.h"
#include "model/netbsd/machine/page.h"
#include "model/netbsd/machine/process.h"
#include "model/netbsd/machine/pte.h"
#include "model/netbsd/machine/swap_slot.h"
#include "model/netbsd/machine/thread.h"
#include "model/netbsd/model.h"
#include "model/netbsd/op/row.h"
#include "model/netbsd/ops.h"
#include "model/netbsd/renumber.h"

namespace vmwire::families {

struct NetBsd {
  using F = vmwire::netbsd::NetBsd;
  static constexpr const char* name = "netbsd";
  static constexpr const char* bench = "netbsd-1.6 --proposed --size small";

  static const auto& versions() { return vmwire::netbsd::versions(); }
  static const family::RuleTable& rules() { return vmwire::netbsd::rule_table(); }
  static const family::SizeTable& sizes() { return vmwire::netbsd::size_table(); }
  static Fields fields(const F::Size& size) { return vmwire::netbsd::fields(size); }
  static const auto& laws() { return netbsd_laws::laws(); }
  static unsigned distance(const F::World& w, const F::Size& size) {
    return netbsd_laws::distance(w, size);
  }
  static const traces::Phrasing& phrasing() { return netbsd_phrasing(); }
  static std::vector<Message> messages() { return netbsd_messages(); }
  static constexpr const char* nouns() {
    return
#include "families/netbsd/nouns.inc"
        ;
  }
  static std::vector<MachineTable> machines() {
    using namespace vmwire::netbsd;
    return {entry_table(), page_table(), pte_table(), slot_table(), thread_table(),
            process_table()};
  }
  static std::vector<Naming> naming() {
    return {{"page"}, {"anon"}, {"amap"}, {"slot"}, {"process"},
            {"thread", "process", [](family::SizeView size, unsigned thread) {
               return family::size_of<F::Size>(size).process_of(thread);
             }},
            {"entry", "process"}, {"pte", "process"}, {"cell", "process"}};
  }
  /// A child needs a place.
  static bool room(const F::Size& size, OpId op) {
    return op != vmwire::netbsd::op::fork || size.processes > 1;
  }
  static void rename_things(F::World& w, const F::Shape& shape) {
    w.event.page = w.event.process = w.event.va = 0;  // words of a message only
    vmwire::netbsd::renumber(w, shape);
  }
  static void footprint(const family::Config<F>& config, const Action& action, std::uint32_t site,
                        const Fields& fields, unsigned char* reads, unsigned char* writes) {
    using namespace vmwire::netbsd;
    const Footprint steps = vmwire::netbsd::footprint(
        config.personality, action.op, site >> 4 & 15u, static_cast<FaultStep>(site & 15u));
    const Acting acting = acting_in(config.size, action);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      reads[i] = covers(steps.reads, fields[i], acting, config.size);
      writes[i] = covers(steps.writes, fields[i], acting, config.size);
    }
  }
};

}  // namespace vmwire::families
