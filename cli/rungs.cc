// What: THE table of the ladder. Depths change only with the reason in the commit.
// Source: derived: each depth is what the rung itself found, by breadth-first search.
#include "cli/ladder.h"

namespace vmwire::cli {

const std::vector<Rung>& rungs() {
  static const std::vector<Rung> table = {
      {"netbsd-vsunlock-clears-mlock", "netbsd.I7", "--size tiny", "", 0, ""},
      {"netbsd-vsunlock-clears-mlock", "mlock-promise", "--size tiny", "", 0, ""},
      {"netbsd-wired-clean-no-backing", "netbsd.I11", "--size tiny", "", 0, ""},
      {"netbsd-deactivate-wired-active", "netbsd.I10", "--size tiny", "", 0,
       "netbsd-wire-keeps-queue"},
      {"netbsd-page-protect-skips-wired", "netbsd.I19", "--size tiny", "", 0, ""},
      {"netbsd-page-protect-panics-on-wired", "panic.page-protect-wired", "--size tiny", "", 0, ""},
      {"netbsd-cow-of-wired-page", "netbsd.I14", "--size small", "", 0, ""},
      {"netbsd-unwire-missing-pte-panic", "panic.unwire-no-pte", "--size tiny", "", 0, ""},
      {"netbsd-unwire-without-map-lock", "lock-discipline", "--size tiny", "", 0, ""},
  };
  return table;
}

}  // namespace vmwire::cli
