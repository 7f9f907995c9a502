// What: the table of operations.
// Source: netbsd.md section 2.
#include "model/netbsd/op/op.h"

#include "model/core/check.h"

namespace vmwire::netbsd {

const std::vector<OpInfo>& ops() {
  static const std::vector<OpInfo> table = {
      {OpId::none, "none", "", "", "no operation", {}, false},
      {OpId::mmap, "mmap", "thread", "[MM][M00]", "Maps anonymous memory or the file into a hole.",
       {"anon private rw", "anon private r", "anon shared rw", "file private rw",
        "file private r", "file shared rw", "file shared r"}, true},
      {OpId::munmap, "munmap", "thread", "[M00][M25]",
       "Unwires and unmaps a range, then drops its references.", {}, true},
      {OpId::mprotect, "mprotect", "thread", "[M15]", "Sets the protection of a range.",
       {"none", "r", "rw"}, true},
      {OpId::mlock, "mlock", "thread", "[MM][M99][M00][M25]",
       "Wires a range: counts the entries, then faults every page in.", {}, true},
      {OpId::munlock, "munlock", "thread", "[MM][M99][M00]", "Unwires a range.", {}, true},
      {OpId::physio, "physio", "thread", "[G06][F06]",
       "Raw I/O: vslock, a device reads or writes the pages, vsunlock.",
       {"device reads", "device writes"}, true},
      {OpId::read, "read", "thread", "[F15]", "A user read of one page.", {}, true},
      {OpId::write, "write", "thread", "[F15]", "A user write to one page.", {}, true},
      {OpId::fork, "fork", "thread", "[M00][A12]",
       "Makes a child; inheritance as mapped, or one for all entries (minherit).",
       {"as mapped", "NONE", "COPY", "SHARE", "ZERO"}, false},
      {OpId::exit, "exit", "thread", "[M25]", "Ends the process and its address space.", {}, false},
      {OpId::truncate, "truncate", "thread", "[LOG]", "Shortens the file.", {}, false},
      {OpId::extend, "extend", "thread", "[LOG]", "Lengthens the file again.", {}, false},
      {OpId::deactivate, "deactivate", "pagedaemon", "[T99][D98][LOG]",
       "Moves an active page to INACTIVE.", {}, false},
      {OpId::reactivate, "reactivate", "pagedaemon", "[LOG]",
       "Moves a referenced inactive page back to ACTIVE.", {}, false},
      {OpId::scan_inactive, "scan_inactive", "pagedaemon", "[D98][D01][D23]",
       "Frees a clean inactive page or starts the pageout of a dirty one.", {}, false},
      {OpId::pageout_done, "pageout_done", "disk", "[LOG]", "A pageout completes or fails.",
       {}, false},
      {OpId::swap_shortage, "swap_shortage", "pagedaemon", "[LOG]",
       "Frees the swap slot of an active page and marks the page dirty.", {}, false},
      {OpId::forget, "forget", "pmap", "[PM9]", "The pmap forgets a PTE that is not wired.",
       {}, false},
  };
  return table;
}

const OpInfo& op_info(OpId id) {
  const auto i = static_cast<unsigned>(id);
  VMWIRE_CHECK(i < kOps && ops()[i].id == id);
  return ops()[i];
}

const OpInfo* find_op(const std::string& name) {
  for (const OpInfo& info : ops()) {
    if (info.id != OpId::none && name == info.name) return &info;
  }
  return nullptr;
}

}  // namespace vmwire::netbsd
