// What: panic.dead-entry-wired: munmap never drops a wired entry.
// Source: netbsd.md sections 2 and 5; [M25]: the unwiring comes before the removal.
#include "invariants/netbsd/words.h"

namespace vmwire::netbsd_laws {
namespace {

/// The first dead entry that is wired: munmap's private list is in the world until it is dropped.
std::string dead_entry(const World& w, const Size& size) {
  for (unsigned process = 0; process < size.processes; ++process) {
    for (const Entry& e : w.entry[process]) {
      if (e.phase == EntryPhase::unused || !e.wired() || e.live()) continue;
      return entry_name(process, e) + " is dead, wired_count " +
             std::to_string(unsigned{e.wired_count});
    }
  }
  return at_pte(w);
}

bool holds(const World& w, const Size& size, Culprit* culprit) {
  return w.system.panic != Panic::dead_entry_wired ||
         broken(culprit, "panic: munmap of a wired entry: ", dead_entry(w, size));
}

}  // namespace

using enum Area;
extern const Laws panic_dead_entry_wired;
const Laws panic_dead_entry_wired{{
    .id = "panic.dead-entry-wired",
    .order = 206,
    .alias = "munmap never drops a wired entry",
    .citation = "[M25]",
    .exception = "never",
    .verdict = {panic},
    .culprit = kAtPte,
    .needs = {"mmap", "mlock"},
    .unreachable = "what unlinks an entry unwires it first in every version that is modelled",
    .holds = holds,
}};

}  // namespace vmwire::netbsd_laws
