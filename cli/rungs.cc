// What: THE table of the ladder. Depths change only with the reason in the commit.
// Source: derived: each depth is what the rung itself found, by breadth-first search.
#include "cli/ladder.h"

namespace vmwire::cli {

const std::vector<Rung>& rungs() {
  static const std::vector<Rung> table = {
      {"netbsd-vsunlock-clears-mlock", "netbsd.I7", "--size tiny",
       "mmap,mlock,munlock,physio,read,write,forget", 6, ""},
      {"netbsd-vsunlock-clears-mlock", "mlock-promise", "--size tiny",
       "mmap,mlock,munlock,physio,read,write,forget", 8, ""},
      {"netbsd-wired-clean-no-backing", "netbsd.I11", "--size tiny",
       "mmap,mlock,munlock,physio,read,write,forget,deactivate,reactivate,scan_inactive,"
       "pageout_done,swap_shortage",
       8, ""},
      {"netbsd-deactivate-wired-active", "netbsd.I10", "--size tiny",
       "mmap,mlock,munlock,read,write,forget,deactivate,reactivate,scan_inactive,pageout_done", 5,
       "netbsd-wire-keeps-queue"},
      {"netbsd-page-protect-skips-wired", "netbsd.I19", "--size tiny",
       "mmap,mlock,munlock,read,write,truncate", 5, ""},
      {"netbsd-page-protect-panics-on-wired", "panic.page-protect-wired", "--size tiny",
       "mmap,mlock,munlock,read,write,truncate", 5, ""},
      {"netbsd-cow-of-wired-page", "netbsd.I14",
       "--processes 2 --threads 1,1 --in-flight 1 --pages 2 --file-pages 0 --swap 0", "", 4, ""},
      {"netbsd-unwire-missing-pte-panic", "panic.unwire-no-pte", "--size tiny",
       "mmap,mlock,munlock,read,write,truncate,extend,forget", 6, ""},
      {"netbsd-unwire-without-map-lock", "lock-discipline", "--size tiny",
       "mmap,munmap,physio,read,write,forget", 4, ""},
  };
  return table;
}

}  // namespace vmwire::cli
