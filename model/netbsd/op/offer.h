// What: what may begin: the guards that operations put before their first step.
// Source: netbsd.md section 2; each guard stands in its operation's file, above the step.
// A guard looks at the world as it is, so that nothing is copied for what cannot happen. Read
// next: steps.h. Guards that need a lock, or look at the argument, are in the step itself.
#pragma once

#include "model/netbsd/personality.h"
#include "model/netbsd/size.h"
#include "model/netbsd/world.h"

namespace vmwire::netbsd {

/// An operation that might begin, with Action's meaning of start and end.
struct Offer {
  const World& w;
  const Personality& p;
  const Size& size;
  unsigned thread = 0;   ///< who would begin it, when it is a thread
  unsigned process = 0;  ///< its process
  unsigned start = 0;
  unsigned end = 0;

  const Page& page() const { return w.page[start]; }  ///< of the pagedaemon and the disk
};

bool mmap_offered(const Offer& o);
bool munmap_offered(const Offer& o);
bool fork_offered(const Offer& o);
bool exit_offered(const Offer& o);
bool truncate_offered(const Offer& o);
bool extend_offered(const Offer& o);

bool deactivate_offered(const Offer& o);
bool reactivate_offered(const Offer& o);
bool scan_inactive_offered(const Offer& o);
bool pageout_done_offered(const Offer& o);
bool swap_shortage_offered(const Offer& o);
bool forget_offered(const Offer& o);

}  // namespace vmwire::netbsd
