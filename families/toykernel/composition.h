// What: the toy kernel's composition: what it has in model/ and invariants/.
// For the files here that instantiate the engines; what a composition has: families/describe.h.
#pragma once

#include <algorithm>
#include <vector>

#include "families/family.h"
#include "families/toykernel/messages.h"
#include "invariants/toykernel/laws.h"
#include "model/toykernel/machine/page.h"
#include "model/toykernel/model.h"

namespace vmwire::families {

struct ToyKernel {
  using F = vmwire::toykernel::ToyKernel;
  static constexpr const char* name = "toykernel";
  static constexpr const char* bench = "toykernel-2";

  static const auto& versions() { return vmwire::toykernel::versions(); }
  static const family::RuleTable& rules() { return vmwire::toykernel::rule_table(); }
  static const family::SizeTable& sizes() { return vmwire::toykernel::size_table(); }
  static Fields fields(const F::Size& size) { return vmwire::toykernel::fields(size); }
  static const auto& laws() { return toykernel_laws::laws(); }
  static unsigned distance(const F::World&, const F::Size&) { return 1; }
  static std::vector<MachineTable> machines() { return {vmwire::toykernel::page_table()}; }
  static const traces::Phrasing& phrasing() {
    static const traces::Phrasing plain;  // field by field
    return plain;
  }
  static std::vector<Message> messages() { return toykernel_messages(); }
  static constexpr const char* nouns() {
    return
#include "families/toykernel/nouns.inc"
        ;
  }
  static std::vector<Naming> naming() { return {{"thread"}}; }
  static bool room(const F::Size&, OpId) { return true; }
  static void rename_things(F::World&, const F::Shape&) {}  // pages keep their names
  /// Each step may touch everything: sound, and no use to a reduction.
  static void footprint(const family::Config<F>&, const Action&, std::uint32_t,
                        const Fields& fields, unsigned char* reads, unsigned char* writes) {
    std::fill_n(reads, fields.size(), 1);
    std::fill_n(writes, fields.size(), 1);
  }
};

}  // namespace vmwire::families
