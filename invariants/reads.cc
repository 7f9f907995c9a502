// What: the table of what laws read, in the order of the table of laws.
// Source: derived: each row from the file of its law, and from law.cc for the words.
// To add a law: one row here, beside that in invariants.cc; a test finds it missing.
#include "invariants/reads.h"

#include <iterator>

namespace vmwire::invariants {
namespace {

using enum netbsd::Area;
using netbsd::AreaSet;

constexpr AreaSet kPte{pte_wired, pte_unwired};
constexpr AreaSet kClaims{claim, thread_vslock};            // class Claims
constexpr AreaSet kClaimants = kClaims | kPte | AreaSet{entry};
constexpr AreaSet kMlock{thread_op};                        // wiring_in_progress
constexpr AreaSet kQuiescent{thread_op, page_busy};
constexpr AreaSet kLocation{entry, amap, anon, page_owner};  // location_page
constexpr AreaSet kTrap = kPte | AreaSet{thread, entry};
// The words of panics: at_pte and at_page in panic.cc.
constexpr AreaSet kAtPte = kPte | AreaSet{event, entry};
constexpr AreaSet kAtPage = kClaimants | AreaSet{event, page_phase, page_queue, page_wire_count,
                                                 page_owner, anon};

constexpr LawReads kReads[] = {
    {"netbsd.I1", kClaims | AreaSet{page_phase, page_wire_count}, kClaimants},
    {"netbsd.I2", {event}, kClaimants | AreaSet{page_wire_count}},
    {"netbsd.I3", {page_phase, page_wire_count}, {page_queue}},
    {"netbsd.I4", {page_wire_count, wired_total}, {}},
    {"netbsd.I5", kQuiescent | AreaSet{entry, pte_wired, promise}, kPte},
    {"netbsd.I6", kMlock | AreaSet{pte_wired, entry, thread_vslock}, {}},
    {"netbsd.I7", kMlock | AreaSet{pte_unwired, entry}, {}},
    {"netbsd.I8", kMlock | kPte | AreaSet{entry, page_wire_count}, {}},
    {"netbsd.I9", {event}, kClaimants | AreaSet{page_wire_count}},
    {"netbsd.I10", {event, page_wire_count, page_busy, page_owner}, kClaimants},
    {"netbsd.I11", {page_clean, page_busy, page_owner, anon}, {page_wire_count}},
    {"netbsd.I12", kClaims | AreaSet{page_owner, page_clean, anon}, kClaimants},
    {"netbsd.I13", kMlock | AreaSet{entry, amap, anon, process}, {}},
    {"netbsd.I14", kMlock | kPte | AreaSet{entry, promise}, {}},
    {"netbsd.I15", {process, entry, pte_wired}, {}},
    {"netbsd.I19", kPte | AreaSet{page_phase, page_wire_count, page_owner, page_busy}, {entry}},
    {"netbsd.I21", {page_busy}, {}},
    {"netbsd.I23", {event, slot, anon}, {page_busy}},
    {"netbsd.I24", {event, entry}, {}},
    {"netbsd.I25", kClaims | AreaSet{page_phase, page_wire_count}, kClaimants},
    {"netbsd.I27", {thread_trap}, kTrap},
    {"netbsd.I28", {wired_ptes, pte_wired}, {}},
    {"mlock-promise", {thread_trap}, kTrap},
    {"dma-promise", {event, thread_vslock, page_phase, page_wire_count},
     kClaimants | kLocation | AreaSet{page_queue}},
    {"no-leak",
     kQuiescent | AreaSet{process, page_phase, page_owner, page_wire_count, slot, anon, amap},
     {page_queue}},
    {"no-data-lost", {event}, kLocation | AreaSet{page_data, page_wire_count}},
    {"lock-discipline", {event}, {}},
    {"panic.unwire-no-pte", {panic}, kAtPte},
    {"panic.unwire-no-entry", {panic}, kAtPte},
    {"panic.page-protect-wired", {panic}, kAtPte | kAtPage},
    {"panic.clean-anon-no-slot", {panic}, kAtPage},
    {"panic.pagedaemon-wired", {panic}, kAtPage},
    {"panic.dead-entry-wired", {panic}, kAtPte},
    {"panic.wire-needs-copy", {panic}, kAtPte},
    {"panic.cow-now-not-resident", {panic}, kAtPte | AreaSet{process, amap, anon}},
    {"panic.wire-count-overflow", {panic}, kAtPage},
};
static_assert(sizeof(kReads) / sizeof(kReads[0]) <= 64);

}  // namespace

const std::vector<LawReads>& law_reads() {
  static const std::vector<LawReads> all(std::begin(kReads), std::end(kReads));
  return all;
}

std::uint64_t laws_reading(AreaSet areas) {
  std::uint64_t mask = 0, bit = 1;
  for (const LawReads& law : kReads) {
    if (law.verdict.meets(areas)) mask |= bit;
    bit <<= 1;
  }
  return mask;
}

}  // namespace vmwire::invariants
