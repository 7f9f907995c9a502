// What: the page's lifecycle as a Boost.MSM table.
// Source: derived.
#include "model/toykernel/machine/page.h"

#include "model/core/machine/msm.h"

namespace vmwire::toykernel {
namespace {

using namespace machine;
using enum PageEvent;

using Out = In<PagePhase::out>;
using InMemory = In<PagePhase::in>;

struct Paging : Lifecycle<Paging, Page> {
  using initial_state = Out;
  static constexpr PagePhase first = PagePhase::out;
  struct transition_table : boost::mpl::vector<
      //  from      event     to
      Row<Out,      page_in,  InMemory>,
      Row<InMemory, page_out, Out     >> {};
};

}  // namespace

bool ask_page_machine(Page& page, PageEvent event) { return ask<Paging>(page, event); }

MachineTable page_table() {
  return table_of<Paging>("page", "A page, in memory or out of it.", "derived:");
}

}  // namespace vmwire::toykernel
