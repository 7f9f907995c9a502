// What: a page table entry's lifecycle as a Boost.MSM table.
// Source: netbsd.md sections 1.7 and 2.0 (pte_enter, pte_unwire, pte_remove, pte_protect).
// Leaves out: the pmap's count of wired PTEs, which the operations keep. Read next: entry.cc.
#include "model/netbsd/machine/pte.h"

#include "model/core/check.h"
#include "model/core/machine/msm.h"

namespace vmwire::machine {

/// The new mapping (enter, enter_wired) or the new protection (protect).
template <>
struct Given<netbsd::PteEvent> {
  PageId page;
  Prot prot;
};

}  // namespace vmwire::machine

namespace vmwire::netbsd {
namespace {

using namespace machine;
using enum PteEvent;

using Absent = In<PtePhase::absent>;
using Present = In<PtePhase::present>;
using Wired = In<PtePhase::wired>;

struct NotRaised {  // raising a protection is a fault's business: it enters the page anew
  static constexpr const char* text = "prot <= pte.prot";
  static bool test(const Pte& pte, const Given<PteEvent>& given) {
    return allows(pte.prot(), given.prot);
  }
};

struct Map {
  static void run(Pte& pte, const Given<PteEvent>& given) {
    VMWIRE_CHECK(given.page != PageId::none);
    pte.page_bits = static_cast<unsigned>(given.page) & 7u;
    pte.prot_bits = static_cast<unsigned>(given.prot) & 3u;
  }
};
struct Lower {
  static void run(Pte& pte, const Given<PteEvent>& given) {
    pte.prot_bits = static_cast<unsigned>(given.prot) & 3u;
  }
};
struct Unmap {
  static void run(Pte& pte) { pte.page_bits = pte.prot_bits = 0; }
};

/// WIRED is one bit and no count: the last pte_enter decides, and one pte_unwire clears it.
/// Removal takes wired mappings too; only a pmap that forgets of its own accord spares them.
struct PteLife : Lifecycle<PteLife, Pte> {
  using initial_state = Absent;
  static constexpr PtePhase first = PtePhase::absent;
  struct transition_table : boost::mpl::vector<
      //  from     event        to       action guard
      Row<Absent,  enter,       Present, Map             >,
      Row<Absent,  enter_wired, Wired,   Map             >,
      Row<Present, enter,       Present, Map             >,
      Row<Present, enter_wired, Wired,   Map             >,
      Row<Present, unwire,      Present                  >,
      Row<Present, protect,     Present, Lower, NotRaised>,
      Row<Present, remove,      Absent,  Unmap           >,
      Row<Present, forget,      Absent,  Unmap           >,
      Row<Wired,   enter,       Present, Map             >,
      Row<Wired,   enter_wired, Wired,   Map             >,
      Row<Wired,   unwire,      Present                  >,
      Row<Wired,   protect,     Wired,   Lower, NotRaised>,
      Row<Wired,   remove,      Absent,  Unmap           >> {};
};

}  // namespace

bool try_pte_event(Pte& pte, PteEvent event, PageId page, Prot prot) {
  return ask<PteLife>(pte, event, {page, prot});
}

void pte_event(Pte& pte, PteEvent event, PageId page, Prot prot) {
  VMWIRE_CHECK(try_pte_event(pte, event, page, prot));
}

MachineTable pte_table() {
  return table_of<PteLife>("pte", "A page table entry: absent, present, or present and wired.",
                           "netbsd.md 1.7, 2.0");
}

}  // namespace vmwire::netbsd
