// What: the toy kernel, composed of its model and its laws.
#include "families/toykernel/family.h"

#include <algorithm>

#include "families/describe.h"
#include "families/scripted_search.h"
#include "invariants/toykernel/laws.h"
#include "model/toykernel/machine/page.h"
#include "model/toykernel/model.h"

namespace vmwire::families {

namespace {

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
  static std::vector<Naming> naming() { return {{"thread"}}; }
  static void rename_things(F::World&, const F::Shape&) {}  // pages keep their names
  /// Each step may touch everything: sound, and no use to a reduction.
  static void footprint(const family::Config<F>&, const Action&, std::uint32_t,
                        const Fields& fields, unsigned char* reads, unsigned char* writes) {
    std::fill_n(reads, fields.size(), 1);
    std::fill_n(writes, fields.size(), 1);
  }
};

}  // namespace

const Family& toykernel() { return describe<ToyKernel>(); }

}  // namespace vmwire::families
